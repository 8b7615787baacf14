"""Kill -9 at random moments while two senders send: `tilstand` says what holds, and each sender's retry
ends well.

A check lets the power go, sweeps as a start does, and looks at every row, folder, receipt and link of the
trail. The moments come from a seed; what a moment hits does not, so a fault is shown by its words.
"""

from __future__ import annotations

import io
import json
import random
import re
import secrets
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import requests

from server.fejl.server_proces import ROD, Hvem, Serverproces

UDDATA = ROD.parent / "shared" / "data" / "uddatasaet"
CSRF = secrets.token_hex(16)


def make_zip(demo: Path, nr: int) -> bytes:
    """Kommune 9001's delivery; each number is other bytes with the same rows."""
    rod, ud = demo / "leverancer" / "9001", io.BytesIO()
    with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as z:
        for sti in sorted(rod.rglob("*.csv")):
            z.writestr(zipfile.ZipInfo(str(sti.relative_to(rod))), sti.read_bytes())
        z.comment = f"nr. {nr}".encode()
    return ud.getvalue()


def make_bundle(nr: int) -> bytes:
    """The official example as a vendor would send it again and again: a new time each."""
    bundle = json.loads((UDDATA / "encounter-2.json").read_bytes())
    tid = datetime.fromisoformat(bundle["timestamp"]) + timedelta(seconds=nr)
    return json.dumps(bundle | {"timestamp": tid.isoformat()}).encode()


def make_borgere(antal: int) -> Iterator[bytes]:
    """As many bundles, each of a citizen of its own with ids of its own. Synthetic: day + 60."""
    raa = json.dumps(json.loads((UDDATA / "encounter-2.json").read_bytes()))
    poster = [e["resource"] for e in json.loads(raa)["entry"]]
    cpr = poster[0]["identifier"][0]["value"]
    ider = re.compile("|".join(re.escape(p["id"]) for p in poster))
    for nr in range(antal):
        ny = f"{61 + nr % 28}{1 + nr // 28 % 12:02}{40 + nr // 336 % 60}{1000 + nr // 20_160:04}"
        yield ider.sub(lambda m, nr=nr: f"{nr:08x}{m[0][8:]}", raa).replace(cpr, ny).encode()


def session(noegle: str) -> requests.Session:
    """A signed-in browser's cookies."""
    s = requests.Session()
    s.cookies.update({"ffb_session": noegle, "csrftoken": CSRF})
    s.headers["X-CSRFToken"] = CSRF
    return s


def upload(server: Serverproces, browser: requests.Session, data: bytes, navn: str = "a.zip") -> str | None:
    """Hand in a file; the receipt's address, or None when there was no answer, or not now."""
    try:
        svar = browser.post(
            f"{server.url}/k/9001/leverancer/indlever", files={"filer": (navn, data)}, timeout=20,
            allow_redirects=False,
        )  # fmt: skip
    except requests.RequestException:
        return None
    return svar.headers["Location"] if svar.status_code == 302 else None


def post_bundle(server: Serverproces, token: str, data: bytes) -> int:
    """POST /fhir; the status, 0 when there was no answer."""
    try:
        hoved = {"Authorization": f"Bearer {token}", "Content-Type": "application/fhir+json"}
        return requests.post(f"{server.url}/fhir", data=data, headers=hoved, timeout=20).status_code
    except requests.RequestException:
        return 0


@dataclass
class Afsendere:
    """One that uploads ZIPs and one that posts bundles; each sends again until the answer is good."""

    server: Serverproces
    demo: Path
    saaet: dict[str, Any]
    stop: threading.Event = field(default_factory=threading.Event)
    antal: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._traade = [threading.Thread(target=f, daemon=True) for f in (self._upload, self._post)]

    def start(self) -> None:
        for traad in self._traade:
            traad.start()

    def finish(self) -> None:
        """Let each end what it is at."""
        self.stop.set()
        for traad in self._traade:
            traad.join(180)
            assert not traad.is_alive(), f"en afsender fik aldrig svar: {self.antal}"

    def _upload(self) -> None:
        browser = session(self.saaet["sessioner"]["faglig_ansvarlig"])
        nr = 0
        while not self.stop.is_set():
            nr += 1
            data = make_zip(self.demo, nr)
            while not self._settled(browser, upload(self.server, browser, data)):
                self.antal["sendt igen"] += 1
                time.sleep(0.1)
            self.antal["filer"] = nr

    def _settled(self, browser: requests.Session, sted: str | None) -> bool:
        """Follow a receipt to its end; False when the sender should send again."""
        slut = time.monotonic() + 60
        while sted and time.monotonic() < slut:
            try:
                side = browser.get(self.server.url + sted, timeout=10)
            except requests.RequestException:
                time.sleep(0.2)
                continue
            if 'data-tilstand="' in side.text:
                tilstand = side.text.split('data-tilstand="')[1].split('"')[0]
                if tilstand in ("accepteret", "med_fund", "afvist"):
                    return tilstand != "afvist"
                if tilstand == "gentagelse":
                    sted = side.text.split('data-gentager="')[1].split('"')[0]
                if tilstand == "opgivet":
                    return False
            time.sleep(0.2)
        return False

    def _post(self) -> None:
        nr = 0
        while not self.stop.is_set():
            nr += 1
            while post_bundle(self.server, self.saaet["noegler"]["9002"], make_bundle(nr)) != 200:
                self.antal["sendt igen"] += 1
                time.sleep(0.1)
            self.antal["bundles"] = nr
            time.sleep(0.02)


@dataclass
class Drab:
    """What a run came to. `fejl`: what did not hold, in words."""

    drab: Counter[str] = field(default_factory=Counter)
    fejl: list[str] = field(default_factory=list)
    sendt: dict[str, int] = field(default_factory=dict)
    kontroller: int = 0


def run_drab(
    server: Serverproces, demo: Path, saaet: dict[str, Any], antal: int, froe: int, *, tjek_hver: int = 5
) -> Drab:
    """Kill `antal` times; check on the way and at the end."""
    tilfaeldig, svar = random.Random(froe), Drab()
    afsendere = Afsendere(server, demo, saaet)
    server.start()
    afsendere.start()
    for nr in range(1, antal + 1):
        time.sleep(tilfaeldig.uniform(0.05, 2.0))
        hvem: Hvem = (
            "alt" if nr % tjek_hver == 0 else tilfaeldig.choice(("alt", "web", "arbejder", "arbejder"))
        )
        server.kill(hvem)
        svar.drab[hvem] += 1
        if nr % tjek_hver == 0:
            svar.kontroller += 1
            svar.fejl += server.ask("tjek")["fejl"]
        if not server.lives():
            server.start()
    afsendere.finish()
    _wait_idle(server)
    server.stop()
    _check_end(server, demo, afsendere, svar)
    return svar


def _wait_idle(server: Serverproces) -> None:
    slut = time.monotonic() + 120
    while time.monotonic() < slut and server.jobs():
        time.sleep(0.5)


def _check_end(server: Serverproces, demo: Path, afsendere: Afsendere, svar: Drab) -> None:
    """Everything sent is there once, nothing else is, and it counts as the files do."""
    slut = server.ask("tjek")
    svar.kontroller += 1
    svar.sendt = dict(afsendere.antal)
    ventet = {
        "kvitteringer": (len(slut["accepterede"]), afsendere.antal["filer"]),
        "leverancer": (slut["leverancer"], 2 * afsendere.antal["filer"]),
        "bundles": (slut["poster"], afsendere.antal["bundles"]),
        "leverancer pr. kvittering": (slut["pr_kvittering"], [2]),
        "filer, der ligger tilbage": (slut["modtag"], []),
        "rapporten": (server.ask("rapport", str(demo))["ens"], True),
    }
    svar.fejl += slut["fejl"]
    svar.fejl += [f"{hvad}: {fandt}, ventet {v}" for hvad, (fandt, v) in ventet.items() if fandt != v]
