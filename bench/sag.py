"""The server's time for each page of casework with 20,000 citizens;
writes its database's section of docs/maalinger/sag.md.

Run from a clone: `python -m bench.sag [citizens]`; on PostgreSQL with DATABASE_URL. The citizens are made of
the stories one trains with, each at its own time, with names and numbers that are nobody's (day + 60).
"""

from __future__ import annotations

import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import requests

ROD = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROD / "tests")]

GANGE = 15
PORTION = 400  # citizens written at a time
SAGSBEHANDLERE, ENHEDER = 100, 12
FORNAVNE = (
    "Anna Bo Carla Dan Else Finn Gerda Hans Ida Jens Karen Lars Mette Niels Oda Per Rosa Svend Tove Ulf"
)
EFTERNAVNE = "Ager Birk Dal Eng Fjord Gran Holm Ilsø Juul Klint Lund Mose Nør Odde Ravn Skov Thy Vang Ørum Ås"
KOMMUNE = "9001"
MAAL = {"side": 200, "soeg": 100, "gem": 100}
Maaling = tuple[str, str, list[float], list[float]]  # what, kind, milliseconds by the clock, of work


# -- the citizens
def fill(antal: int) -> dict[str, str]:
    """Write the citizens past the pages; returns what the measurement asks for."""
    from ffb.server.start import setup

    setup()
    from django.db import transaction

    from ffb.server.adgang.models import Bruger, Tildeling
    from ffb.server.sag.models import Udfoerersted

    person = Bruger.objects.get(email="sagsbehandler@eksempel.dk")
    folk = [person]
    for nr in range(1, SAGSBEHANDLERE):
        bruger = Bruger.objects.create_user(f"demo{nr}@eksempel.dk", None, navn=f"Demo {nr}")
        Tildeling.objects.create(bruger=bruger, rolle="sagsbehandler", kommune=KOMMUNE, af="bench")
        folk.append(bruger)
    sted = str(Udfoerersted.objects.create(kommune=KOMMUNE, navn="Demostedet").pk)
    nummer = iter(range(antal))
    while portion := list(islice(nummer, PORTION)):
        with transaction.atomic():
            _write(portion, folk, sted)
    return _samples(person, antal)


def sign_in() -> dict[str, str]:
    """role -> a new session; those of a kept database have ended."""
    from ffb.server.start import prepare

    prepare()
    from django.test import Client

    from ffb.server.adgang.models import Bruger

    ud = {}
    for rolle in ("sagsbehandler", "udfoerer", "leder"):
        browser = Client()
        browser.force_login(Bruger.objects.get(email=f"{rolle}@eksempel.dk"))
        ud[rolle] = browser.cookies["ffb_session"].value
    return ud


def _write(numre: list[int], folk: list[Any], sted: str) -> None:
    """One portion: citizens, their names and numbers, cases, objects and each change."""
    from ffb.formats.identitet import Identitet
    from ffb.server.leverance.boks import store_cpr
    from ffb.server.noegler import load_noegler
    from ffb.server.sag.gemt import name_marks, seal
    from ffb.server.sag.models import Aendring, Navneord, Objekt, Sag, Sagsborger
    from ffb.server.sag.sammentaelling import Kort, sum_up

    identitet, boks, borgere, navne, sager, objekter, aendringer = (
        Identitet(load_noegler().pseudonym), [], [], [], [], [], []
    )  # fmt: skip
    for nr in numre:
        borger_id = identitet.person(cpr_of(nr)).borger_id
        boks.append((borger_id, cpr_of(nr)))
        borgere.append(Sagsborger(kommune=KOMMUNE, borger_id=borger_id, navn=seal(name_of(nr))))
    store_cpr(KOMMUNE, boks)
    for nr, borger in zip(numre, Sagsborger.objects.bulk_create(borgere), strict=True):
        navne += [Navneord(borger=borger, kommune=KOMMUNE, maerke=m) for m in name_marks(name_of(nr))]
        sag = Sag(
            kommune=KOMMUNE, borger=borger, sagsnummer=f"DEMO-{nr:06}", soegenummer=f"demo-{nr:06}",
            enhed=f"Demoteam {nr % ENHEDER + 1}",
            sagsbehandler=folk[nr % len(folk)],
        )  # fmt: skip
        sager.append(sag)
        egne = list(_tell(sag, nr, sted))
        for kolonne, v in sum_up(Kort(*(getattr(o, k) for k in Kort._fields)) for o, _f in egne).items():
            setattr(sag, kolonne, v)
        for objekt, felter in egne:
            objekter.append(objekt)
            aendringer += [
                Aendring(objekt=objekt, version=1, felt=n, vaerdi=seal(v), af="demo")
                for n, v in felter.items()
            ]
    Navneord.objects.bulk_create(navne)
    Sag.objects.bulk_create(sager)
    Objekt.objects.bulk_create(objekter)
    Aendring.objects.bulk_create(aendringer)


def _tell(sag: Any, nr: int, sted: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The objects of one case: mostly of the story that has gone furthest."""
    from ffb.server.sag.actions import put_felter
    from ffb.server.sag.historier import load_historier, tell
    from ffb.server.sag.models import GAELDENDE, KLADDE, Objekt
    from ffb.server.sag.slags import slags_dict

    terning = Random(nr)
    historie = terning.choices(load_historier()[:3], (1, 2, 7))[0]
    dag = date(2026, 11, 1) - timedelta(days=terning.randrange(-60, 300))
    ider: dict[str, str] = {}
    for o in historie.objekter:
        art = slags_dict()[o.slags]
        felter = {n: art.felter[n].clean(v) for n, v in tell(o, dag, ider, sted).items()}
        tilstand = KLADDE if terning.random() < 0.05 else GAELDENDE
        objekt = Objekt(sag=sag, slags=o.slags, tilstand=tilstand, oprettet_af="demo", aendret_af="demo")
        put_felter(objekt, art, felter)
        if o.slags == "bestilling":
            objekt.kode = terning.choices(("accepteret", "afventer", "returneret"), (90, 7, 3))[0]
        ider[o.navn] = str(objekt.pk)
        yield objekt, felter


def cpr_of(nr: int) -> str:
    """A number of nobody: day + 60."""
    return f"{61 + nr % 28}{1 + nr // 28 % 12:02}{40 + nr // 336 % 60}{1000 + nr // 20_160:04}"


def name_of(nr: int) -> str:
    fornavne, efternavne = FORNAVNE.split(), EFTERNAVNE.split()
    return f"{fornavne[nr % 20]} {efternavne[nr // 20 % 20]}{efternavne[nr // 400 % 20].lower()} Demo"


def _samples(person: Any, antal: int) -> dict[str, str]:
    """A case and objects of the person who is measured, gone furthest."""
    from ffb.server.sag.models import Objekt

    indsats = Objekt.objects.filter(slags="indsats", tilstand="gaeldende", sag__sagsbehandler=person).latest(
        "pk"
    )
    felt = Objekt.objects.filter(sag=indsats.sag, slags="udredning").latest("pk")
    nr = int(indsats.sag.sagsnummer[5:])
    return {
        "sag_id": str(indsats.sag_id), "indsats": str(indsats.pk), "objekt": str(felt.pk), "cpr": cpr_of(nr),
        "sagsnummer": f"DEMO-{nr:06}", "navn": name_of(nr), "antal": str(Objekt.objects.count()),
    }  # fmt: skip


# -- the measurement
def sider(p: dict[str, str]) -> list[tuple[str, str, str]]:
    """(what, role, address) of every page that is only looked at."""
    k, s = f"/k/{KOMMUNE}", f"/k/{KOMMUNE}/sag/{p['sag_id']}"
    faser = (
        "sagsaabning",
        "sagsoplysning",
        "sagsvurdering",
        "afgoerelse",
        "levering",
        "statusnotat",
        "opfoelgning",
    )
    return [
        ("Arbejdslisten", "sagsbehandler", f"{k}/sag"),
        ("En sag", "sagsbehandler", s),
        *((f"Fasen {f}", "sagsbehandler", f"{s}/fase/{f}") for f in faser),
        ("En opfølgning", "sagsbehandler", f"{k}/sag/objekt/{p['indsats']}/foelgop"),
        ("Historik", "sagsbehandler", f"{k}/sag/objekt/{p['objekt']}/historik"),
        ("Ny sag", "sagsbehandler", f"{k}/sag/ny"),
        ("Sagernes overblik", "leder", f"{k}/sagsoverblik"),
        ("En liste bag et tal", "sagsbehandler", f"{k}/sagsoverblik/liste?tal=overskredet"),
        ("Bestillinger", "udfoerer", f"{k}/bestillinger"),
    ]  # fmt: skip


def measure(url: str, sessioner: dict[str, str], p: dict[str, str]) -> list[Maaling]:
    """Every page, every search, and a saved field."""
    for _ in range(8):  # every process of the server has begun
        _measure(
            "", "side", lambda b: b.get(f"{url}/k/{KOMMUNE}/sag", timeout=300), sessioner["sagsbehandler"], 2
        )
    ud = [
        _measure(
            hvad,
            "side",
            lambda b, sti=sti: b.get(url + sti, timeout=300, allow_redirects=False),
            sessioner[rolle],
        )
        for hvad, rolle, sti in sider(p)
    ]
    adresse = f"{url}/k/{KOMMUNE}/sag"
    for hvad, q in (
        ("Søg: CPR", p["cpr"]), ("Søg: sagsnummer", p["sagsnummer"]), ("Søg: et navn", p["navn"]),
        ("Søg: to bogstaver", "an"), ("Søg: et ord, alle har", "demo"), ("Søg: intet passer", "xyzå"),
    ):  # fmt: skip
        ud.append(
            _measure(
                hvad,
                "soeg",
                lambda b, q=q: b.post(adresse, {"q": q}, timeout=300, allow_redirects=False),
                sessioner["sagsbehandler"],
            )
        )
    tal = iter(range(10**6))
    skriv = {"version": 10**6, "har-perspektiv": "1"}
    gem = f"{url}/k/{KOMMUNE}/sag/objekt/{p['objekt']}"
    ud.append(
        _measure(
            "Gem et felt", "gem",
            lambda b: b.post(gem, skriv | {"perspektiv": f"skrevet {next(tal)}"},
                             headers={"Accept": "application/json"}, timeout=300),
            sessioner["sagsbehandler"],
        )
    )  # fmt: skip
    return ud


def _measure(
    hvad: str, art: str, kald: Callable[[Any], requests.Response], noegle: str, gange: int = GANGE
) -> Maaling:
    from server.fejl.drab import session

    browser, ur, arbejde = session(noegle), [], []
    for nr in range(gange + 1):
        svar = kald(browser)
        assert svar.status_code == 200, (hvad, svar.status_code)
        if nr:
            app, cpu = (float(d.partition("dur=")[2]) for d in svar.headers["Server-Timing"].split(","))
            ur.append(app)
            arbejde.append(cpu)
    return hvad, art, ur, arbejde


def p95(tal: list[float]) -> float:
    return sorted(tal)[min(len(tal) - 1, round(0.95 * len(tal)))]


def main(borgere: int = 20_000) -> None:
    from ffb.demo import make_demo
    from server.fejl.server_proces import Serverproces

    with tempfile.TemporaryDirectory() as mappe:
        rod = Path(os.environ.get("FFB_BENCH_MAPPE", mappe))  # kept there, and taken up again the next time
        server = Serverproces(rod / "data", rod / "noegler.json", os.environ.get("DATABASE_URL", ""))
        if not (fyldt := rod / "fyldt.json").exists():
            make_demo(rod / "demo", seed=7, borgere=20, kommuner=1)
            server.ask("saa", str(rod / "demo"))
            fyldt.write_text(json.dumps(_ask(server, "fyld", str(borgere))))
        p, sessioner = json.loads(fyldt.read_text()), _ask(server, "ind")
        server.start()
        server.wait_varm()
        try:
            maalt = measure(server.url, sessioner, p)
        finally:
            server.stop()
    navn = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
    sti = ROD / "docs" / "maalinger" / "sag.md"
    afsnit = read_afsnit(sti.read_text(encoding="utf-8")) if sti.exists() else {}
    afsnit[navn] = write_afsnit(borgere, int(p["antal"]), navn, maalt)
    sti.write_text(write_side(afsnit), encoding="utf-8")
    print(afsnit[navn])


def _ask(server: Any, *ord_: str) -> dict[str, str]:
    """A word of this module in a process of its own, which has the server's database."""
    env = server.env() | {"PYTHONPATH": f"{server.env()['PYTHONPATH']}{os.pathsep}{ROD}"}
    kald = [sys.executable, "-m", "bench.sag", *ord_]
    svar = subprocess.run(kald, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout
    ud: dict[str, str] = json.loads(svar)
    return ud


DATABASER = ("SQLite", "PostgreSQL")


def read_afsnit(side: str) -> dict[str, str]:
    """The sections of the page, by database; the other one's is kept when one is measured."""
    dele = re.split(r"(?m)^(?=## )", side)[1:]
    return {navn: d.rstrip() for navn in DATABASER for d in dele if d.startswith(f"## {navn}\n")}


def write_afsnit(borgere: int, objekter: int, database: str, maalt: list[Maaling]) -> str:
    """The section of one database."""
    linjer = [
        f"| {hvad} | {statistics.median(ur):.0f} | {p95(ur):.0f} | {p95(cpu):.0f} | {MAAL[art]} "
        f"| {'ja' if p95(ur) < MAAL[art] else 'nej'} |"
        for hvad, art, ur, cpu in maalt
    ]
    tal = [f"{n:,}".replace(",", ".") for n in (borgere, objekter)]
    kerner, last = os.cpu_count(), os.getloadavg()[0]
    return f"""## {database}

{datetime.now(UTC):%Y-%m-%d} på {platform.system()} {platform.machine()}, {kerner} kerner, Python
{platform.python_version()}. Maskinens belastning ved slut: {last:.1f} (over {kerner} betyder, at andet
arbejde har forsinket tallene). En kommune med {tal[0]} borgere, hver med en sag, {tal[1]} objekter i alt
og {SAGSBEHANDLERE} sagsbehandlere.

| Hvad | Median | p95 | p95, arbejde | Mål, ms | Under målet |
|---|--:|--:|--:|--:|---|
{chr(10).join(linjer)}"""


def write_side(afsnit: dict[str, str]) -> str:
    """The page of the measurement."""
    dele = [afsnit[navn] for navn in DATABASER if navn in afsnit]
    return f"""# Sagernes tider

Skrevet af `python -m bench.sag`; på PostgreSQL med `DATABASE_URL`. Serverens egen tid (hovedet
`Server-Timing`) i millisekunder over {GANGE} gange: efter uret, og det arbejde (CPU) siden kostede. Målene er
fra issue 6, efter uret. Den ene databases afsnit bliver stående, når den anden måles.

{(chr(10) * 2).join(dele)}
"""


if __name__ == "__main__":
    if sys.argv[1:2] == ["fyld"]:
        print(json.dumps(fill(int(sys.argv[2]))))
    elif sys.argv[1:] == ["ind"]:
        print(json.dumps(sign_in()))
    else:
        main(*(int(a) for a in sys.argv[1:]))
