"""The facit: what the report of each demo kommune must say, counted from what was planted.

Opinion taken: counting here reads `Dom`, `mangler` and `kun_9` only — the intentions written by the hand that
planted — never the data, and never the report's own code. `check_facit` then compares cell by cell. The facit
holds no CPR; a planted row is named by ydelse_id or sagsnummer, file and line.
Source: 3-rapport (Tabel 1, Tabel 2), docs/json.md (keys).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from ffb.begreber import PARAGRAF_RAEKKEFOELGE
from ffb.demo.fundfacit import Ventetfund, compare_fund
from ffb.demo.model import FEM_FEJL, SLAGS, Borger, Kommuneverden, Ydelse
from ffb.model.fund import Fund
from ffb.rapport.resultat import Rapport
from ffb.sprog import _

Raekke = dict[str, Any]
TAELLERE = (*FEM_FEJL, "mangler_maalgruppe")
NOTER = ("ukendt_dst_kode", "uden_alt", "ukendt_ydelse_uden_dst", "dobbelt_efter_systemskifte")
KAN_VAERE_9 = ("funktionsevneniveau", "stoettebehov")


@dataclass(frozen=True, slots=True)
class Plantetsted:
    """One planted thing and where it stands; `linje` is null where the point is that no row stands there."""

    art: str
    tabel: str
    ydelse_id: str | None
    sagsnummer: str
    fil: str | None
    linje: int | None


@dataclass(slots=True)
class KommuneFacit:
    """What the report of one kommune must hold. Rows have the keys of rapport.json.

    `erstatningsnumre`: citizens with day + 60, all of them; the check tells of them as one oplysning × N.
    """

    kommune: str
    form: str
    leverancer: list[str]
    borgere: int
    erstatningsnumre: int
    tabel1: list[Raekke]
    pr_dst_kode: list[Raekke]
    tabel2: list[Raekke]
    opdelt: list[Raekke]
    tal: dict[str, int]
    plantet: list[Plantetsted] = field(default_factory=list)
    fund: list[Ventetfund] = field(default_factory=list)
    iboende: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Facit:
    """The whole demo: how it was made, and one facit per kommune."""

    seed: int
    borgere: int
    kommuner: int
    periode_fra: str
    periode_til: str
    kommune_list: list[KommuneFacit]
    demo: bool = True

    def til_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Afvigelse:
    """One cell where facit and report differ."""

    kommune: str
    tabel: str
    raekke: str
    felt: str
    forventet: Any
    fundet: Any

    def __str__(self) -> str:
        sted = f"{self.kommune} {self.tabel}, {self.raekke}, {self.felt}"
        return _(
            "{sted}: facit siger {forventet}, rapporten siger {fundet}",
            sted=sted,
            forventet=self.forventet,
            fundet=self.fundet,
        )


def read_facit(sti: Path) -> Facit:
    """`facit.json` as made by `make_demo`."""
    raa = json.loads(sti.read_text(encoding="utf-8"))
    kommuner = [
        KommuneFacit(
            **{
                **k,
                "plantet": [Plantetsted(**p) for p in k["plantet"]],
                "fund": [Ventetfund(**f) for f in k["fund"]],
            }
        )
        for k in raa["kommune_list"]
    ]
    return Facit(**{**raa, "kommune_list": kommuner})


# -- counting --------------------------------------------------------------------------------------------
def count_kommune(
    verden: Kommuneverden, form: str, leverancer: list[str], plantet: list[Plantetsted]
) -> KommuneFacit:
    """The facit of one kommune from its world."""
    ydelser = [y for b in verden.borgere for y in b.ydelser]
    taeller = [y for y in ydelser if y.dom.taeller]
    population = [b for b in verden.borgere if any(y.dom.taeller for y in b.ydelser)]
    tabel2 = _tabel2(population)
    return KommuneFacit(
        kommune=verden.kode,
        form=form,
        leverancer=leverancer,
        borgere=len(verden.borgere),
        erstatningsnumre=sum(int(b.cpr[:2]) > 60 for b in verden.borgere),
        tabel1=_tabel1(taeller),
        pr_dst_kode=_pr_dst_kode(taeller),
        tabel2=tabel2,
        opdelt=list(_opdelt(population)),
        tal=_tal(ydelser, taeller, population),
        plantet=plantet,
    )


def _taelling(ydelser: list[Ydelse]) -> Raekke:
    """The counts of one line; fejl_mapning is null where no row of it carries a known DST-kode."""
    raekke: Raekke = {"antal": len(ydelser)}
    raekke |= {fejl: sum(fejl in y.dom.fejl for y in ydelser) for fejl in TAELLERE}
    if ydelser and not any(y.dom.dst_sendt for y in ydelser):
        raekke["fejl_mapning"] = None
    raekke["fejlfri"] = sum(not y.dom.fejl & set(FEM_FEJL) for y in ydelser)
    raekke["heraf_skift"] = sum(y.dom.skift for y in ydelser)
    return raekke


def _tabel1(taeller: list[Ydelse]) -> list[Raekke]:
    raekker = []
    for paragraf in PARAGRAF_RAEKKEFOELGE:
        egne = [y for y in taeller if y.dom.paragraf == paragraf]
        if egne:
            raekker.append({"paragraf": paragraf, **_taelling(egne)})
    return [*raekker, {"paragraf": "I alt", **_taelling(taeller)}]


def _pr_dst_kode(taeller: list[Ydelse]) -> list[Raekke]:
    """Per code sent or derived; those without (null) last."""
    koder = sorted({y.dom.dst_kode for y in taeller if y.dom.dst_kode})
    uden = [None] if any(y.dom.dst_kode is None for y in taeller) else []
    return [
        {"dst_kode": kode, **_taelling([y for y in taeller if y.dom.dst_kode == kode])}
        for kode in (*koder, *uden)
    ]


def _tabel2(population: list[Borger]) -> list[Raekke]:
    raekker = []
    for slags in SLAGS:
        antal = sum(slags in b.mangler for b in population)
        kun_9 = sum(slags in b.kun_9 for b in population) if slags in KAN_VAERE_9 else None
        raekker.append(_tabel2_raekke(slags, antal, len(population), kun_9))
    antal = sum(bool(b.mangler) for b in population)
    return [*raekker, _tabel2_raekke("progressionsdata", antal, len(population), None)]


def _tabel2_raekke(raekke: str, antal: int, af: int, kun_9: int | None) -> Raekke:
    return {"raekke": raekke, "antal": antal, "andel": procent(antal, af), "heraf_ikke_vurderet": kun_9}


def procent(antal: int, af: int) -> float | None:
    """Percent with one decimal, half up; None where there is nobody."""
    if af == 0:
        return None
    return float((Decimal(antal * 100) / Decimal(af)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def _opdelt(population: list[Borger]) -> Iterator[Raekke]:
    """Tabel 2 per paragraf, month of start, and for those with §82 only."""
    grupper: dict[tuple[str, str], list[Borger]] = {}
    for borger in population:
        taeller = [y for y in borger.ydelser if y.dom.taeller]
        noegler = {("paragraf", y.dom.paragraf) for y in taeller}
        noegler |= {("maaned", y.start.isoformat()[:7]) for y in taeller if y.start}
        if all(y.dom.paragraf.startswith("§82") for y in taeller):
            noegler.add(("kun_82", "§82a-d"))
        for noegle in noegler:
            grupper.setdefault(noegle, []).append(borger)
    for (opdeling, vaerdi), borgere in sorted(grupper.items()):
        mangler = {slags: sum(slags in b.mangler for b in borgere) for slags in SLAGS}
        mindst_en = sum(bool(b.mangler) for b in borgere)
        alle = sum(b.mangler == set(SLAGS) for b in borgere)
        yield {
            "opdeling": opdeling,
            "vaerdi": vaerdi,
            "borgere": len(borgere),
            **mangler,
            "progressionsdata": mindst_en,
            "mangler_alle": alle,
        }


def _tal(ydelser: list[Ydelse], taeller: list[Ydelse], population: list[Borger]) -> dict[str, int]:
    uden_dst = [y for y in taeller if not y.dom.dst_sendt]
    tal = {note: sum(note in y.dom.note for y in ydelser if y.dom.i_perioden) for note in NOTER}
    return {
        "uden_dst_kode": len(uden_dst),
        "afledt_dst_kode": sum(y.dom.dst_kode is not None for y in uden_dst),
        **tal,
        "fremmed_kommune": sum("fremmed_kommune" in y.dom.note for y in ydelser),
        "borgere": len(population),
        "mangler_alle": sum(b.mangler == set(SLAGS) for b in population),
        "cpr_liste_1_antal": sum(bool(y.dom.fejl & set(FEM_FEJL)) for y in taeller),
        "cpr_liste_2_antal": sum(bool(b.mangler) for b in population),
    }


# -- comparing -------------------------------------------------------------------------------------------
def check_facit(facit: Facit, rapporter: Iterable[Rapport]) -> list[Afvigelse]:
    """Every cell where the reports differ from the facit; empty = the reports are right."""
    pr_kommune = {r.kommune_kode: r for r in rapporter}
    afvigelser: list[Afvigelse] = []
    for kommune in facit.kommune_list:
        rapport = pr_kommune.pop(kommune.kommune, None)
        if rapport is None:
            afvigelser.append(Afvigelse(kommune.kommune, "rapport", "–", "findes", True, False))
        else:
            afvigelser.extend(_check_kommune(kommune, rapport))
    ukendte = sorted(kode or "uden kommune" for kode in pr_kommune)
    return afvigelser + [Afvigelse(kode, "rapport", "–", "findes", False, True) for kode in ukendte]


def check_fund(facit: Facit, fund: Iterable[Fund]) -> list[Afvigelse]:
    """Every difference between what was planted and what was found; empty = all of it, and nothing else.

    Args:
        fund: every finding of the check, unfolded.
    """
    pr_kommune: dict[str, list[Fund]] = {k.kommune: [] for k in facit.kommune_list}
    for f in fund:
        pr_kommune.setdefault(f.kommune or "uden kommune", []).append(f)
    kendte = {k.kommune: k for k in facit.kommune_list}
    ud: list[Afvigelse] = []
    for kode, egne in pr_kommune.items():
        kommune = kendte.get(kode)
        iboende = kommune.iboende if kommune else {}
        mangler, for_meget = compare_fund(kommune.fund if kommune else [], egne, udelad=iboende)
        for (regel, system, felt, sted), antal in sorted(mangler.items()):
            ud.append(Afvigelse(kode, f"fund {regel}", f"{system} {sted}", felt or "raekke", antal, 0))
        for (regel, system, felt, sted), antal in sorted(for_meget.items()):
            ud.append(Afvigelse(kode, f"fund {regel}", f"{system} {sted}", felt or "raekke", 0, antal))
        ud += _check_iboende(kommune, egne) if kommune else []
    return ud


def _check_iboende(kommune: KommuneFacit, fund: list[Fund]) -> Iterator[Afvigelse]:
    """Each inherent oplysning is there; every citizen has an erstatningsnummer."""
    regler = {f.regel for f in fund}
    for regel in sorted(set(kommune.iboende) - regler):
        yield Afvigelse(kommune.kommune, f"fund {regel}", "iboende", "antal", "mindst 1", 0)
    antal = len({f.borger for f in fund if f.regel.endswith("-CPR-ERSTATNING")})
    if antal != kommune.erstatningsnumre:
        yield Afvigelse(
            kommune.kommune, "fund", "erstatningsnumre", "borgere", kommune.erstatningsnumre, antal
        )


def _check_kommune(facit: KommuneFacit, rapport: Rapport) -> Iterator[Afvigelse]:
    kommune, tabeller = facit.kommune, rapport.tabeller
    yield from _check_tabel(kommune, "tabel1", facit.tabel1, tabeller["tabel1"].raekker, ("paragraf",))
    fundet = tabeller["tabel1_pr_dst_kode"].raekker
    yield from _check_tabel(kommune, "tabel1_pr_dst_kode", facit.pr_dst_kode, fundet, ("dst_kode",))
    yield from _check_tabel(kommune, "tabel2", facit.tabel2, tabeller["tabel2"].raekker, ("raekke",))
    opdelinger = {r["opdeling"] for r in facit.opdelt}
    opdelt = [r for r in tabeller["tabel2_opdelt"].raekker if r["opdeling"] in opdelinger]
    yield from _check_tabel(kommune, "tabel2_opdelt", facit.opdelt, opdelt, ("opdeling", "vaerdi"))
    tal = {
        **rapport.tal,
        "cpr_liste_1_antal": len(tabeller["cpr_liste_1"].raekker),
        "cpr_liste_2_antal": len(tabeller["cpr_liste_2"].raekker),
    }
    for navn, forventet in facit.tal.items():
        if tal.get(navn) != forventet:
            yield Afvigelse(kommune, "tal", navn, "antal", forventet, tal.get(navn))


def _check_tabel(
    kommune: str, tabel: str, forventet: list[Raekke], fundet: list[Raekke], noegle: tuple[str, ...]
) -> Iterator[Afvigelse]:
    """Rows are matched by key; a row on one side only is one difference."""
    a, b = _efter_noegle(forventet, noegle), _efter_noegle(fundet, noegle)
    for navn in dict.fromkeys([*a, *b]):
        if navn not in a or navn not in b:
            yield Afvigelse(kommune, tabel, navn, "raekke", navn in a, navn in b)
            continue
        for felt, vaerdi in a[navn].items():
            if not _ens(vaerdi, b[navn].get(felt)):
                yield Afvigelse(kommune, tabel, navn, felt, vaerdi, b[navn].get(felt))


def _efter_noegle(raekker: list[Raekke], noegle: tuple[str, ...]) -> dict[str, Raekke]:
    return {" ".join(str(r[n] or "uden") for n in noegle): r for r in raekker}


def _ens(forventet: Any, fundet: Any) -> bool:
    """Equal, with shares compared as decimals."""
    if isinstance(fundet, Decimal) and forventet is not None:
        return Decimal(str(forventet)) == fundet
    return bool(forventet == fundet)
