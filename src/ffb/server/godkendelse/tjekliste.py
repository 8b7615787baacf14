"""The checklist: S0's "Kommunen skal …", each point with its figures and the name of whoever looked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ffb.rapport.resultat import Rapport
from ffb.sprog import Dansk, _, antal_ord

if TYPE_CHECKING:
    from ffb.server.godkendelse.models import Godkendelse


@dataclass(frozen=True, slots=True)
class Punkt:
    """A point: what to look at, and the figures it is about."""

    titel: Dansk
    hjaelp: Dansk
    tal: Callable[[Rapport], str]


def _systemer(r: Rapport) -> str:
    return "; ".join(f"{x['system']}: {_(x['system_status'])}" for x in r.tabeller["leverancer"].raekker)


def _kontakter(r: Rapport) -> str:
    return antal_ord(len(r.tabeller["kontakter"].raekker), "system med kontakter", "systemer med kontakter")


def _koder(r: Rapport) -> str:
    i_alt = r.i_alt
    mapning = _("ikke bedømt") if i_alt["fejl_mapning"] is None else str(i_alt["fejl_mapning"])
    return _(
        "Af {ydelser} ydelser mangler {uden_ydelse} ydelses-UUID, {uden_tilbud} tilbuds-UUID; "
        "fejl i mapning: {mapning}",
        ydelser=i_alt["antal"],
        uden_ydelse=i_alt["mangler_ydelse_uuid"],
        uden_tilbud=i_alt["mangler_tilbud_uuid"],
        mapning=mapning,
    )


def _udredning(r: Rapport) -> str:
    return _(
        "{mangler} af {borgere} borgere mangler mindst én oplysning",
        mangler=r.mangler,
        borgere=r.tal["borgere"],
    )


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
    return [
        _("»{punkt}« mangler et navn.", punkt=_(p.titel))
        for n, p in PUNKTER.items()
        if n not in godkendelse.punkter
    ]
