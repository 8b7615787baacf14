"""A nation of any size as Parquet, for measuring: the model's tables written directly, without files to read.

    python -m bench.national --til FOLDER [--gange 1 | --borgere 80000] [--kommuner 98] [--seed 2025]

`--gange`: so many times the national size of 9-uddatasaet (80,000 citizens); 100 takes some 4 GB of disk.

Grain, keys and columns as in `ffb.model.tabeller`; one file per table, sorted by borger_id, one row group or
more per kommune. Memory holds a portion of a kommune, so it does not grow with the nation. Proportions as in
`ffb.demo.fordeling` (national size of 9-uddatasaet), errors in fixed shares drawn at random: there is no
facit here, `ffb.demo` has that. numpy comes with pandas in the dev group; nothing under src needs it.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from bench.hukommelse import hoejeste_mb

from ffb.begreber import load_katalog
from ffb.demo import fordeling, mapning
from ffb.model.tabeller import TABELLER

LANDET = 80_000  # citizens: the national size of 9-uddatasaet
EPOKE = date(1970, 1, 1)
TID = datetime(2026, 1, 12, 6, 30, tzinfo=UTC).replace(tzinfo=None)
BORGER_SPRING = 9_000_000_000  # room between borger_ids, so they spread like keyed pseudonyms
I_PERIODEN = 0.6
FEJL_ANDEL = 0.015
PORTION = 40_000  # citizens drawn at a time
TABELLISTE = (
    "borger",
    "indsats",
    "ydelse",
    "maalgruppe",
    "udredningstema",
    "aktivitet_deltagelse",
    "stoettebehov",
    "indsatsmaal",
    "opfoelgning",
)
# rows per citizen: mean of a Poisson + 1, after 9-uddatasaet
PR_BORGER = {"udredningstema": 3.5, "aktivitet_deltagelse": 11.0, "indsatsmaal": 1.4, "stoettebehov": 0.2}
UDEN = {"udredningstema": 0.06, "aktivitet_deltagelse": 0.05, "indsatsmaal": 0.08, "stoettebehov": 0.2}

Tal = np.ndarray[Any, Any]
Kolonner = dict[str, Any]


def _dag(dato: date) -> int:
    return (dato - EPOKE).days


class Land:
    """Draws one kommune after the other; `tabeller` gives its rows as Arrow tables."""

    def __init__(self, seed: int) -> None:
        self.tilf = np.random.default_rng(seed)
        katalog = load_katalog(mapning.KATALOG)
        self.par = mapning.build_vejledning().lovlige
        self.par_vaegt = self._par_vaegte()
        self.koder = {
            art: pa.array([b.kode for b in katalog.art(art)])
            for art in ("ff_undertema", "ad_undertema", "maalgruppe", "maaltype", "opfoelgningsresultat")
        }
        self.niveau = {
            art: pa.array([b.kode for b in katalog.art(art)])
            for art in ("funktionsevneniveau", "stoettebehovsniveau")
        }
        self.naeste_borger = 0
        self.naeste_id: Counter[str] = Counter()

    def _par_vaegte(self) -> Tal:
        """The main paragraf's share, spread over its pairs."""
        antal = {p: sum(q.paragraf == p for q in self.par) for p in fordeling.HOVEDPARAGRAF}
        vaegt = np.array([fordeling.HOVEDPARAGRAF[p.paragraf] / antal[p.paragraf] for p in self.par])
        return np.asarray(vaegt / vaegt.sum())

    # -- drawing --------------------------------------------------------------------------------------------
    def kode(self, koder: pa.Array, antal: int) -> pa.Array:
        return self.opslag(koder, self.tilf.integers(0, len(koder), antal))

    @staticmethod
    def opslag(koder: pa.Array, indeks: Tal, tom: Tal | None = None) -> pa.Array:
        """Texts by index; null where `tom` is true."""
        nr = pa.array(indeks.astype(np.int32), mask=tom)
        return pa.DictionaryArray.from_arrays(nr, koder).cast(pa.string())

    def dage(self, fra: date, til: date, antal: int) -> Tal:
        return self.tilf.integers(_dag(fra), _dag(til) + 1, antal).astype(np.int32)

    def chance(self, andel: float, antal: int) -> Tal:
        return np.asarray(self.tilf.random(antal) < andel)

    # -- citizens of a kommune ------------------------------------------------------------------------------
    def tabeller(self, kommune: str, antal: int) -> Iterator[tuple[str, Kolonner, int]]:
        """(table, own columns, rows) of so many more of a kommune; borger_id ascends through all of it."""
        nr = np.arange(self.naeste_borger, self.naeste_borger + antal, dtype=np.int64)
        borgere = nr * BORGER_SPRING + self.tilf.integers(0, BORGER_SPRING, antal)
        self.naeste_borger += antal
        cpr, aar = self.cpr(nr)
        yield "cpr", {"borger_id": borgere, "cpr": pa.array(cpr).cast(pa.string())}, antal
        koen = self.opslag(pa.array(["K", "M"]), cpr % 2)
        yield "borger", {"borger_id": borgere, "foedselsaar": aar, "koen": koen}, antal
        start = yield from self.ydelser(borgere, kommune)
        yield from self.progression(borgere, start)

    def cpr(self, nr: Tal) -> tuple[Tal, Tal]:
        """Day + 60, unique by running number up to 80 million: nobody's. And the year of birth."""
        dag, rest = nr % 28 + 61, nr // 28
        maaned, rest = rest % 12 + 1, rest // 12
        aar, rest = rest % 60 + 40, rest // 60
        tal = ((dag * 100 + maaned) * 100 + aar) * 10_000 + rest % 4000
        return tal, (aar + 1900).astype(np.int32)

    def ydelser(self, borgere: Tal, kommune: str) -> Generator[tuple[str, Kolonner, int], None, Tal]:
        """indsats, ydelse, maalgruppe; returns the first startdato of each citizen."""
        pr_borger = 1 + self.chance(fordeling.EKSTRA_YDELSE, len(borgere)).astype(np.int64)
        hvem = np.repeat(np.arange(len(borgere)), pr_borger)
        antal = len(hvem)
        ny = self.chance(I_PERIODEN, len(borgere))[hvem]
        start = np.where(
            ny,
            self.dage(date(2025, 1, 1), date(2025, 12, 31), antal),
            self.dage(date(2019, 1, 1), date(2024, 12, 31), antal),
        )
        slut = start + self.tilf.integers(20, 500, antal).astype(np.int32)
        ingen_slut = self.chance(0.7, antal)
        ider = self.ider("Y", kommune, antal)
        indsats = self.ider("I", kommune, antal)
        faelles = {"borger_id": borgere[hvem], "kilde_id": ider}
        slutdato = pa.array(slut, mask=ingen_slut)
        egne = {"ydelse_id": ider, "indsats_id": indsats, "startdato": start, "slutdato": slutdato}
        yield "ydelse", {**faelles, **egne, **self.ydelse_koder(antal), "sagsnummer": indsats}, antal
        sag = {"indsats_id": indsats, "sagsnummer": indsats, "startdato": start, "slutdato": slutdato}
        yield "indsats", {"borger_id": borgere[hvem], "kilde_id": indsats, **sag}, antal
        med = ~self.chance(FEJL_ANDEL, antal)
        maalgruppe = {
            "borger_id": borgere[hvem][med],
            "ydelse_id": pa.array(ider).filter(pa.array(med)),
            "ffb_maalgruppe_kode": self.kode(self.koder["maalgruppe"], int(med.sum())),
            "rang": np.ones(int(med.sum()), dtype=np.int32),
            "dato": start[med],
        }
        yield "maalgruppe", maalgruppe, int(med.sum())
        foerst = np.full(len(borgere), np.iinfo(np.int32).max, dtype=np.int32)
        np.minimum.at(foerst, hvem, start)
        return foerst

    def ydelse_koder(self, antal: int) -> Kolonner:
        """Pair and DST-kode; shares of them missing or of another pair."""
        valgt = self.tilf.choice(len(self.par), antal, p=self.par_vaegt)
        forkert = self.chance(FEJL_ANDEL, antal)
        dst_af = np.where(forkert, self.tilf.permutation(valgt), valgt)
        return {
            "aktivitet_nr": np.ones(antal, dtype=np.int32),
            "dst_kode": self.opslag(pa.array([p.vaerdier[0] for p in self.par]), dst_af),
            "ffb_ydelse_kode": self.opslag(
                pa.array([p.ydelse for p in self.par]), valgt, self.chance(FEJL_ANDEL, antal)
            ),
            "ffb_tilbud_kode": self.opslag(
                pa.array([p.tilbud for p in self.par]), valgt, self.chance(FEJL_ANDEL, antal)
            ),
            "enhed": self.kode(pa.array([f"Demo Enhed {b}" for b in "ABCD"]), antal),
        }

    def ider(self, bogstav: str, kommune: str, antal: int) -> pa.Array:
        fra = self.naeste_id[bogstav + kommune]
        self.naeste_id[bogstav + kommune] += antal
        return pa.array([f"{bogstav}{kommune}-{i:07d}" for i in range(fra, fra + antal)])

    def progression(self, borgere: Tal, start: Tal) -> Iterator[tuple[str, Kolonner, int]]:
        """Themes, scores, støttebehov, goals and follow-ups around the first start."""
        tema = self.raekker("udredningstema", borgere, start)
        antal = len(tema["dato"])
        yield "udredningstema", {**tema, "kode": self.kode(self.koder["ff_undertema"], antal)}, antal
        score = self.raekker("aktivitet_deltagelse", borgere, start)
        antal = len(score["dato"])
        egne = {
            "kode": self.kode(self.koder["ad_undertema"], antal),
            **self.niveauer("funktionsevneniveau", antal),
        }
        yield "aktivitet_deltagelse", {**score, **egne}, antal
        behov = self.raekker("stoettebehov", borgere, start)
        antal = len(behov["dato"])
        yield "stoettebehov", {**behov, **self.niveauer("stoettebehovsniveau", antal)}, antal
        maal = self.raekker("indsatsmaal", borgere, start)
        yield "indsatsmaal", {**maal, **self.maal(len(maal["dato"]))}, len(maal["dato"])
        opfoelgning = self.raekker("stoettebehov", borgere, start)
        antal = len(opfoelgning["dato"])
        resultat = self.kode(self.koder["opfoelgningsresultat"], antal)
        yield "opfoelgning", {**opfoelgning, "resultat_kode": resultat}, antal

    def raekker(self, slags: str, borgere: Tal, start: Tal) -> Kolonner:
        """How many rows each citizen has, and their dates: at the assessment or a follow-up."""
        pr_borger = self.tilf.poisson(PR_BORGER[slags], len(borgere)) + 1
        pr_borger[self.chance(UDEN[slags], len(borgere))] = 0
        hvem = np.repeat(np.arange(len(borgere)), pr_borger)
        runde = self.tilf.integers(0, 3, len(hvem)).astype(np.int32)
        dato = np.minimum(start[hvem] - 20 + runde * 180, _dag(TID.date()))
        return {"borger_id": borgere[hvem], "dato": dato.astype(np.int32)}

    def niveauer(self, art: str, antal: int) -> Kolonner:
        """Level 0–4 or 9, with its code (the catalogue orders them by value)."""
        nr = self.tilf.choice(6, antal, p=(0.06, 0.2, 0.34, 0.26, 0.1, 0.04))
        return {
            "niveau_kode": self.opslag(self.niveau[art], nr),
            "niveau": np.where(nr == 5, 9, nr).astype(np.int32),
        }

    def maal(self, antal: int) -> Kolonner:
        forventet = self.niveauer("funktionsevneniveau", antal)
        return {
            "tema_kode": self.kode(self.koder["ad_undertema"], antal),
            "maaltype_kode": self.kode(self.koder["maaltype"], antal),
            "forventet_kode": forventet["niveau_kode"],
            "forventet_niveau": forventet["niveau"],
        }


def _tabel(navn: str, kolonner: Kolonner, antal: int, leverance_id: int, foer: int) -> pa.Table:
    """Columns in declared order; those not drawn are null. `foer`: rows of the leverance's table before."""
    schema = TABELLER[navn].schema()
    if navn != "cpr":
        kolonner = {
            "leverance_id": np.full(antal, leverance_id, dtype=np.int32),
            "fil_nr": np.full(antal, TABELLISTE.index(navn) + 1, dtype=np.int32),
            "post_nr": np.arange(foer + 2, foer + antal + 2, dtype=np.int32),
            "version_tid": np.full(antal, np.datetime64(TID, "us")),
            "trukket": np.zeros(antal, dtype=bool),
            **kolonner,
        }
    return pa.table([make_kolonne(kolonner.get(felt.name), felt, antal) for felt in schema], schema=schema)


def make_kolonne(vaerdier: Any, felt: pa.Field, antal: int) -> pa.Array:
    if vaerdier is None:
        return pa.nulls(antal, felt.type)
    arrow = vaerdier if isinstance(vaerdier, pa.Array) else pa.array(vaerdier)
    return arrow.cast(felt.type)


def make_national_parquet(out: Path, borgere: int, kommuner: int = 98, seed: int = 2025) -> dict[str, int]:
    """Writes `<table>.parquet` under their stored names, `dst-koder.csv` and `mapning.parquet`.

    Returns:
        rows per stored table.
    """
    out.mkdir(parents=True, exist_ok=True)
    land, antal_raekker = Land(seed), dict[str, int]()
    planer = fordeling.kommuneplaner(seed, max(fordeling.MINDST, borgere // kommuner), kommuner)
    skrivere: dict[str, pq.ParquetWriter] = {}
    try:
        for nr, plan in enumerate(planer, 1):
            for navn, tabel in _kommune(land, nr, plan.kode, plan.borgere):
                fysisk = TABELLER[navn].fysisk
                if fysisk not in skrivere:
                    skrivere[fysisk] = pq.ParquetWriter(out / f"{fysisk}.parquet", tabel.schema)
                skrivere[fysisk].write_table(tabel)
                antal_raekker[fysisk] = antal_raekker.get(fysisk, 0) + tabel.num_rows
    finally:
        for skriver in skrivere.values():
            skriver.close()
    _write_faste(out, [plan.kode for plan in planer])
    return antal_raekker


def _kommune(land: Land, leverance_id: int, kode: str, borgere: int) -> Iterator[tuple[str, pa.Table]]:
    """The tables of a kommune, a portion at a time; each table's rows are numbered through."""
    foer: Counter[str] = Counter()
    for fra in range(0, borgere, PORTION):
        for navn, kolonner, antal in land.tabeller(kode, min(PORTION, borgere - fra)):
            yield navn, _tabel(navn, kolonner, antal, leverance_id, foer[navn])
            foer[navn] += antal


def _write_faste(out: Path, kommuner: list[str]) -> None:
    """One full leverance per kommune, the guide and the DST codes."""
    tekst = f"{TID.isoformat()}Z"
    raekker = [
        (nr, kode, "DEMO", f"DEMO-{kode}", TID, tekst, "fuld", "Nuværende", "tabel", kode, None)
        for nr, kode in enumerate(kommuner, 1)
    ]
    schema = TABELLER["leverance"].schema()
    kolonner = [pa.array(k, type=f.type) for k, f in zip(zip(*raekker, strict=True), schema, strict=True)]
    pq.write_table(pa.table(kolonner, schema=schema), out / "leverance.parquet")
    guide = [(*raekke, nr) for nr, raekke in enumerate(mapning.guide_raekker(), 2)]
    navne = ["tilbud_kode", "ydelse_kode", "dst_vaerdi", "raekke"]
    pq.write_table(pa.table(list(map(list, zip(*guide, strict=True))), names=navne), out / "mapning.parquet")
    mapning.write_dst_koder(out / "dst-koder.csv")


def main(argumenter: Sequence[str] | None = None) -> None:
    valg = argparse.ArgumentParser(prog="python -m bench.national", description=__doc__.splitlines()[0])
    valg.add_argument("--til", type=Path, required=True, help="mappen, tabellerne skrives i")
    valg.add_argument("--gange", type=float, default=1, help="så mange gange landet (80.000 borgere)")
    valg.add_argument("--borgere", type=int, help="i stedet for --gange")
    valg.add_argument("--kommuner", type=int, default=98)
    valg.add_argument("--seed", type=int, default=2025)
    args = valg.parse_args(argumenter)
    fra = time.perf_counter()
    borgere = args.borgere or round(LANDET * args.gange)
    antal = make_national_parquet(args.til, borgere, args.kommuner, args.seed)
    for navn, raekker in antal.items():
        print(f"{navn:32} {raekker:>12,}")
    toppen = hoejeste_mb()
    print(f"{'i alt':32} {sum(antal.values()):>12,}  {time.perf_counter() - fra:.1f} s  {toppen:.0f} MB")


if __name__ == "__main__":
    main()
