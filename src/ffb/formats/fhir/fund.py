"""The structural faults the FHIR reader tells of: one permanent id each, and how a place is written.

Opinion taken: texts hold no values; the value stands in the finding's own column, with anything shaped
like a CPR covered (the table `cpr` is the only place for those).
Source: 9-uddatasaet (quirks 3, 5, 6, 16) and 4-regler (family 1).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ffb.sprog import Dansk


class Fundtype(NamedTuple):
    """One kind of fault: alvor (blokerende, fejl, advarsel, oplysning), title, what is wrong, what to do."""

    alvor: str
    titel: Dansk
    besked: Dansk
    goer: Dansk


class Fund(NamedTuple):
    """One fault met while a bundle is opened; `post_nr` is the entry from 1, None = the bundle itself."""

    regel: str
    post_nr: int | None
    tabel: str | None
    sti: str
    vaerdi: str | None = None
    aarsag: str | None = None


FUND: dict[str, Fundtype] = {
    "FHIR-BOM": Fundtype(
        "oplysning",
        "Filen begynder med en BOM",
        "Filen begynder med tegnet BOM (U+FEFF), som JSON ikke har.",
        "Gem filen som UTF-8 uden BOM.",
    ),
    "FHIR-RESOURCETYPE": Fundtype(
        "fejl",
        "Bundle uden resourceType",
        "Leverancen siger ikke, at den er en Bundle.",
        'Skriv "resourceType": "Bundle" øverst.',
    ),
    "FHIR-TIDSPUNKT": Fundtype(
        "fejl",
        "Bundle.timestamp mangler eller kan ikke læses",
        "Leverancens tidspunkt mangler eller er ikke et tidspunkt med dato, klokkeslæt og zone.",
        "Skriv fx 2025-03-01T12:00:00Z.",
    ),
    "FHIR-DOBBELT": Fundtype(
        "fejl",
        "Samme nøgle to gange",
        "Et JSON-objekt har samme nøgle to gange; den sidste er læst.",
        "Skriv hver nøgle én gang.",
    ),
    "FHIR-NAN": Fundtype(
        "fejl",
        "NaN eller Infinity",
        "Elementet er NaN eller Infinity, som JSON ikke har.",
        "Udelad elementet, når der ikke er et tal.",
    ),
    "FHIR-TEGN": Fundtype(
        "fejl",
        "Tekst med et halvt tegn",
        "Teksten har et halvt tegn (et løst surrogat) og kan ikke skrives som UTF-8.",
        "Ret tegnsættet, hvor teksten kommer fra.",
    ),
    "FHIR-TYPE": Fundtype(
        "fejl",
        "Forkert type",
        "Elementet har en anden type, end FHIR kræver, og er ikke læst.",
        "Ret elementet til den type, vejledningen angiver.",
    ),
    "FHIR-ENTRY": Fundtype(
        "fejl",
        "Entry uden ressource",
        "En entry har ingen ressource, der kan læses.",
        "Læg ressourcen i entry.resource, eller udelad den.",
    ),
    "FHIR-RESSOURCE": Fundtype(
        "fejl",
        "Ukendt slags ressource",
        "Ressourcens resourceType er ikke blandt de ni, vejledningen tillader.",
        "Udelad ressourcen.",
    ),
    "FHIR-ID": Fundtype(
        "fejl",
        "Ressource uden id",
        "Ressourcen har intet id og kan ikke følges fra leverance til leverance.",
        "Giv ressourcen et fast id.",
    ),
    "FHIR-KODE": Fundtype(
        "fejl",
        "Kode mangler",
        "Elementet skal have en kode, men har ingen.",
        "Send FFB-koden (UUID).",
    ),
    "FHIR-KODE-UKENDT": Fundtype(
        "advarsel",  # the code is kept and counted as unknown; the rules of the guide refuse it
        "Ukendt FFB-kode",
        "Koden findes ikke i FFB.",
        "Brug koden fra FFB's klassifikation.",
    ),
    "FHIR-DATO": Fundtype(
        "fejl",
        "Dato kan ikke læses",
        "Datoen findes ikke eller er skrevet på en måde, FHIR ikke tillader.",
        "Skriv ÅÅÅÅ-MM-DD, evt. med klokkeslæt og zone.",
    ),
    "FHIR-DATO-DEL": Fundtype(
        "advarsel",
        "Dato uden dag",
        "Datoen har kun år eller måned og kan ikke bruges i opgørelsen.",
        "Send hele datoen.",
    ),
    "FHIR-BORGER": Fundtype(
        "blokerende",
        "Ingen borger",
        "Leverancen har ingen borger med CPR-nummer og er ikke læst ind.",
        "Send én Patient med CPR i identifier (system urn:oid:1.2.208.176.1.2).",
    ),
    "FHIR-BORGER-FLERE": Fundtype(
        "fejl",
        "Flere borgere i én leverance",
        "Leverancen har flere borgere; hver oplysning følger den borger, dens subject peger på.",
        "Send én Bundle pr. borger.",
    ),
    "FHIR-CPR": Fundtype(
        "fejl",
        "CPR-nummer kan ikke læses",
        "CPR-nummeret har ikke ti cifre eller en dato, der findes.",
        "Ret CPR-nummeret.",
    ),
    "FHIR-CPR-ERSTATNING": Fundtype(
        "oplysning",
        "Erstatningsnummer",
        "Borgeren har et erstatningsnummer (dag + 60).",
        "Send det rigtige CPR-nummer, når det kendes.",
    ),
    "FHIR-CPR-BOGSTAV": Fundtype(
        "advarsel",
        "Sundhedsvæsenets erstatnings-CPR",
        "CPR-nummeret har bogstaver i de sidste fire tegn; køn og alder kendes ikke.",
        "Send det rigtige CPR-nummer, når det kendes.",
    ),
    "FHIR-REFERENCE": Fundtype(
        "oplysning",
        "Det, der henvises til, er ikke i leverancen",
        "Ressourcen henviser til noget, der ikke er i samme leverance.",
        "Læg alt, der henvises til, i leverancen.",
    ),
    "FHIR-SAG-FLERE": Fundtype(
        "oplysning",
        "To sagsnumre",
        "Sagsnummeret står både som kommunens eget og som officielt; kommunens eget er brugt.",
        "Intet, hvis det er meningen.",
    ),
}

_CPR = re.compile(r"\d{6}[- ]?\d{4}")
_LAENGDE = 80


def daek(vaerdi: object) -> str | None:
    """A found value for the finding: at most 80 characters, CPR-like digits covered; None if compound."""
    if not isinstance(vaerdi, str | int | float):
        return None
    tekst = str(vaerdi).encode("utf-8", "replace").decode() if isinstance(vaerdi, str) else repr(vaerdi)
    return _CPR.sub("••••••••••", tekst)[:_LAENGDE] or None


def sti_til(post_nr: int, felt: str = "") -> str:
    """FHIRPath-like place of an element of entry `post_nr` (from 1; FHIRPath counts from 0)."""
    rod = f"Bundle.entry[{post_nr - 1}].resource"
    return f"{rod}.{felt}" if felt else rod
