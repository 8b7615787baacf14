"""The words of the report, in Danish: headings, row names, notes, what to do.

Source: S0 (DST's reading guide, January 2026) for the rows and columns it names; "vores" otherwise.
"""

from __future__ import annotations

from ffb.sprog import Dansk, antal_ord

__all__ = ["antal_ord"]

FORBEHOLD: Dansk = "Beregnet lokalt efter DST's læsevejledning januar 2026 – ikke Danmarks Statistiks rapport"

TABEL2_TEKST: dict[str, Dansk] = {
    "udredningstema": "Mangler udredningstema (funktioner og forhold samt omgivelsesfaktorer)",
    "aktivitet_deltagelse": "Mangler aktivitet og deltagelse",
    "funktionsevneniveau": "Mangler funktionsevneniveau",
    "stoettebehov": "Mangler støttebehovsniveau",
    "maaltype": "Mangler måltype",
    "progressionsdata": "Mangler mindst én af de fem (progressionsdata)",
}

GOER: dict[str, Dansk] = {
    "mangler_ydelse_uuid": "Vælg FFB-ydelse på bevillingen.",
    "mangler_tilbud_uuid": "Vælg FFB-tilbud på bevillingen.",
    "fejl_mapning": "Ret DST-koden, eller ret ydelse eller tilbud, så de passer sammen.",
    "ukendt_uuid": "Koden findes ikke i kataloget: vælg ydelse og tilbud igen, eller bed leverandøren rette.",
    "ugyldig_kombination": "Ydelse og tilbud hører ikke sammen i mapningsvejledningen: ret den ene.",
}

NOTER_TABEL1: tuple[Dansk, ...] = (
    "En ydelse kan have flere fejl; derfor kan fejlene ikke lægges sammen.",
    "Kolonner mærket * er vores og står ikke i Danmarks Statistiks rapport.",
    "– betyder, at cellen ikke kan bedømmes: mapning kræver en DST-kode og en mapningsvejledning.",
)

NOTER_TABEL2: tuple[Dansk, ...] = (
    "Udredning, score, støttebehov og måltype tæller, også når de er ældre end ydelsen.",
    "Andel er af alle borgere i tabellen, med én decimal.",
)

NIVEAU: dict[int, Dansk] = {
    1: "Niveau 1 passer: alle data afspejler retningslinjerne.",
    2: "Ret og genfremsend, eller godkend på niveau 2, hvis tallene er de faktiske forhold.",
    3: "Der er ingen FFB-oplysninger endnu: niveau 3 passer.",
}
