"""The checklist: S0's "Kommunen skal …", each point with its figures and the name of whoever looked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ffb.rapport.resultat import Rapport
from ffb.rapport.tekster import antal_ord

if TYPE_CHECKING:
    from ffb.server.godkendelse.models import Godkendelse


@dataclass(frozen=True, slots=True)
class Punkt:
    """A point: what to look at, and the figures it is about."""

    titel: str
    hjaelp: str
    tal: Callable[[Rapport], str]


def _systemer(r: Rapport) -> str:
    return "; ".join(f"{x['system']}: {x['system_status']}" for x in r.tabeller["leverancer"].raekker)


def _kontakter(r: Rapport) -> str:
    return antal_ord(len(r.tabeller["kontakter"].raekker), "system med kontakter", "systemer med kontakter")


def _koder(r: Rapport) -> str:
    i_alt = r.i_alt
    mapning = "ikke bedømt" if i_alt["fejl_mapning"] is None else str(i_alt["fejl_mapning"])
    return (
        f"Af {i_alt['antal']} ydelser mangler {i_alt['mangler_ydelse_uuid']} ydelses-UUID, "
        f"{i_alt['mangler_tilbud_uuid']} tilbuds-UUID; fejl i mapning: {mapning}"
    )


def _udredning(r: Rapport) -> str:
    return f"{r.mangler} af {r.tal['borgere']} borgere mangler mindst én oplysning"


def _forhold(r: Rapport) -> str:
    return r.konklusion[1]


# S0 (Danmarks Statistik, Vejledning til læsning af tabeller i FFB-rapporten), "Kommunen skal …"; 3-rapport
PUNKTER: dict[str, Punkt] = {
    "system_status": Punkt(
        "System_status er rigtig",
        "Er hvert fagsystem i brug, som der står? Ellers: gør indsigelse.",
        _systemer,
    ),
    "kontakter": Punkt("Kontaktpersonerne er rigtige", "De rettes i fagsystemet.", _kontakter),
    "koder": Punkt("UUID'er og mapning er gennemgået", "Se Tabel 1 og CPR-liste 1.", _koder),
    "udredning": Punkt("Udredningen er gennemgået", "Se Tabel 2 og CPR-liste 2.", _udredning),
    "forhold": Punkt("Data afspejler de faktiske forhold", "Svarer tallene til det, I kender?", _forhold),
}


def missing_punkter(godkendelse: Godkendelse) -> list[str]:
    """The points without a name, in words."""
    return [f"»{p.titel}« mangler et navn." for n, p in PUNKTER.items() if n not in godkendelse.punkter]
