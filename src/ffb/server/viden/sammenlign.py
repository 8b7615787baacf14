"""A kommune beside others: the country, or kommuner of its size. Shares and means only, never counts.

Opinion taken: size is the number of citizens in the deliveries, in three groups as equal as can be, each of
at least six kommuner (as RIM-05): the program holds no populations. Nobody is ranked. Who may see the exact
figures of others is decided by right; outsiders get a publication instead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from ffb.analyses import Analyse, Analyseresultat, Analysevalg
from ffb.analyses.hoved import Kolonnehoved
from ffb.rapport.resultat import Kolonne, Rapporttabel
from ffb.server.viden.svar import Kreds, find_kreds
from ffb.sprog import _, kommatal, procent, sprog

MINDST = 6  # kommuner in a group
BORGERE = (
    "SELECT kommune_kode, COUNT(DISTINCT borger_id) AS borgere FROM analyse_ydelse_alle GROUP BY kommune_kode"
)
HVEM = ("landet", "lignende")


@dataclass(frozen=True, slots=True)
class Sammenligning:
    """The kommune's rows with the others' beside; `hvorfor_ikke` where there is nothing to set beside."""

    hvem: str
    tabel: Rapporttabel | None = None
    saetning: str = ""
    hvorfor_ikke: str = ""


def find_grupper(borgere: dict[str, int]) -> list[list[str]]:
    """Kommuner by number of citizens, in three groups, two or one, each of at least `MINDST`."""
    ordnet = sorted(borgere, key=lambda k: (borgere[k], k))
    antal = max(1, min(3, len(ordnet) // MINDST))
    skel = [len(ordnet) * nr // antal for nr in range(antal + 1)]
    return [ordnet[fra:til] for fra, til in pairwise(skel)]


def compare(
    analyse: Analyse, egen: Analyseresultat, valg: Analysevalg, kommune: str, hvem: str
) -> Sammenligning:
    """The kommune's answer beside that of the country or of kommuner of its size."""
    maal = find_maal(analyse, egen)
    if maal is None:
        return Sammenligning(
            hvem, hvorfor_ikke=_("Analysen har hverken andele eller gennemsnit at sammenligne.")
        )
    landet = find_kreds()
    andre = [k for k in _andre(landet, kommune, hvem) if k]
    if len(andre) < MINDST:
        return Sammenligning(
            hvem,
            hvorfor_ikke=_(
                "Der er kun {antal} andre kommuner at sammenligne med; der skal være mindst {mindst}.",
                antal=len(andre),
                mindst=MINDST,
            ),
        )
    filtre = (("kommune", tuple(andre)), *valg.filtre)
    svar = landet.svar(analyse, replace(valg, filtre=filtre, opdeling=egen.opdeling))
    navn = (
        _("Kommuner af samme størrelse ({antal})", antal=len(andre))
        if hvem == "lignende"
        else _("Hele landet uden jer ({antal} kommuner)", antal=len(andre))
    )
    return build_sammenligning(hvem, egen, svar, maal, navn)


def _andre(landet: Kreds, kommune: str, hvem: str) -> list[str]:
    borgere = {r["kommune_kode"]: r["borgere"] for r in landet.spoerg(BORGERE)}
    if hvem == "landet":
        return sorted(k for k in borgere if k != kommune)
    gruppe = next((g for g in find_grupper(borgere) if kommune in g), [])
    return sorted(k for k in gruppe if k != kommune)


def find_maal(analyse: Analyse, egen: Analyseresultat) -> Kolonnehoved | None:
    """What can be set beside another kommune's: the first share or mean that the rows shown have."""
    return next(
        (k for k in analyse.kolonner if k.naevner and any(r[k.navn] is not None for r in egen.vist.raekker)),
        None,
    )


def build_sammenligning(
    hvem: str, egen: Analyseresultat, andre: Analyseresultat, maal: Kolonnehoved, navn: str
) -> Sammenligning:
    """One row per group of either; None where a group is not there."""
    noegler = [k.navn for k in egen.vist.kolonner if k.type in ("tekst", "kode", "dato")]

    def efter_noegle(r: Analyseresultat) -> dict[tuple[Any, ...], Any]:
        return {tuple(x[n] for n in noegler): x[maal.navn] for x in r.vist.raekker}

    vore, deres = efter_noegle(egen), efter_noegle(andre)
    raekker = [
        {
            **dict(zip(noegler, n, strict=True)),
            "egen": vore.get(n),
            "andre": deres.get(n),
            "forskel": _forskel(vore.get(n), deres.get(n)),
        }
        for n in [*vore, *(n for n in deres if n not in vore)]
    ]
    kolonner = (
        *(k for k in egen.vist.kolonner if k.navn in noegler),
        Kolonne("egen", _("Hos jer"), maal.type),
        Kolonne("andre", navn, maal.type),
        Kolonne("forskel", _("Forskel (procentpoint)") if maal.type == "andel" else _("Forskel"), "tal"),
    )
    titel = _("{maal}: I og andre", maal=maal.titel[sprog()])
    tabel = Rapporttabel(f"{egen.analyse.id}_sammenligning", titel, kolonner, raekker)
    return Sammenligning(hvem, tabel, _saetning(raekker, noegler, maal))


def _forskel(vore: Decimal | None, deres: Decimal | None) -> Decimal | None:
    return None if vore is None or deres is None else vore - deres


def _saetning(raekker: list[dict[str, Any]], noegler: list[str], maal: Kolonnehoved) -> str:
    """Where the kommune differs the most."""
    kendte = [r for r in raekker if r["forskel"] is not None]
    if not kendte:
        return _("Ingen af grupperne findes begge steder.")
    stoerst = max(kendte, key=lambda r: (abs(r["forskel"]), str(r[noegler[0]]) if noegler else ""))
    vis = procent if maal.type == "andel" else kommatal
    return _(
        "Størst er forskellen for {gruppe}: {egen} hos jer mod {andre} hos de andre.",
        gruppe=" · ".join(str(stoerst[n]) for n in noegler),
        egen=vis(stoerst["egen"]),
        andre=vis(stoerst["andre"]),
    )
