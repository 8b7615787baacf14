"""Large files through the page's own address of a running server: the web process never holds them, the
receipt tells how far it is, and what is refused leaves nothing. A gigabyte was tried by hand in the same way
(docs/maalinger/server.md)."""

from __future__ import annotations

import http.client
import os
import re
import threading
import time
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import pytest

from server.fejl.drab import CSRF, make_borgere, session
from server.fejl.installation import Saaede, Saaet, demo, installation, saaede, sqlite
from server.fejl.server_proces import Serverproces

__all__ = ["Saaede", "demo", "installation", "saaede"]
pytestmark = pytest.mark.egen_database
MB = 1 << 20
STOR, VOKSER = 200 * MB, 60 * MB
BORGERE = 2500  # enough that the receipt is written more than once, on any machine
GRAENSE = b"graensen-mellem-dele"


@sqlite
def test_a_large_file_never_lies_in_the_memory_of_the_web(installation: Saaet) -> None:
    server, saaet = installation
    server.start()
    browser = session(saaet["sessioner"]["faglig_ansvarlig"])
    browser.get(f"{server.url}/k/9001/leverancer/indlever", timeout=60)
    time.sleep(2)  # what is loaded at start is not the upload's
    foer, hoejst, slut = server.egen_hukommelse("web"), [0], threading.Event()

    def se() -> None:
        while not slut.wait(0.05):
            hoejst[0] = max(hoejst[0], server.egen_hukommelse("web"))

    vagt = threading.Thread(target=se)
    vagt.start()
    tilfaeldigt = os.urandom(MB)
    sted = send(server, saaet, "stor.zip", (tilfaeldigt for _ in range(STOR // MB)), STOR)
    slut.set()
    vagt.join()
    assert hoejst[0] - foer < VOKSER, (foer // MB, hoejst[0] // MB)
    side, _ = follow(server, browser, sted)
    assert 'data-tilstand="afvist"' in side and "209,7 MB" in side
    _wait_idle(server)  # the receipt is settled a moment before the received is thrown away
    assert list((server.data / "modtag").iterdir()) == []


@sqlite
def test_a_receipt_tells_how_far_it_is_and_pages_answer_meanwhile(installation: Saaet) -> None:
    server, saaet = installation
    server.start()
    browser = session(saaet["sessioner"]["faglig_ansvarlig"])
    linjer = [b + b"\n" for b in make_borgere(BORGERE)]
    sted = send(server, saaet, "mange.ndjson", linjer, sum(map(len, linjer)))
    side, naaet = follow(server, browser, sted, ogsaa="/k/9001/leverancer")
    assert 'data-tilstand="med_fund"' in side or 'data-tilstand="accepteret"' in side, side[:2000]
    assert f"{BORGERE:,} borgere".replace(",", ".") in side
    assert naaet == sorted(naaet) and naaet[-1] > 0, naaet
    _wait_idle(server)
    server.stop()
    slut = server.ask("tjek")
    assert slut["fejl"] == [] and slut["leverancer"] == 1 and slut["modtag"] == []


def send(server: Serverproces, saaet: dict[str, Any], navn: str, dele: Iterable[bytes], antal: int) -> str:
    """Hand a file in piece by piece, as a browser does; the receipt's address."""
    foer = (
        b"--" + GRAENSE + b'\r\nContent-Disposition: form-data; name="filer"; filename="' + navn.encode() +
        b'"\r\nContent-Type: application/octet-stream\r\n\r\n'
    )  # fmt: skip
    efter = (
        b"\r\n--" + GRAENSE + b'\r\nContent-Disposition: form-data; name="system"\r\n\r\nVendor G\r\n--' +
        GRAENSE + b"--\r\n"
    )  # fmt: skip
    forbindelse = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=120)
    forbindelse.putrequest("POST", "/k/9001/leverancer/indlever")
    for hoved, vaerdi in {
        "Content-Length": str(len(foer) + antal + len(efter)),
        "Content-Type": f"multipart/form-data; boundary={GRAENSE.decode()}",
        "Cookie": f"ffb_session={saaet['sessioner']['faglig_ansvarlig']}; csrftoken={CSRF}",
        "X-CSRFToken": CSRF,
    }.items():
        forbindelse.putheader(hoved, vaerdi)
    forbindelse.endheaders()
    for del_ in _i_raekke(foer, dele, efter):
        forbindelse.send(del_)
    svar = forbindelse.getresponse()
    svar.read()
    assert svar.status == 302, svar.status
    return str(svar.headers["Location"])


def _i_raekke(foer: bytes, dele: Iterable[bytes], efter: bytes) -> Iterable[bytes]:
    yield foer
    yield from dele
    yield efter


def follow(server: Serverproces, browser: Any, sted: str, ogsaa: str = "") -> tuple[str, list[int]]:
    """The receipt when it is settled, and the percents it told on the way."""
    naaet, slut = [], time.monotonic() + 240
    while time.monotonic() < slut:
        side = browser.get(server.url + sted, timeout=60).text
        tilstand = re.search(r'data-tilstand="([^"]*)', side)
        if tilstand and tilstand[1] not in ("modtaget", "laeses"):
            return side, naaet
        procent = re.search(r'<progress[^>]* value="(\d+)"', side)
        naaet += [int(procent[1])] if procent else []
        if ogsaa:
            assert browser.get(server.url + ogsaa, timeout=60).status_code == 200
        time.sleep(0.1)
    raise AssertionError("kvitteringen blev aldrig færdig")


def _wait_idle(server: Serverproces) -> None:
    slut = time.monotonic() + 120
    while time.monotonic() < slut and server.jobs():
        time.sleep(0.3)
