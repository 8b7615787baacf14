"""The form of an object: each field as the template draws it, with its choices and what stands wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ffb.begreber import fag_navn_list, find_begreb, load_katalog_paa
from ffb.begreber.katalog import Begreb, Katalog
from ffb.begreber.vejledning import find_vejledning
from ffb.server.sag.actions import find_steder
from ffb.server.sag.lokal import find_lokaltermer
from ffb.server.sag.slags import Felt, Vaerdi
from ffb.server.sag.visning import ORD, Sagsindhold, Vist
from ffb.sprog import _

MANGE = 12  # choices; above it the list gets a field to search it by


@dataclass(frozen=True, slots=True)
class Valg:
    """One choice: what is stored, its words, whether it is chosen, and the group it stands under.

    `om`: what it means, in our words. `definition`: KL's, when the catalogue has been imported with it.
    """

    vaerdi: str
    ord: str
    valgt: bool
    gruppe: str = ""
    om: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Formfelt:
    """A field of a form.

    Args:
        vaerdi: as it stands in the box.
        fejl: what is wrong with it.
        andens: what another has written there (deres, af, tid).
    """

    felt: Felt
    id: str
    label: str
    hjaelp: str
    kraevet: bool
    vaerdi: str = ""
    valg: Sequence[Valg] = field(default=())
    soeges: bool = False
    fejl: str = ""
    andens: Mapping[str, Any] | None = None

    @property
    def valgt(self) -> Valg | None:
        """The choice that is chosen, if one is."""
        return next((v for v in self.valg if v.valgt), None)

    @property
    def linjer(self) -> int:
        """Lines of its box: four, and more when more is written."""
        return min(20, max(4, sum(1 + len(linje) // 70 for linje in self.vaerdi.split("\n")) + 1))

    @property
    def forklares(self) -> bool:
        """Its choices carry what they mean."""
        return any(v.om or v.definition for v in self.valg)


def build_felter(
    vist: Vist,
    indhold: Sagsindhold,
    dag: date,
    *,
    skrevet: Mapping[str, Any] | None = None,
    fejl: Mapping[str, str] | None = None,
    konflikter: Mapping[str, Mapping[str, Any]] | None = None,
) -> list[Formfelt]:
    """Every field of an object's form, as it stands on a day.

    Args:
        skrevet: what the person wrote but could not be stored; shown instead of what is stored.
    """
    ud = []
    for felt in (f for f in vist.art.felter.values() if not f.selv):
        vaerdi = (skrevet or {}).get(felt.navn, vist.felter.get(felt.navn))
        valg = _choices(felt, vaerdi, indhold, dag)
        if felt.type == "lokal" and not valg:
            continue  # a kommune without terms of its own has nothing to choose
        ud.append(
            Formfelt(
                felt,
                f"{felt.navn}-{vist.id}",
                _(felt.label),
                _(felt.hjaelp) if felt.hjaelp else "",
                felt.is_required(vist.felter),
                _box(felt, vaerdi),
                valg,
                len(valg) > MANGE,
                (fejl or {}).get(felt.navn, ""),
                (konflikter or {}).get(felt.navn),
            )
        )
    return ud


def _box(felt: Felt, vaerdi: Any) -> str:
    """The value as it stands in a text box."""
    if not isinstance(vaerdi, str):
        return ""
    if felt.type == "dato":
        try:
            return date.fromisoformat(vaerdi).strftime("%d.%m.%Y")
        except ValueError:
            return vaerdi
    return vaerdi.replace(".", ",") if felt.type == "tal" else vaerdi


def _choices(felt: Felt, vaerdi: Any, indhold: Sagsindhold, dag: date) -> list[Valg]:
    valgte = set(vaerdi) if isinstance(vaerdi, list) else {vaerdi}
    if felt.type in ("kode", "niveau"):
        return _concepts(felt, vaerdi, dag)
    if felt.type == "lokal":
        egne = find_lokaltermer(indhold.sag.kommune, felt.arter, str(vaerdi or ""))
        return [Valg(str(x.pk), x.term, str(x.pk) == vaerdi, x.over_term) for x in egne]
    if felt.type == "valg":
        return [Valg(v, _(ORD[v]), v in valgte) for v in felt.valg]
    if felt.type == "ja_nej":
        return [Valg("ja", _("Ja"), vaerdi is True), Valg("nej", _("Nej"), vaerdi is False)]
    if felt.type == "sted":
        aabne = find_steder(indhold.sag)
        return [Valg(str(s.pk), s.navn, str(s.pk) == vaerdi) for s in aabne]
    if felt.til:
        return [Valg(v.id, indhold.titel(v), v.id in valgte) for v in indhold.of_slags(*felt.til)]
    return []


def _concepts(felt: Felt, vaerdi: Vaerdi, dag: date) -> list[Valg]:
    """The concepts in force that day in every catalogue of case work; one chosen earlier stays among them."""
    kataloger = [k for navn in fag_navn_list() if (k := load_katalog_paa(navn, dag))]
    ud = [
        _choice(felt, k, b, valgt=b.kode == vaerdi)
        for k in kataloger
        for art in felt.arter
        for b in _by_level(k.art(art))
    ]
    gammel = find_begreb(vaerdi) if isinstance(vaerdi, str) else None
    if gammel is not None and not any(v.valgt for v in ud):
        ud.append(Valg(gammel.kode, _concept_word(felt, gammel), True, _("Valgt tidligere")))
    return ud


def _choice(felt: Felt, katalog: Katalog, b: Begreb, *, valgt: bool) -> Valg:
    gruppe, om = _group(katalog, b), find_vejledning(b)
    return Valg(b.kode, _concept_word(felt, b), valgt, gruppe, om, b.definition or "")


def _by_level(begreber: Sequence[Begreb]) -> list[Begreb]:
    """A scale from 0 up, what is no level last; others as the catalogue has them."""
    return sorted(begreber, key=lambda b: b.vaerdi if b.vaerdi is not None else 0)


def _concept_word(felt: Felt, b: Begreb) -> str:
    return (
        f"{b.vaerdi} {b.term}" if felt.type == "niveau" and b.vaerdi is not None and b.vaerdi < 9 else b.term
    )


def _group(katalog: Katalog, b: Begreb) -> str:
    over = katalog.find(b.overordnet_kode) if b.overordnet_kode else None
    return over.term if over else ""
