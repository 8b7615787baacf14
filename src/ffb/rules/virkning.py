"""What mending a group of findings does to Tabel 1 and Tabel 2: cells before and after, counted.

Opinion taken: the rows behind the tables are counted once by what is wrong with them (a few hundred lines
whatever the number of citizens), and every group is answered from those lines; no group rebuilds a table.
Besides the rules behind the cells there are those about a code that fills nothing in Tabel 2 as it stands:
their own SQL says which rows. Mending takes away the group's own faults, and those that cannot be there
without them; the row stays in its paragraf and nothing new appears. Left out: Tabel 1 per DST-kode, the
splits of Tabel 2, and rules that move no cell. A cell that cannot be judged holds no fault, so never changes.

Grain: kommune, rule (or owner), and all of it, one paragraf, or one enhed. Source: 1-system, N3; ADR 0012.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ffb.begreber import PARAGRAF_RAEKKEFOELGE
from ffb.engine.motor import Motor
from ffb.engine.sqlfil import load_sqlfiler
from ffb.model.dom import ALLE_MANGLER, FEJL_BIT, FEM_FEJL, MAALGRUPPE_BIT, MANGEL_BIT
from ffb.rules.hoved import Regel, find_regel

Tabelnavn = Literal["tabel1", "tabel2"]
I_ALT = "I alt"
TABEL1_BIT = {**FEJL_BIT, "mangler_maalgruppe": MAALGRUPPE_BIT}
KOLONNER = (*TABEL1_BIT, "fejlfri", "antal")
TABEL2_RAEKKER = (*MANGEL_BIT, "progressionsdata", "mangler_alle")
AD_OG_NIVEAU = MANGEL_BIT["aktivitet_deltagelse"] | MANGEL_BIT["funktionsevneniveau"]


@dataclass(frozen=True, slots=True)
class Rettelse:
    """What a rule behind a cell finds, and what is mended with it.

    Args:
        celle: the column of Tabel 1, or row of Tabel 2, that counts the findings.
        fund: a row is found when it holds any of these bits, or with `alle` when it holds them all.
        retter: the bits that go: a theme must be there before it can have a level, and the text of T2-02
            asks for both, so the two findings have one cause.
    """

    tabel: Tabelnavn
    celle: str
    fund: int
    retter: int
    alle: bool = False

    def finder(self, bits: int) -> bool:
        return (bits & self.fund) == self.fund if self.alle else bool(bits & self.fund)


RETTELSER = {
    "T1-01": Rettelse("tabel1", "mangler_ydelse_uuid", 1, 1),
    "T1-02": Rettelse("tabel1", "mangler_tilbud_uuid", 2, 2),
    "T1-03": Rettelse("tabel1", "fejl_mapning", 4, 4),
    "T1-04": Rettelse("tabel1", "ukendt_uuid", 8, 8),
    "T1-05": Rettelse("tabel1", "ugyldig_kombination", 16, 16),
    "T1-06": Rettelse("tabel1", "mangler_maalgruppe", 32, 32),
    "T2-01": Rettelse("tabel2", "udredningstema", 1, 1),
    "T2-02": Rettelse("tabel2", "aktivitet_deltagelse", 2, AD_OG_NIVEAU),
    "T2-03": Rettelse("tabel2", "funktionsevneniveau", 4, AD_OG_NIVEAU),
    "T2-04": Rettelse("tabel2", "stoettebehov", 8, 8),
    "T2-05": Rettelse("tabel2", "maaltype", 16, 16),
    "T2-06": Rettelse("tabel2", "progressionsdata", ALLE_MANGLER, ALLE_MANGLER),
    "K25-01": Rettelse("tabel2", "mangler_alle", ALLE_MANGLER, ALLE_MANGLER, alle=True),
}


@cache
def find_ejer(celle: str) -> str:
    """Who mends what a cell counts: the owner in the header of the rule behind it."""
    id_ = next(id_ for id_, rettelse in RETTELSER.items() if rettelse.celle == celle)
    regel = find_regel(id_)
    assert regel is not None, id_
    return regel.ejer


# A wrong code in one of these fills nothing; mended, the row fills what fylder.sql says.
KODEREGLER = ("KOD-09", "KOD-10", "KOD-12", "KOD-13", "KOD-14", "KOD-16", "KOD-17", "KOD-18", "KOD-21")


@dataclass(frozen=True, slots=True)
class Celle:
    """One cell that moves. `raekke` is a paragraf or I alt in Tabel 1, the row's name in Tabel 2."""

    tabel: Tabelnavn
    raekke: str
    kolonne: str
    foer: int
    efter: int


@dataclass(frozen=True, slots=True)
class Virkning:
    """One group and what it moves.

    Args:
        regel: None = everything the owner has behind the tables.
        paragraf, enhed: the part of the group; both None = all of it.
        antal: rows mended: ydelser (Tabel 1), citizens (Tabel 2), or both together for an owner. For a rule
            about codes: the citizens who then lack less.
        fejlfri: ydelser that become fejlfri. fuldt_oplyst: citizens that then lack nothing.
    """

    kommune: str | None
    regel: str | None
    ejer: str
    paragraf: str | None
    enhed: str | None
    antal: int
    fejlfri: int
    fuldt_oplyst: int
    celler: tuple[Celle, ...]

    @property
    def er_hel(self) -> bool:
        return self.paragraf is None and self.enhed is None


@dataclass(frozen=True, slots=True)
class _Linje:
    """Rows that are alike: `bits` is what is wrong with each of them."""

    tabel: Tabelnavn
    kommune: str
    paragraf: str
    enhed: str | None
    retbar: bool  # a finding: from the time the requirement holds
    bits: int
    antal: int
    regel: str | None = None  # a rule about codes,
    fylder: int = 0  # and the bits its rows fill for these citizens when they are mended


Taelling = dict[tuple[Tabelnavn, str, str], int]


def build_virkning(motor: Motor, fundne: Container[str] = KODEREGLER) -> tuple[Virkning, ...]:
    """Every group of findings and the cells it moves, on a motor made ready by `prepare_motor`.

    Args:
        fundne: the rules that have findings; those about codes are asked again, so the others are spared.

    Returns: groups by kommune; whole ones before their parts.
    """
    pr_kommune: dict[str, list[_Linje]] = defaultdict(list)
    for linje in _query(motor, [id_ for id_ in KODEREGLER if id_ in fundne]):
        pr_kommune[linje.kommune].append(linje)
    return tuple(v for kommune in sorted(pr_kommune) for v in _build_kommune(kommune, pr_kommune[kommune]))


def _query(motor: Motor, koderegler: Sequence[str]) -> Iterable[_Linje]:
    tekster = {fil.navn: fil.sql for fil in load_sqlfiler("ffb.rules", "_virkning")}
    for kommune, paragraf, enhed, retbar, bits, antal in motor.query(tekster["ydelse"]).raekker:
        yield _Linje("tabel1", kommune, paragraf, enhed, retbar, bits, antal)
    motor.define("virkning_borger", tekster["borger"], gem=bool(koderegler))
    for kommune, paragraf, enhed, retbar, bits, antal in motor.query(BORGERE).raekker:
        yield _Linje("tabel2", kommune, paragraf, enhed, retbar, bits, antal)
    motor.define("virkning_fylder", tekster["fylder"])
    for id_ in koderegler:
        regel = find_regel(id_)
        assert regel is not None, id_
        for kommune, paragraf, enhed, bits, fylder, antal in motor.query(_kodesql(regel)).raekker:
            yield _Linje("tabel2", kommune, paragraf, enhed, False, bits, antal, id_, fylder)


BORGERE = """
SELECT kommune_kode, paragraf, enhed, fra_2025, mangler, COUNT(*) AS antal
FROM virkning_borger
GROUP BY kommune_kode, paragraf, enhed, fra_2025, mangler
"""


def _kodesql(regel: Regel) -> str:
    """The citizens a rule's own findings would fill something for, by what they lack and what is filled."""
    return f"""
SELECT v.kommune_kode, v.paragraf, v.enhed, v.mangler, r.fylder, COUNT(*) AS antal
FROM virkning_borger v
JOIN (
  SELECT b.kommune_kode, f.borger_id, BIT_OR(t.fylder) AS fylder
  FROM ({regel.sql}) f
  JOIN virkning_fylder t
    ON t.tabel = '{regel.tabel}' AND f.felt = t.felt
   AND f.leverance_id = t.leverance_id AND f.fil_nr = t.fil_nr AND f.post_nr = t.post_nr
  JOIN leverance_betjener b ON f.leverance_id = b.leverance_id
  GROUP BY b.kommune_kode, f.borger_id
) r ON v.kommune_kode = r.kommune_kode AND v.borger_id = r.borger_id
WHERE (v.mangler & r.fylder) <> 0
GROUP BY v.kommune_kode, v.paragraf, v.enhed, v.mangler, r.fylder
"""  # noqa: S608 - texts of our own only


def _build_kommune(kommune: str, linjer: Sequence[_Linje]) -> Iterable[Virkning]:
    bag_celler = [en for en in linjer if en.regel is None]
    foer = count_celler(bag_celler)
    for regler, regel, ejer in _grupper():
        ramte = [en for en in bag_celler if en.retbar and any(_finder(r, en) for r in regler)]
        yield from _build_gruppe(kommune, regler, regel, ejer, ramte, foer)
    for id_ in KODEREGLER:
        fundet = find_regel(id_)
        assert fundet is not None, id_
        ramte = [en for en in linjer if en.regel == id_]
        yield from _build_gruppe(kommune, (), id_, fundet.ejer, ramte, foer)


def _build_gruppe(
    kommune: str,
    regler: Sequence[Rettelse],
    regel: str | None,
    ejer: str,
    ramte: Sequence[_Linje],
    foer: Taelling,
) -> Iterable[Virkning]:
    """The whole group and its parts; nothing where there is nothing to mend."""
    for paragraf, enhed in _dele(ramte) if ramte else ():
        del_ = [en for en in ramte if paragraf in (None, en.paragraf) and enhed in (None, en.enhed)]
        yield _virkning(kommune, regler, regel, ejer, (paragraf, enhed), del_, foer)


def _grupper() -> Iterable[tuple[tuple[Rettelse, ...], str | None, str]]:
    """(what is mended, rule or None, owner): each rule, and each owner with several of them."""
    pr_ejer: dict[str, list[Rettelse]] = defaultdict(list)
    for id_, rettelse in RETTELSER.items():
        regel = find_regel(id_)
        assert regel is not None, id_
        pr_ejer[regel.ejer].append(rettelse)
        yield (rettelse,), id_, regel.ejer
    for ejer, rettelser in sorted(pr_ejer.items()):
        if len(rettelser) > 1:
            yield tuple(rettelser), None, ejer


def _dele(ramte: Sequence[_Linje]) -> Iterable[tuple[str | None, str | None]]:
    """All of it; then each paragraf and each enhed, where there are several."""
    yield None, None
    paragraffer = sorted({en.paragraf for en in ramte})
    enheder = {en.enhed for en in ramte}
    if len(paragraffer) > 1:
        yield from ((paragraf, None) for paragraf in paragraffer)
    if len(enheder) > 1:
        yield from ((None, enhed) for enhed in sorted(e for e in enheder if e is not None))


def _finder(rettelse: Rettelse, linje: _Linje) -> bool:
    return rettelse.tabel == linje.tabel and rettelse.finder(linje.bits)


def _ret(regler: Sequence[Rettelse], linje: _Linje) -> int:
    """What is still wrong with a row of the group."""
    bits = linje.bits & ~linje.fylder
    for rettelse in regler:
        if _finder(rettelse, linje):
            bits &= ~rettelse.retter
    return bits


def _virkning(
    kommune: str,
    regler: Sequence[Rettelse],
    regel: str | None,
    ejer: str,
    del_: tuple[str | None, str | None],
    ramte: Sequence[_Linje],
    foer: Taelling,
) -> Virkning:
    fra = count_celler(ramte)
    til = count_celler(ramte, lambda linje: _ret(regler, linje))
    flyt = {celle: til[celle] - antal for celle, antal in fra.items() if til[celle] != antal}
    return Virkning(
        kommune=kommune or None,
        regel=regel,
        ejer=ejer,
        paragraf=del_[0],
        enhed=del_[1],
        antal=sum(linje.antal for linje in ramte),
        fejlfri=flyt.get(("tabel1", I_ALT, "fejlfri"), 0),
        fuldt_oplyst=-flyt.get(("tabel2", "progressionsdata", "antal"), 0),
        celler=tuple(
            Celle(*celle, foer[celle], foer[celle] + flyt[celle]) for celle in sorted(flyt, key=_cellefoelge)
        ),
    )


def _cellefoelge(celle: tuple[Tabelnavn, str, str]) -> tuple[Any, ...]:
    """I alt first, then the paragraffer in the order of the report, then Tabel 2's rows in theirs."""
    tabel, raekke, kolonne = celle
    kendt = (I_ALT, *PARAGRAF_RAEKKEFOELGE, *TABEL2_RAEKKER)
    return tabel, kendt.index(raekke) if raekke in kendt else len(kendt), raekke, KOLONNER.index(kolonne)


def count_celler(
    linjer: Iterable[_Linje], bits: Callable[[_Linje], int] = lambda linje: linje.bits
) -> Taelling:
    """{(table, row, column): count} of these rows; `bits` says what is wrong with each.

    Every cell a row may count in is there, also at 0, so that before and after have the same keys.
    """
    celler: Taelling = defaultdict(int)
    for linje in linjer:
        for celle, taeller in _celler(linje, bits(linje)):
            celler[celle] += linje.antal if taeller else 0
    return dict(celler)


def _celler(linje: _Linje, bits: int) -> Iterable[tuple[tuple[Tabelnavn, str, str], bool]]:
    if linje.tabel == "tabel1":
        for raekke in (linje.paragraf, I_ALT):
            for kolonne, bit in TABEL1_BIT.items():
                yield ("tabel1", raekke, kolonne), bool(bits & bit)
            yield ("tabel1", raekke, "fejlfri"), not bits & FEM_FEJL
        return
    for navn, bit in MANGEL_BIT.items():
        yield ("tabel2", navn, "antal"), bool(bits & bit)
    yield ("tabel2", "progressionsdata", "antal"), bool(bits)
    yield ("tabel2", "mangler_alle", "antal"), bits == ALLE_MANGLER
