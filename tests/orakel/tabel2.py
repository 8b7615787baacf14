"""Tabel 2: citizens with at least one FFB-ydelse, and what they lack (3-rapport)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from orakel.koder import Koder
from orakel.leverancer import Gruppe, Raekke, Tabeller, find_raekker
from orakel.tabel1 import Dom

FEM_KRAV = ("udredningstema", "aktivitet_deltagelse", "funktionsevneniveau", "stoettebehov", "maaltype")
IKKE_VURDERET = 9
IKKE_RELEVANT = 8


@dataclass(slots=True)
class Borger:
    """What one citizen has: requirement -> the levels that fill it (None where no level is told)."""

    opfyldt: dict[str, list[int | None]] = field(default_factory=lambda: defaultdict(list))

    @property
    def mangler(self) -> tuple[str, ...]:
        return tuple(krav for krav in FEM_KRAV if not self.opfyldt[krav])

    def kun_ikke_vurderet(self, krav: str) -> bool:
        niveauer = self.opfyldt[krav]
        return bool(niveauer) and all(niveau == IKKE_VURDERET for niveau in niveauer)


@dataclass(frozen=True, slots=True)
class Valg:
    """Settings of Tabel 2."""

    krav_ff: bool
    ikke_vurderet_taeller: bool


def find_borgere(
    tabeller: Tabeller, grupper: list[Gruppe], kommune: str | None, koder: Koder, valg: Valg
) -> dict[int, Borger]:
    """Progression of every citizen: 'from every leverance that counts, former ones included … no period'."""
    borgere: dict[int, Borger] = defaultdict(Borger)
    for gruppe in grupper:
        if not gruppe.betjener(kommune):
            continue
        for navn in ("udredningstema", "aktivitet_deltagelse"):
            for raekke in find_raekker(gruppe, tabeller, navn):
                _fill_tema(borgere[raekke["borger_id"]], raekke, koder, valg)
        for raekke in find_raekker(gruppe, tabeller, "stoettebehov"):
            if _er_score(raekke["niveau"], valg):
                borgere[raekke["borger_id"]].opfyldt["stoettebehov"].append(raekke["niveau"])
        for raekke in find_raekker(gruppe, tabeller, "indsatsmaal"):
            if koder.art.get(raekke["maaltype_kode"] or "") == "maaltype":
                borgere[raekke["borger_id"]].opfyldt["maaltype"].append(None)
    return borgere


def _er_score(niveau: int | None, valg: Valg) -> bool:
    return niveau in (0, 1, 2, 3, 4) or (niveau == IKKE_VURDERET and valg.ikke_vurderet_taeller)


def _fill_tema(borger: Borger, raekke: Raekke, koder: Koder, valg: Valg) -> None:
    """A tema is judged by its code's art, whichever of the two tables it stands in."""
    niveau = raekke.get("niveau")
    if niveau == IKKE_RELEVANT:
        return
    art = koder.art.get(raekke["kode"] or "")
    if art == "ff_undertema" or (art == "omgivelse_undertema" and not valg.krav_ff):
        borger.opfyldt["udredningstema"].append(niveau)
    if art == "ad_undertema":
        borger.opfyldt["aktivitet_deltagelse"].append(niveau)
        if _er_score(niveau, valg):
            borger.opfyldt["funktionsevneniveau"].append(niveau)


def andel(antal: int, af: int) -> Decimal | None:
    """Percent with one decimal, half up; population 0 → none."""
    if af == 0:
        return None
    return (Decimal(antal * 100) / Decimal(af)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def make_tabel2(borgere: dict[int, Borger], population: set[int]) -> list[dict[str, Any]]:
    """The six rows of Tabel 2."""
    raekker = []
    for navn in (*FEM_KRAV, "progressionsdata"):
        antal = count_mangler(borgere, population)[navn]
        heraf = None
        if navn in ("funktionsevneniveau", "stoettebehov"):
            heraf = sum(borgere[b].kun_ikke_vurderet(navn) for b in population)
        andele = andel(antal, len(population))
        raekker.append({"raekke": navn, "antal": antal, "andel": andele, "heraf_ikke_vurderet": heraf})
    return raekker


def count_mangler(borgere: dict[int, Borger], population: Iterable[int]) -> dict[str, int]:
    """How many citizens lack each thing, at least one of the five, and all five."""
    mangler = [borgere[b].mangler for b in population]
    tal = {krav: sum(krav in m for m in mangler) for krav in FEM_KRAV}
    tal["progressionsdata"] = sum(bool(m) for m in mangler)
    tal["mangler_alle"] = sum(len(m) == len(FEM_KRAV) for m in mangler)
    return tal


def make_opdelt(borgere: dict[int, Borger], relevante: list[Dom]) -> dict[tuple[str, Any], dict[str, int]]:
    """The same per paragraf, system, enhed, month of start; and citizens with only §82 ydelser apart."""
    dele: dict[tuple[str, Any], set[int]] = defaultdict(set)
    paragraffer: dict[int, set[str]] = defaultdict(set)
    for dom in relevante:
        ydelse = dom.ydelse
        assert ydelse.startdato is not None
        dele["paragraf", dom.paragraf].add(ydelse.borger_id)
        dele["system", ydelse.gruppe.system].add(ydelse.borger_id)
        dele["enhed", ydelse.enhed or None].add(ydelse.borger_id)
        dele["maaned", f"{ydelse.startdato:%Y-%m}"].add(ydelse.borger_id)
        paragraffer[ydelse.borger_id].add(dom.paragraf)
    kun_82 = {b for b, hans in paragraffer.items() if hans <= {"§82a", "§82b", "§82c", "§82d"}}
    if kun_82:
        dele["kun_82", None] = kun_82
    return {
        noegle: {"borgere": len(population), **count_mangler(borgere, population)}
        for noegle, population in dele.items()
    }
