"""DST's answers, word for word, and which of them fits the figures.

Source: S0 (Danmarks Statistik, Vejledning til læsning af tabeller i FFB-rapporten, januar 2026), as 3-rapport
quotes it. Missing FFB never forbids approval: we propose and warn, the kommune decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from ffb.rapport.resultat import Rapport
from ffb.sprog import _, antal_ord

ORDLYD = {
    "1": "Godkendt – alle data afspejler ovennævnte retningslinjer og de faktiske forhold i kommunen",
    "2": (
        "Godkendt – kommunen er ikke nået i mål med FFB. Data afspejler de faktiske forhold i kommunen og "
        "kommunen godkender data der fremgår i tabellerne"
    ),
    "3": "Godkendt – kommunen er endnu ikke påbegyndt indberetning af FFB-oplysninger",
    "uenig": "data stemmer ikke – Danmarks Statistik kontaktes",
}


@dataclass(frozen=True, slots=True)
class Tal:
    """The figures an answer is held against."""

    ydelser: int
    med_fejl: int
    borgere: int
    mangler: int
    har_ffb: bool


def read_tal(rapport: Rapport) -> Tal:
    """The figures of a report."""
    i_alt = rapport.i_alt
    uden_uuid = i_alt["mangler_ydelse_uuid"] == i_alt["antal"] == i_alt["mangler_tilbud_uuid"]
    uden_viden = rapport.tal["mangler_alle"] == rapport.tal["borgere"]
    har_ffb = bool(i_alt["antal"]) and not (uden_uuid and uden_viden)
    return Tal(i_alt["antal"], rapport.med_fejl, rapport.tal["borgere"], rapport.mangler, har_ffb)


def propose_svar(tal: Tal) -> str:
    """The answer that fits the figures."""
    if tal.ydelser and not tal.har_ffb:
        return "3"
    return "2" if tal.med_fejl or tal.mangler else "1"


def find_advarsel(svar: str, tal: Tal) -> str:
    """Why an answer does not fit the figures; '' when it does. Never a hindrance."""
    if svar == "1" and (tal.med_fejl or tal.mangler):
        ydelser = antal_ord(tal.med_fejl, "ydelse har fejl", "ydelser har fejl")
        borgere = antal_ord(tal.mangler, "borger mangler oplysninger", "borgere mangler oplysninger")
        return _(
            "{ydelser}, og {borgere}. Niveau 1 siger, at intet mangler; niveau 2 passer bedre.",
            ydelser=ydelser,
            borgere=borgere,
        )
    if svar == "3" and tal.har_ffb:
        return _(
            "Der er FFB-oplysninger i data. Niveau 3 siger, at I ikke er begyndt; niveau 2 passer bedre."
        )
    if svar == "2" and not (tal.med_fejl or tal.mangler):
        return _("Tallene viser ingen mangler. Niveau 1 passer også.")
    return ""
