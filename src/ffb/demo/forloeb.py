"""`make_forloeb`: the same world month by month, for what lives over time (a server, MEL rules, life-cycles).

Each delivery is the world as known that day. Planted errors come, are mended, and one comes back; 9001
changes system on the way and loses a ydelse at it for two months; in 9003 (FHIR) a tilbud is missing
until it is corrected, and a ydelse is withdrawn (entered-in-error). Every month has a facit of its own, of
cells and of findings. Same arguments, same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from ffb.demo.bundter import Fortaelling
from ffb.demo.facit import Facit, KommuneFacit, count_kommune
from ffb.demo.fordeling import kommuneplaner
from ffb.demo.fundfacit import Stedliste, Ventetfund, iboende, ventede_fund
from ffb.demo.kendt import kendt
from ffb.demo.leverancer import GAMMELT_SYSTEM, NYT_SYSTEM, Leverance, fhir_leverance, til_leverance
from ffb.demo.leveranceraekker import Raekker, hoved
from ffb.demo.mapning import HOVEDKODE
from ffb.demo.model import Borger, Kommuneverden
from ffb.demo.plantning_tid import flyt_start
from ffb.demo.progression import LEVERET
from ffb.demo.regelfejl import pulje_af
from ffb.demo.skriv import write_grundlag, write_leverance
from ffb.demo.verden import PERIODE_FRA, PERIODE_TIL, Skaber, build_verden
from ffb.errors import BrugsFejl
from ffb.sprog import _

FLEST_KOMMUNER, FLEST_MAANEDER = 3, 31  # FFB begins in June 2023
SKIFT_FOER_SIDST = 8  # months before the last: 9001 changes system
TABT_I = 2  # months a ydelse is lost after it
STILLE_DAGE = 45  # MEL-17's norm
RETTES_EFTER = timedelta(days=70)


@dataclass(frozen=True, slots=True)
class Livsloeb:
    """One planted error over time: in deliveries `fra`–`til` (from 0, both included), by stretch."""

    art: str
    kommune: str
    sagsnummer: str
    straekninger: tuple[tuple[int, int], ...]

    def er_der(self, nr: int) -> bool:
        return any(fra <= nr <= til for fra, til in self.straekninger)


@dataclass(slots=True)
class Maaned:
    """One month's deliveries (paths under `leverancer/`) and what reading all so far must give."""

    nr: int
    dag: str
    leverancer: list[str]
    facit: Facit


@dataclass(slots=True)
class Forloeb:
    """The whole sequence, oldest first."""

    maaneder: list[Maaned]
    livsloeb: list[Livsloeb] = field(default_factory=list)
    skift: int | None = None


def make_forloeb(
    ud: Path, *, seed: int = 2025, kommuner: int = 3, borgere: int = 60, maaneder: int = 24
) -> Forloeb:
    """Write `maaneder` monthly deliveries of each kommune under `ud`, with `forloeb.json`.

    Args:
        kommuner: 1–3: 9001 (ZIP, changes system), 9002 (XLSX), 9003 (FHIR, løbende).
        borgere: citizens per kommune over the whole time.
        maaneder: 12–31; the last is January 2026.

    Raises:
        BrugsFejl: another number of kommuner or months, or too few citizens.
    """
    if not 1 <= kommuner <= FLEST_KOMMUNER or not 12 <= maaneder <= FLEST_MAANEDER:
        raise BrugsFejl(
            _(
                "Et forløb har 1-{kommuner} kommuner og 12-{maaneder} måneder.",
                kommuner=FLEST_KOMMUNER,
                maaneder=FLEST_MAANEDER,
            )
        )
    write_grundlag(ud)
    dage = [_maaneden(maaneder - 1 - nr) for nr in range(maaneder)]
    planer = kommuneplaner(seed, borgere, kommuner)
    spor = [(_Fhir if p.form == "fhir" else _Tabel)(*build_verden(p, seed), dage) for p in planer]
    ud_maaneder = []
    for nr, dag in enumerate(dage):
        stier, facit = [], _tomt_facit(seed, borgere, kommuner)
        for kommune in spor:
            for leverance in kommune.leverancer(nr, dag):
                write_leverance(ud / "leverancer", leverance)
                kommune.steder.tilfoej(leverance)
                stier.append(leverance.sti)
            facit.kommune_list.append(kommune.facit(dag, stier))
        ud_maaneder.append(Maaned(nr, dag.isoformat(), stier, facit))
    livsloeb = [liv for kommune in spor for liv, *_ in kommune.plantet]
    forloeb = Forloeb(ud_maaneder, livsloeb, maaneder - SKIFT_FOER_SIDST)
    tekst = json.dumps(asdict(forloeb), ensure_ascii=False, indent=1)
    (ud / "forloeb.json").write_text(tekst + "\n", encoding="utf-8")
    return forloeb


def _maaneden(foer_sidste: int) -> date:
    """The 12th of the month so many before the last."""
    nr = LEVERET.year * 12 + LEVERET.month - 1 - foer_sidste
    return date(nr // 12, nr % 12 + 1, LEVERET.day)


def _tomt_facit(seed: int, borgere: int, kommuner: int) -> Facit:
    return Facit(seed, borgere, kommuner, PERIODE_FRA.isoformat(), PERIODE_TIL.isoformat(), [])


# -- what goes wrong, on a citizen as known that day ---------------------------------------------------------
Skade = Callable[[Skaber, Borger], None]


def _p_nummer(s: Skaber, b: Borger) -> None:
    b.ydelser[0].p_nummer = "90010"
    b.vent("p_nummer", "ID-04", b.ydelser[0], "P_NUMMER")


def _maalgruppe(s: Skaber, b: Borger) -> None:
    y = b.ydelser[0]
    y.maalgrupper = [y.par.ydelse]
    b.vent("maalgruppe_er_ydelse", "KOD-08", ("maalgruppe", y.ydelse_id, 1), "FFB_MAALGRUPPE_UUID")


def _overskredet(s: Skaber, b: Borger) -> None:
    """Not noticed in the fagsystem: the plan stands at a day long gone."""
    indsats = b.ydelser[0].indsats
    indsats.planlagt_opfoelgning = indsats.start - timedelta(days=200)
    b.opfoelgninger = []
    felt = "PLANLAGT_OPFOELGNING"
    b.vent("planlagt_foer_start", "DAT-21", indsats, felt, ("OPF-01", felt))


def _tilbud(s: Skaber, b: Borger) -> None:
    y = b.ydelser[0]
    y.tilbud_kode = y.indsats.tilbud_kode = None
    y.dom = replace(y.dom, fejl={"mangler_tilbud_uuid"})


def _dst(s: Skaber, b: Borger) -> None:
    y = b.ydelser[0]
    paragraf = next(p for p, k in HOVEDKODE.items() if k not in y.par.vaerdier)
    y.dst_kode = HOVEDKODE[paragraf]
    y.dom = replace(y.dom, fejl={"fejl_mapning"}, paragraf=paragraf, dst_kode=y.dst_kode)
    b.vent("fejl_mapning", "MAP-03", y, "DST_YDELSE")


def _stoettebehov(s: Skaber, b: Borger) -> None:
    b.stoettebehov = []
    b.mangler = {"stoettebehov"}


# damage, pool, first month and how long: of those known from the start; of new ones, counted from the first
# (a negative month counts from the end)
GAMLE: tuple[tuple[str, Skade, tuple[tuple[int, int], ...]], ...] = (
    ("p_nummer", _p_nummer, ((2, 5),)),
    ("maalgruppe_er_ydelse", _maalgruppe, ((1, 3), (-6, 99))),  # comes back, and is never mended
    ("planlagt_foer_start", _overskredet, ((4, 7),)),
    ("p_nummer", _p_nummer, ((3, 4), (6, 8))),  # comes back, and is mended again
)
NYE: tuple[tuple[str, Skade, tuple[tuple[int, int], ...]], ...] = (
    ("mangler_tilbud_uuid", _tilbud, ((0, 1), (3, 4))),
    ("fejl_mapning", _dst, ((0, 2),)),
    ("mangler_stoettebehov", _stoettebehov, ((0, 99),)),
)


class _Spor:
    """One kommune over time."""

    def __init__(self, verden: Kommuneverden, s: Skaber, dage: list[date]) -> None:
        self.verden, self.s, self.dage = verden, s, dage
        self.steder = Stedliste()
        self.plantet: list[tuple[Livsloeb, int, Skade]] = []
        self.nu: list[Borger] = []

    def facit(self, dag: date, stier: list[str]) -> KommuneFacit:
        fhir = self.s.plan.form == "fhir"
        verden = Kommuneverden(self.verden.kode, self.nu)
        egne = [sti for sti in stier if sti.startswith(verden.kode)]
        facit = count_kommune(verden, self.s.plan.form, egne, [])
        facit.fund = ventede_fund(verden, self.steder)
        facit.iboende = iboende(verden, fhir, dag)
        return facit

    def leverancer(self, nr: int, dag: date) -> Iterator[Leverance]:
        raise NotImplementedError

    def kendt(self, nr: int, dag: date) -> list[Borger]:
        """Every citizen with a ydelse by then, as known that day, with the damage of the month."""
        ud = []
        for b in self.verden.borgere:
            nu = replace(kendt(b, dag), ventet=[], celler=[], mangler=set(), kun_9=set())
            if not nu.ydelser:
                continue
            for liv, borger_nr, skade in self.plantet:
                if borger_nr == b.nr and liv.er_der(nr):
                    skade(self.s, nu)
            ud.append(nu)
        return ud


class _Tabel(_Spor):
    """Full history every month, in one file; 9001 changes system."""

    def __init__(self, verden: Kommuneverden, s: Skaber, dage: list[date]) -> None:
        super().__init__(verden, s, dage)
        self.skift = len(dage) - SKIFT_FOER_SIDST if s.plan.nr == 1 else 10_000
        self.tabt = 0
        self._plant()

    def _plant(self) -> None:
        gamle = [b for b in self.verden.borgere if self._kendt_hele_tiden(b)]
        if self.s.plan.nr == 1 and gamle:
            self.tabt = gamle.pop().nr
        for (art, skade, straekninger), b in zip(GAMLE, gamle, strict=False):
            self._tilfoej(art, skade, b, straekninger)
        nye = [b for b in self.verden.borgere if pulje_af(b) == "ny"]
        for (art, skade, straekninger), b in zip(NYE, nye, strict=False):
            start = b.ydelser[0].start or LEVERET
            foerst = next(nr for nr, dag in enumerate(self.dage) if dag >= start)
            self._tilfoej(art, skade, b, tuple((fra + foerst, til + foerst) for fra, til in straekninger))

    def _kendt_hele_tiden(self, b: Borger) -> bool:
        start = b.ydelser[0].start
        ens = pulje_af(b) in ("fulgt", "tynd") and bool(b.ydelser[0].maalgrupper)
        return ens and start is not None and start <= self.dage[0] and not b.ubundet_maalgruppe

    def _tilfoej(self, art: str, skade: Skade, b: Borger, straekninger: tuple[tuple[int, int], ...]) -> None:
        sag = b.ydelser[0].indsats.sagsnummer
        sidste = len(self.dage) - 1
        her = [(fra if fra >= 0 else sidste + 1 + fra, min(til, sidste)) for fra, til in straekninger]
        liv = Livsloeb(art, self.verden.kode, sag, tuple(par for par in her if par[0] <= sidste))
        self.plantet.append((liv, b.nr, skade))

    def leverancer(self, nr: int, dag: date) -> Iterator[Leverance]:
        self.nu = self.kendt(nr, dag)
        if nr < self.skift:
            yield self._leverance(GAMMELT_SYSTEM if self.skift < 10_000 else NYT_SYSTEM, dag, self.nu)
            return
        tabt = self.skift <= nr < self.skift + TABT_I
        if nr == self.skift:
            yield self._leverance(GAMMELT_SYSTEM, dag, self.nu, status="Tidligere anvendt")
        yield self._leverance(NYT_SYSTEM, dag, [b for b in self.nu if self._er_flyttet(b, tabt)])
        for b in self.nu:
            if tabt and b.nr == self.tabt:
                b.vent("tabt_ved_systemskifte", "MEL-15", b.ydelser[0], "SLUTDATO")
            elif self._er_flyttet(b, tabt):
                self._er_i_begge(b)

    def _er_i_begge(self, b: Borger) -> None:
        """What had ended by the change stands in both systems, and is counted once."""
        for y in b.ydelser:
            if y.slut and y.slut <= self.dage[self.skift]:
                y.dom = replace(y.dom, note={*y.dom.note, "dobbelt_efter_systemskifte"})

    def _er_flyttet(self, b: Borger, tabt: bool) -> bool:
        """Ended before the change: stays in the former system."""
        slut = [y.slut for y in b.ydelser]
        foer = self.dage[self.skift]
        return not (tabt and b.nr == self.tabt) and not all(d and d <= foer for d in slut)

    def _leverance(
        self, system: str, dag: date, borgere: list[Borger], *, status: str = "Nuværende"
    ) -> Leverance:
        kode, gammel = self.verden.kode, system == GAMMELT_SYSTEM
        navn = f"{dag:%Y-%m}-{'gammelt' if gammel else 'nyt'}" if self.s.plan.nr == 1 else f"{dag:%Y-%m}"
        tid = datetime(dag.year, dag.month, dag.day, 5 if gammel else 6, 30)  # noqa: DTZ001
        raekker = Raekker(hoved(kode, system, f"DEMO-{kode}-{navn}", tid, status=status))
        for b in borgere:
            raekker.person(b.nr, b.cpr, b.foedselsaar, b.koen)
            raekker.sag(b, b.ydelser)
            raekker.progression(b)
            raekker.andre_omraader(b)
        raekker.regnskab(kode, len(self.verden.borgere))
        endelse = ".xlsx" if self.s.plan.form == "xlsx" else ".zip"
        return til_leverance(self.s.plan, f"{navn}{endelse}", raekker)


class _Fhir(_Spor):
    """Løbende: each month the bundles since the last one, as NDJSON."""

    def __init__(self, verden: Kommuneverden, s: Skaber, dage: list[date]) -> None:
        super().__init__(verden, s, dage)
        self.uden_tilbud = self.annulleret = 0
        self.sidst = ("", dage[0])
        self._plant()
        sts = s.uuid()
        self.bundter = [x for b in verden.borgere for x in Fortaelling(s, b, sts).bundter()]
        self.bundter.sort(key=lambda x: (x.tid, x.borger.nr))
        self.cpr = {b.nr: b.cpr for b in verden.borgere}

    def _plant(self) -> None:
        nye = [b for b in self.verden.borgere if pulje_af(b) == "ny"]
        for b, hvad in zip(nye, ("uden_tilbud", "annulleret"), strict=False):
            y = b.ydelser[0]
            start = date(2025, 4, 20)
            flyt_start(self.s, b, y, start)
            fra = next(nr for nr, dag in enumerate(self.dage) if dag >= start)
            til = next(nr for nr, dag in enumerate(self.dage) if dag >= start + RETTES_EFTER) - 1
            y.rettes_efter = RETTES_EFTER
            if hvad == "uden_tilbud":
                y.foerst_uden_tilbud, self.uden_tilbud = True, b.nr
            else:
                y.status, self.annulleret = "entered-in-error", b.nr
            liv = Livsloeb(hvad, self.verden.kode, y.indsats.sagsnummer, ((fra, til),))
            self.plantet.append((liv, b.nr, _tilbud if hvad == "uden_tilbud" else _intet))

    def leverancer(self, nr: int, dag: date) -> Iterator[Leverance]:
        fra = self.dage[nr - 1] if nr else date.min
        egne = [x for x in self.bundter if fra < x.tid.date() <= dag]
        self.nu = self._nu(nr, dag)
        if egne:
            navn = f"{dag:%Y-%m}"
            self.sidst = (f"DEMO-{self.verden.kode}-{nr + 1}", max(x.tid for x in egne).date())
            yield fhir_leverance(self.verden.kode, navn, nr + 1, egne, self.cpr, ndjson=True)

    def facit(self, dag: date, stier: list[str]) -> KommuneFacit:
        """A small kommune may be silent for weeks: then the check says so."""
        facit = super().facit(dag, stier)
        fil_id, sidst = self.sidst
        if (dag - sidst).days > STILLE_DAGE:
            felt = "INDBERETNINGSTIDSPUNKT"
            stille = Ventetfund("MEL-17", NYT_SYSTEM, felt, fil_id, None, None, None, None, "stille", True)
            facit.fund.append(stille)
        return facit

    def _nu(self, nr: int, dag: date) -> list[Borger]:
        """Citizens met in a bundle by then; a withdrawn ydelse no longer counts, one without tilbud does."""
        moedt = {x.borger.nr for x in self.bundter if x.tid.date() <= dag}
        kendte = {b.nr: b for b in self.kendt(nr, dag)}
        ud = []
        for b in (b for b in self.verden.borgere if b.nr in moedt):
            nu = kendte.get(b.nr) or replace(kendt(b, dag), ventet=[])
            for y in nu.ydelser:
                trukket = y.status == "entered-in-error" and (y.start or dag) + RETTES_EFTER <= dag
                y.dom = replace(y.dom, gaeldende=not trukket)
                if y.tilbud_kode is None:
                    y.dom = replace(y.dom, dst_kode=None, paragraf=self._egen_lov(y.par.ydelse))
            ud.append(nu)
        return ud

    def _egen_lov(self, ydelse: str) -> str:
        fundet = self.s.katalog.find(ydelse)
        assert fundet is not None
        return str(fundet.lov[0])


def _intet(s: Skaber, b: Borger) -> None:
    """The withdrawn ydelse is right in itself: no finding."""


__all__ = ["Forloeb", "Livsloeb", "Maaned", "make_forloeb"]
