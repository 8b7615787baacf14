"""Which leverancer count, and which of their rows (3-rapport, Gældende data 1–2; 12-model, Løbende)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from orakel.koder import load_faelles

Raekke = dict[str, Any]
Tabeller = dict[str, list[Raekke]]
Sted = tuple[int, int, int]
Noegle = tuple[str, str]

TABEL_RESSOURCER = (("ydelse", "CarePlan"), ("indsats", "CarePlan"), ("indsatsmaal", "Goal"))


@dataclass(slots=True)
class Gruppe:
    """One system in one kommune: its leverancer that count, and what is known of their resources.

    Args:
        nyeste: (tid, leverance_id) of the newest leverance of all.
        taellende: the leverancer that count.
        direkte: one table delivery alone: its rows are the truth, no versions.
        vindere: resource key -> place of its newest version.
        trukne: resource keys with an entered-in-error version.
    """

    kommune: str | None
    system: str
    status: str
    nyeste: tuple[datetime, int]
    taellende: list[Raekke]
    direkte: bool
    vindere: dict[Noegle, Sted] = field(default_factory=dict)
    trukne: set[Noegle] = field(default_factory=set)

    @property
    def tidligere(self) -> bool:
        return self.status == "Tidligere anvendt"

    @property
    def ider(self) -> set[int]:
        return {lev["leverance_id"] for lev in self.taellende}

    @property
    def tabel_ider(self) -> set[int]:
        return {lev["leverance_id"] for lev in self.taellende if lev["kilde"] == "tabel"}

    @property
    def sidste_dag(self) -> Any:
        """Date of the newest leverance that counts."""
        return max(lev["tid"] for lev in self.taellende).date()

    def betjener(self, kommune: str | None) -> bool:
        """Is the leverance the kommune's own, or that of a registered joint reporter for it?"""
        return self.kommune == kommune or (self.kommune, kommune) in load_faelles()


def sted(raekke: Raekke) -> Sted:
    """Which resource or line a row stands in."""
    return raekke["leverance_id"], raekke["fil_nr"], raekke["post_nr"]


def orden(raekke: Raekke) -> tuple[Any, ...]:
    """Order of versions: (Bundle.timestamp, leverance, file, entry)."""
    return raekke["version_tid"], *sted(raekke)


def _bundle(raekke: Raekke) -> tuple[int, int]:
    return raekke["leverance_id"], raekke["fil_nr"]


def find_version_ved(versioner: list[Raekke], ved: Raekke) -> Raekke | None:
    """'A reference means the target in the same bundle, else the newest earlier one'; else the next."""
    foer = [v for v in versioner if orden(v) <= orden(ved) or _bundle(v) == _bundle(ved)]
    if foer:
        return max(foer, key=orden)
    return min(versioner, key=orden) if versioner else None


def _lev_orden(leverance: Raekke) -> tuple[datetime, int]:
    return leverance["tid"], leverance["leverance_id"]


def find_taellende(leverancer: list[Raekke]) -> list[Raekke]:
    """The newest full leverance and the running ones after it; without a full one all the running ones."""
    fulde = [lev for lev in leverancer if lev["art"] == "fuld"]
    loebende = [lev for lev in leverancer if lev["art"] == "loebende"]
    if not fulde:
        return loebende
    base = max(fulde, key=_lev_orden)
    return [base] + [lev for lev in loebende if lev["tid"] > base["tid"]]


def find_grupper(tabeller: Tabeller) -> list[Gruppe]:
    """Every (kommune, system) with the leverancer of it that count."""
    samlet: dict[tuple[str | None, str], list[Raekke]] = defaultdict(list)
    for leverance in tabeller["leverance"]:
        samlet[leverance["kommune_kode"], leverance["system"]].append(leverance)
    grupper = []
    for (kommune, system), leverancer in samlet.items():
        nyeste = max(leverancer, key=_lev_orden)
        taellende = find_taellende(leverancer)
        direkte = len(taellende) == 1 and taellende[0]["kilde"] == "tabel"
        gruppe = Gruppe(kommune, system, nyeste["system_status"], _lev_orden(nyeste), taellende, direkte)
        _find_vindere(gruppe, tabeller)
        grupper.append(gruppe)
    return grupper


def find_versioner(gruppe: Gruppe, tabeller: Tabeller) -> dict[Noegle, list[Raekke]]:
    """Every version of every resource: FHIR's own, and those a table delivery gives by source id."""
    versioner: dict[Noegle, list[Raekke]] = defaultdict(list)
    for raekke in tabeller["ressource_version"]:
        if raekke["leverance_id"] in gruppe.ider:
            versioner[raekke["type"], raekke["kilde_id"]].append(raekke)
    for navn, fhir_type in TABEL_RESSOURCER:
        for raekke in tabeller[f"{navn}_version"]:
            if raekke["leverance_id"] in gruppe.tabel_ider and raekke["kilde_id"] is not None:
                versioner[fhir_type, raekke["kilde_id"]].append(raekke)
    return versioner


def _find_vindere(gruppe: Gruppe, tabeller: Tabeller) -> None:
    for noegle, versioner in find_versioner(gruppe, tabeller).items():
        gruppe.vindere[noegle] = sted(max(versioner, key=orden))
        if any(version["trukket"] for version in versioner):
            gruppe.trukne.add(noegle)


def find_raekker(gruppe: Gruppe, tabeller: Tabeller, navn: str) -> list[Raekke]:
    """The rows of a table that count in this group: the newest version of what is not withdrawn."""
    i_gruppen = [r for r in tabeller[f"{navn}_version"] if r["leverance_id"] in gruppe.ider]
    if gruppe.direkte:
        return [r for r in i_gruppen if not r["trukket"]]
    steder = {plads for noegle, plads in gruppe.vindere.items() if noegle not in gruppe.trukne}
    tabel_ider = gruppe.tabel_ider
    uden_id = [
        r for r in i_gruppen if r["leverance_id"] in tabel_ider and r["kilde_id"] is None and not r["trukket"]
    ]
    return uden_id + [r for r in i_gruppen if r["kilde_id"] is not None and sted(r) in steder]


def find_alle_versioner(gruppe: Gruppe, tabeller: Tabeller, navn: str, fhir_type: str) -> list[Raekke]:
    """Every version of a table's rows in the group, save those of withdrawn resources."""
    return [
        r
        for r in tabeller[f"{navn}_version"]
        if r["leverance_id"] in gruppe.ider and (fhir_type, r["kilde_id"]) not in gruppe.trukne
    ]
