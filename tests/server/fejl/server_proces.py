"""A real `ffb server` in processes of its own: started, spoken to by HTTP, killed, started again."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import psycopg
import requests

ROD = Path(__file__).resolve().parents[3]
FFB = (sys.executable, "-c", "from ffb.cli import main; main()")
TESTS = ROD / "tests"
KLAR = 90.0  # seconds for a server to answer on a busy machine
Hvem = Literal["alt", "web", "arbejder"]
ORD = {"web": "granian", "arbejder": "ffb.server.arbejder"}  # in the command line of each


@dataclass
class Serverproces:
    """`ffb server` on its own data folder and database. `url`: where it answers."""

    data: Path
    noegler: Path
    database_url: str = ""
    miljoe: Mapping[str, str] = field(default_factory=dict)
    argumenter: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.port = _ledig_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._proces: subprocess.Popen[bytes] | None = None
        self.log = self.noegler.with_suffix(".log")

    def env(self) -> dict[str, str]:
        """What every process of this installation is given."""
        sti = os.pathsep.join([str(ROD / "src"), str(TESTS)])
        uden = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "FFB_MAPPE", "FFB_VAERT")}
        egne = {"FFB_DATA": str(self.data), "FFB_KEY_FILE": str(self.noegler), "PYTHONPATH": sti}
        egne |= {"FFB_URL": self.url, "DJANGO_SETTINGS_MODULE": "ffb.server.indstillinger"}
        if self.database_url:
            egne["DATABASE_URL"] = self.database_url
        return {**uden, **egne, **self.miljoe}

    def start(self, klar: float = KLAR) -> None:
        """Start it, and wait until it answers; `klar` seconds at most."""
        with self.log.open("ab") as log:
            self._proces = subprocess.Popen(
                [*FFB, "server", "--port", str(self.port), *self.argumenter],
                env=self.env(), stdout=log, stderr=log, cwd=self.noegler.parent,
            )  # fmt: skip
        slut = time.monotonic() + klar
        while not self.answers():
            if self._proces.poll() is not None or time.monotonic() > slut:
                raise AssertionError(f"serveren kom ikke op:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.05)

    def answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/sundhed", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def wait_varm(self, sekunder: float = KLAR) -> None:
        """Until the web process has loaded what it needs, so that a page's time is the page's own."""
        slut = time.monotonic() + sekunder
        while not requests.get(f"{self.url}/sundhed", timeout=5).json()["varm"]:
            assert time.monotonic() < slut, "serveren blev ikke varm"
            time.sleep(0.05)

    def stop(self) -> None:
        """The polite way."""
        if self._proces is not None and self._proces.poll() is None:
            self._proces.terminate()
            try:
                self._proces.wait(20)
            except subprocess.TimeoutExpired:
                self.kill("alt")
        self._proces = None

    def kill(self, hvem: Hvem) -> None:
        """kill -9: everything at once (as a power cut would), the web, or the worker."""
        assert self._proces is not None
        familie = _efterkommere(self._proces.pid)
        ord_ = ORD.get(hvem)
        maal = [p for p, linje in familie if ord_ is None or ord_ in linje]
        if hvem == "alt":
            maal.insert(0, self._proces.pid)
        for pid in maal:
            _kill(pid)
        if hvem != "arbejder":
            self._proces.wait(20)

    def cpu(self, hvem: Hvem) -> float:
        """Seconds of work of these processes so far, however busy the machine is."""
        assert self._proces is not None
        ord_ = ORD.get(hvem)
        pids = [p for p, linje in _efterkommere(self._proces.pid) if ord_ is None or ord_ in linje]
        felter = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
        return sum(int(f[11]) + int(f[12]) for f in felter) / os.sysconf("SC_CLK_TCK")

    def egen_hukommelse(self, hvem: Hvem) -> int:
        """Bytes of memory of these processes that are not of files (RssAnon), the largest of them."""
        assert self._proces is not None
        ord_, ud = ORD.get(hvem), [0]
        for pid, linje in _efterkommere(self._proces.pid):
            if ord_ is None or ord_ in linje:
                felter = dict(x.split(":", 1) for x in Path(f"/proc/{pid}/status").read_text().splitlines())
                ud.append(1024 * int(felter.get("RssAnon", "0 kB").split()[0]))
        return max(ud)

    def lives(self) -> bool:
        """True while the command itself runs."""
        return self._proces is not None and self._proces.poll() is None

    def jobs(self, hvor: str = "tilstand IN ('venter', 'koerer')") -> int:
        """How many jobs wait or run (or `hvor` in SQL), but for the housekeeping.

        Read past the server, from the database: a process with Django in it costs a second of CPU.
        """
        sql = f"SELECT COUNT(*) FROM opgave_opgave WHERE art <> 'pasning' AND {hvor}"
        if self.database_url:
            with psycopg.connect(self.database_url) as database:
                return int(database.execute(sql).fetchone()[0])
        with closing(
            sqlite3.connect(f"file:{self.data / 'ffb.sqlite3'}?mode=ro", uri=True, timeout=30)
        ) as lager:
            return int(lager.execute(sql).fetchone()[0])

    def ask(self, hvad: str, *argumenter: str) -> Any:
        """Run a word of `tilstand` on this installation; its answer."""
        kald = [sys.executable, "-m", "server.fejl.tilstand", hvad, *argumenter]
        svar = subprocess.run(kald, env=self.env(), capture_output=True, text=True, cwd=self.noegler.parent)
        assert svar.returncode == 0, svar.stderr[-3000:]
        return json.loads(svar.stdout.splitlines()[-1])


def _ledig_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _efterkommere(rod: int) -> list[tuple[int, str]]:
    """(pid, command line) of every process below `rod`."""
    boern: dict[int, list[int]] = {}
    for sti in Path("/proc").glob("[0-9]*/stat"):
        try:
            felter = sti.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        boern.setdefault(int(felter[1]), []).append(int(sti.parent.name))
    ud, koe = [], [rod]
    while koe:
        for pid in boern.get(koe.pop(), []):
            try:
                linje = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            ud.append((pid, linje))
            koe.append(pid)
    return ud
