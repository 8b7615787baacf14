"""Faults a real server survives: killed at random, disk full, database gone, cut off, sent at once."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest

from server.fejl.drab import make_bundle, make_zip, post_bundle, run_drab, session, upload
from server.fejl.installation import PG, Saaede, Saaet, begge, demo, installation, postgres, saaede, sqlite
from server.fejl.server_proces import Serverproces

__all__ = ["demo", "installation", "saaede"]
# on each of two databases; 4 in `make lange`, 200 in `make proof BEVIS=drab`
DRAB = int(os.environ.get("FFB_DRAB", "3"))
FROE = 20261122
pytestmark = pytest.mark.egen_database


@pytest.mark.lang
@begge
def test_killed_at_random_moments_everything_is_there_once(installation: Saaet, demo: Path) -> None:
    svar = run_drab(installation[0], demo, installation[1], DRAB, FROE, tjek_hver=DRAB)
    assert svar.fejl == [] and sum(svar.drab.values()) == DRAB
    assert svar.sendt["filer"] and svar.sendt["bundles"]


@begge
def test_the_same_files_from_many_at_once_count_once(installation: Saaet, demo: Path) -> None:
    server, saaet = installation
    server.start()
    browser = session(saaet["sessioner"]["faglig_ansvarlig"])
    bundle, fil = make_bundle(1), make_zip(demo, 1)
    svar: list[Any] = []

    def send() -> None:
        svar.append(post_bundle(server, saaet["noegler"]["9002"], bundle))
        svar.append(upload(server, browser, fil) is not None)

    traade = [threading.Thread(target=send) for _ in range(6)]
    for traad in traade:
        traad.start()
    for traad in traade:
        traad.join()
    _wait_idle(server)
    server.stop()
    slut = server.ask("tjek")
    assert sorted(svar) == [True] * 6 + [200] * 6
    assert slut["fejl"] == [] and slut["poster"] == 1 and slut["leverancer"] == 2
    assert len(slut["accepterede"]) == 1


@sqlite
def test_a_full_disk_refuses_and_the_retry_ends_well(
    tmp_path: Path, demo: Path, saaede: Saaede, database: str
) -> None:
    data = tmp_path / "lille"
    data.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", data], check=False).returncode:
        pytest.skip("her må der ikke monteres en lille disk (kræver root)")
    server, saaet = saaede.copy(database, data)
    try:
        server.start()
        browser = session(saaet["sessioner"]["faglig_ansvarlig"])
        _fill(data / "fyld")
        assert upload(server, browser, make_zip(demo, 1)) is None
        assert post_bundle(server, saaet["noegler"]["9002"], make_bundle(1)) == 503
        (data / "fyld").unlink()
        assert upload(server, browser, make_zip(demo, 1)) is not None
        assert post_bundle(server, saaet["noegler"]["9002"], make_bundle(1)) == 200
        _wait_idle(server)
        server.stop()
        slut = server.ask("tjek")
        assert slut["fejl"] == [] and len(slut["accepterede"]) == 1 and slut["poster"] == 1
        assert slut["modtag"] == []
    finally:
        server.stop()
        subprocess.run(["umount", "-l", data], check=False)


@sqlite
def test_a_disk_that_fills_while_the_worker_writes(installation: Saaet, demo: Path) -> None:
    server, saaet = installation
    lager = server.data / "lager"
    lager.mkdir(exist_ok=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", lager], check=False).returncode:
        pytest.skip("her må der ikke monteres en lille disk (kræver root)")
    try:
        server.start()
        browser = session(saaet["sessioner"]["faglig_ansvarlig"])
        assert upload(server, browser, make_zip(demo, 1)) is not None
        _wait(lambda: server.jobs("tilstand = 'venter' AND forsoeg > 0") == 1)
        subprocess.run(["mount", "-o", "remount,size=20m", lager], check=True)
        _wait_idle(server)
        server.stop()
        slut = server.ask("tjek")
        assert slut["fejl"] == [] and len(slut["accepterede"]) == 1 and slut["leverancer"] == 2
        assert slut["forsoeg"] > 1
    finally:
        server.stop()
        subprocess.run(["umount", "-l", lager], check=False)


@postgres
def test_the_database_goes_and_comes_back(installation: Saaet, demo: Path) -> None:
    server, saaet = installation
    server.start()
    navn = server.database_url.rpartition("/")[2]
    browser, token = session(saaet["sessioner"]["faglig_ansvarlig"]), saaet["noegler"]["9002"]
    assert upload(server, browser, make_zip(demo, 1)) is not None
    with psycopg.connect(PG, autocommit=True) as styr:
        styr.execute(f"ALTER DATABASE {navn} WITH ALLOW_CONNECTIONS false")
        styr.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [navn])
        assert not server.answers()
        assert upload(server, browser, make_zip(demo, 2)) is None
        assert post_bundle(server, token, make_bundle(1)) == 503
        time.sleep(1)
        assert server.lives()
        styr.execute(f"ALTER DATABASE {navn} WITH ALLOW_CONNECTIONS true")
    _wait(server.answers)
    assert post_bundle(server, token, make_bundle(1)) == 200
    assert upload(server, browser, make_zip(demo, 2)) is not None
    _wait_idle(server)
    server.stop()
    slut = server.ask("tjek")
    assert slut["fejl"] == [] and len(slut["accepterede"]) == 2 and slut["poster"] == 1


@sqlite
def test_a_request_cut_off_leaves_nothing(installation: Saaet, demo: Path) -> None:
    server, saaet = installation
    server.start()
    bundle = make_bundle(1)
    hoved = f"Authorization: Bearer {saaet['noegler']['9002']}\r\nContent-Type: application/fhir+json"
    _cut_off(server, "/fhir", hoved, bundle)
    kage = f"Cookie: ffb_session={saaet['sessioner']['faglig_ansvarlig']}; csrftoken={'a' * 32}"
    form = f"{kage}\r\nX-CSRFToken: {'a' * 32}\r\nContent-Type: multipart/form-data; boundary=x"
    del_ = b'--x\r\nContent-Disposition: form-data; name="filer"; filename="a.zip"\r\n\r\n'
    _cut_off(server, "/k/9001/leverancer/indlever", form, del_ + make_zip(demo, 1))
    assert server.answers()
    assert post_bundle(server, saaet["noegler"]["9002"], bundle) == 200
    server.stop()
    slut = server.ask("tjek")
    assert slut["fejl"] == [] and slut["poster"] == 1 and slut["accepterede"] == {} and slut["modtag"] == []


@sqlite
def test_a_second_server_on_the_same_data_is_refused(installation: Saaet) -> None:
    server, _ = installation
    server.start()
    ord_ = "import ffb.server.start as s; s.VENT_LAAS = 0.2; s.run(port=1)"
    svar = subprocess.run([sys.executable, "-c", ord_], env=server.env(), capture_output=True, text=True)
    assert svar.returncode and "kører allerede" in svar.stderr
    assert server.answers()


def _cut_off(server: Serverproces, sti: str, hoveder: str, krop: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as s:
        linjer = f"POST {sti} HTTP/1.1\r\nHost: 127.0.0.1\r\n{hoveder}\r\nContent-Length: {len(krop)}\r\n\r\n"
        s.sendall(linjer.encode() + krop[: len(krop) // 2])


def _fill(fil: Path) -> None:
    with fil.open("wb", buffering=0) as ud:
        for stoerrelse in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    ud.write(b"x" * stoerrelse)
            except OSError:
                continue


def _wait(hvad: Any, sekunder: float = 60) -> None:
    slut = time.monotonic() + sekunder
    while not hvad():
        assert time.monotonic() < slut
        time.sleep(0.2)


def _wait_idle(server: Serverproces) -> None:
    _wait(lambda: server.jobs() == 0, 120)
