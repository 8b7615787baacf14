"""A made-up older system to convert from: posts, a mapping table with gaps, waves. Nobody, and nothing real.

Opinion taken: every term begins with DEMO, so that no one takes it for VUM 1's own; the table holds each
case: one to one, split, several choices, no counterpart, and a term that is missing.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from ffb.begreber import Begreb, load_katalog
from ffb.demo.mapning import KATALOG
from ffb.demo.person import Numre
from ffb.konvertering.arter import ROLLENAVN, ROLLER
from ffb.konvertering.plan import KOLONNER as BOELGEKOLONNER
from ffb.konvertering.tabel import MULIG, SIKKER, Linje, write_tabel

START = date(2026, 1, 1)
STEDER = ("DEMO Åhuset", "DEMO Lunden", "DEMO Broen", "DEMO Værkstedet")
FELTER = (
    "CPR", "ART", "POST_ID", "TERM", "NIVEAU", "MAALTYPE", "TILBUD", "DATO", "SLUTDATO", "SAGSNUMMER",
    "INDSATS_ID", "OVER_ID", "OPFOELGNING", "UDFOERER", "SAGSBEHANDLER", "NAVN", "TEKST",
)  # fmt: skip
Raekke = dict[str, str]


def make_tabel() -> list[Linje]:
    """The mapping table: every seventh term needs a choice, every ninth has no counterpart, every fifth theme
    is split, and every eleventh is not in it."""
    ud: list[Linje] = []
    for rolle, termer in find_termer().items():
        for nr, (term, begreb) in enumerate(termer, start=1):
            naeste = termer[nr % len(termer)][1]
            if len(termer) > 10 and nr % 11 == 0:
                continue
            if len(termer) > 10 and nr % 9 == 0:
                ud.append(Linje(rolle, term, None, SIKKER, "DEMO: findes ikke i FFB"))
                continue
            usikker = len(termer) > 10 and nr % 7 == 0
            ud.append(Linje(rolle, term, begreb.kode, MULIG if usikker else SIKKER, "DEMO"))
            if usikker or (rolle == "tema" and nr % 5 == 0):
                ud.append(Linje(rolle, term, naeste.kode, MULIG if usikker else SIKKER, "DEMO"))
    return ud


def find_termer() -> dict[str, list[tuple[str, Begreb]]]:
    """Role -> (old term, the concept it was made from)."""
    katalog = load_katalog(KATALOG)
    arter = ROLLER | {"tema": ("ad_undertema", "ff_undertema", "omgivelse_undertema")}  # A&D first
    return {
        rolle: [
            (f"DEMO gammel {ROLLENAVN[rolle].lower()}: {b.term}", b)
            for art in arter_
            for b in katalog.art(art)
        ]
        for rolle, arter_ in arter.items()
    }


def make_poster(borgere: int, seed: int = 1, kommune_nr: int = 1) -> Iterator[Raekke]:
    """The posts of so many citizens, ten or so each."""
    r = random.Random(seed)  # noqa: S311 - made-up data
    numre = Numre(kommune_nr)
    termer = {rolle: [t for t, _ in par] for rolle, par in find_termer().items()}
    for nr in range(1, borgere + 1):
        yield from _borger(r, numre.nyt(r, r.randint(18, 90))[0], nr, termer)


def _borger(r: random.Random, cpr: str, nr: int, termer: dict[str, list[str]]) -> Iterator[Raekke]:
    sted, dag = r.choice(STEDER), START - timedelta(days=r.randint(30, 900))
    faelles = {
        "CPR": cpr, "SAGSNUMMER": f"DEMO-K{nr}", "INDSATS_ID": f"DEMO-I{nr}", "UDFOERER": sted,
        "SAGSBEHANDLER": f"DEMO Rådgiver {nr % 7 + 1}", "NAVN": f"DEMO Borger {nr}", "DATO": dag.isoformat(),
    }  # fmt: skip

    def post(art: str, i: int, **felter: str) -> Raekke:
        return {**faelles, "ART": art, "POST_ID": f"DEMO-{nr}-{art}-{i}", **felter}

    for i in range(r.randint(3, 5)):
        niveau = r.choice([*termer["niveau"], ""])
        yield post("tema", i, TERM=r.choice(termer["tema"]), NIVEAU=niveau)
    yield post("maalgruppe", 1, TERM=r.choice(termer["maalgruppe"]), NIVEAU="1")
    yield post("stoettebehov", 1, TERM=r.choice(termer["stoettebehov"]))
    slut = (START - timedelta(days=10)).isoformat() if r.random() < 0.1 else ""
    opf = (START + timedelta(days=r.randint(-60, 300))).isoformat() if r.random() < 0.9 else ""
    ydelse = {"TERM": r.choice(termer["ydelse"]), "TILBUD": r.choice(termer["tilbud"]), "SLUTDATO": slut}
    yield post("ydelse", 1, OPFOELGNING=opf, **ydelse)
    for i in range(r.randint(1, 2)):
        maal = {"TERM": r.choice(termer["tema"]), "NIVEAU": r.choice(termer["niveau"])}
        tekst = f"DEMO mål {i + 1}"
        yield post(
            "indsatsmaal", i, MAALTYPE=r.choice(termer["maaltype"]), OPFOELGNING=opf, TEKST=tekst, **maal
        )
        yield post("delmaal", i, OVER_ID=f"DEMO-{nr}-indsatsmaal-{i}", TEKST=f"DEMO delmål {i + 1}")
    if r.random() < 0.3:
        yield post("opfoelgning", 1, TERM=r.choice(termer["resultat"]))


def write_gammelt(mappe: Path, borgere: int = 200, seed: int = 1) -> list[Path]:
    """Write posts, table and waves, ready for `ffb konverter`; returns the files."""
    mappe.mkdir(parents=True, exist_ok=True)
    poster, tabel, boelger = (mappe / n for n in ("gammelt.csv", "tabel.csv", "boelger.csv"))
    _write(poster, FELTER, ([x.get(f, "") for f in FELTER] for x in make_poster(borgere, seed)))
    tabel.write_bytes(write_tabel(make_tabel()))
    dage = (START, START + timedelta(days=60))
    linjer = [
        [f"Bølge {n // 2 + 1}", dage[n // 2].isoformat(), "DEMO Leder", s] for n, s in enumerate(STEDER[:3])
    ]
    _write(boelger, BOELGEKOLONNER, linjer)
    return [poster, tabel, boelger]


def _write(sti: Path, kolonner: Sequence[str], raekker: Iterator[list[str]] | list[list[str]]) -> None:
    with sti.open("w", encoding="utf-8", newline="") as fil:
        skriver = csv.writer(fil, delimiter=";")
        skriver.writerow(kolonner)
        skriver.writerows(raekker)
