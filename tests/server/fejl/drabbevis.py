"""The long run for `make proof`: 200 kills, half on SQLite, half on PostgreSQL where one answers."""

from __future__ import annotations

import os
import secrets
import tempfile
import time
from pathlib import Path

import psycopg

from ffb.demo import make_demo
from server.fejl.drab import Drab, run_drab
from server.fejl.server_proces import Serverproces

ANTAL = 200
FROE = 4
PG = os.environ.get("FFB_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/test")
TITEL = "Kill -9 under modtagelse"


def find_bevis(antal: int = ANTAL) -> tuple[str, bool, str, str]:
    """(title, whether it holds, one sentence, the page)."""
    try:
        with psycopg.connect(PG, autocommit=True, connect_timeout=3) as styr:
            navn = f"ffb_{secrets.token_hex(4)}"
            styr.execute(f"CREATE DATABASE {navn}")
            koersler = {
                "SQLite": _run("", antal // 2),
                "PostgreSQL": _run(f"{PG.rpartition('/')[0]}/{navn}", antal - antal // 2),
            }
            styr.execute(f"DROP DATABASE {navn} WITH (FORCE)")
    except psycopg.OperationalError:
        koersler = {"SQLite": _run("", antal)}
    return TITEL, not any(d.fejl for d, _ in koersler.values()), _svar(koersler), _side(koersler)


def _run(database_url: str, antal: int) -> tuple[Drab, float]:
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as mappe:
        rod = Path(mappe)
        make_demo(rod / "demo", seed=7, borgere=20, kommuner=1)
        server = Serverproces(rod / "data", rod / "noegler.json", database_url)
        try:
            saaet = server.ask("saa", str(rod / "demo"))
            svar = run_drab(server, rod / "demo", saaet, antal, FROE, tjek_hver=10)
        finally:
            server.stop()
    return svar, time.monotonic() - start


def _svar(koersler: dict[str, tuple[Drab, float]]) -> str:
    drab = sum(sum(d.drab.values()) for d, _ in koersler.values())
    fejl = sum(len(d.fejl) for d, _ in koersler.values())
    return f"{drab} drab på tilfældige tidspunkter gav {fejl} brud på det, der skal gælde."


def _side(koersler: dict[str, tuple[Drab, float]]) -> str:
    hoved = (
        "| Database | Drab | alt på én gang | web | arbejder | Kontroller | ZIP-filer | Bundles | "
        "Sendt igen | Brud | Minutter |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    )
    linjer = [
        f"| {navn} | {sum(d.drab.values())} | {d.drab['alt']} | {d.drab['web']} | {d.drab['arbejder']} | "
        f"{d.kontroller} | {d.sendt.get('filer', 0)} | {d.sendt.get('bundles', 0)} | "
        f"{d.sendt.get('sendt igen', 0)} | {len(d.fejl)} | {sekunder / 60:.0f} |"
        for navn, (d, sekunder) in koersler.items()
    ]
    brud = [f"- {navn}: {f}" for navn, (d, _) in koersler.items() for f in d.fejl]
    return "\n".join([FORKLARING, "", hoved, *linjer, "", *brud])


FORKLARING = """\
En rigtig `ffb server` (granian og arbejder som egne processer) modtager ZIP-filer ved upload og bundles ved
`POST /fhir` fra to afsendere, der sender igen, til de har et godt svar. Imens dræbes alt på én gang, web
eller arbejder med kill -9 på tilfældige tidspunkter (frø 4) og startes igen.

Ved hver kontrol slukkes alt, og der ses efter: hver leverance har sin mappe, og den stemmer med sit manifest;
ingen mappe er uden række; en kvittering er accepteret, netop når dens leverancer findes; de samme filer er
accepteret én gang; den åbne dagsleverance tæller sine poster rigtigt; sporets kæde er hel. Til sidst: alt
sendt er der netop én gang, intet ligger tilbage, og rapporten er den, de samme filer giver uden server."""
