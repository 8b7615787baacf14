"""The words around the figures: one place, so that every output says the same.

Opinion taken: keys stay keys in JSON and CSV; people meet the words of this file. An unknown key or value
is shown as it is, never hidden.
"""

from __future__ import annotations

from ffb.rapport.tekster import FORBEHOLD
from ffb.sprog import Dansk

__all__ = ["FORBEHOLD"]

DEMO: Dansk = "DEMO – opdigtede data, ingen virkelige borgere"
SIKKER: Dansk = "Sikker kopi: CPR er erstattet af sagsnummer eller pseudonym"
VORES: Dansk = "Kolonner mærket * er vores tilføjelse og står ikke i Danmarks Statistiks rapport."
# tables of which nothing stands in DST's report
HELT_VORES = frozenset({"tabel1_pr_dst_kode", "tabel2_opdelt", "ydelsesrapport"})
VORES_TABEL: Dansk = "Hele tabellen er vores tilføjelse. Den står ikke i Danmarks Statistiks rapport."
TOM = "–"
TOM_TABEL: Dansk = "Ingen rækker."
TOM_FORKLARING: Dansk = "– betyder, at tallet ikke findes eller ikke kan bedømmes."

# verdict -> (icon, words); icon, words and colour always stand together
KONKLUSION: dict[str, tuple[str, Dansk]] = {
    "klar": ("✓", "Klar"),
    "klar_med_mangler": ("!", "Klar med mangler"),
    "tom": ("–", "Ingen FFB-ydelser i perioden"),
}

FEJL: dict[str, Dansk] = {
    "mangler_ydelse_uuid": "mangler FFB-ydelse",
    "mangler_tilbud_uuid": "mangler FFB-tilbud",
    "fejl_mapning": "DST-kode passer ikke til ydelse og tilbud",
    "ukendt_uuid": "ukendt UUID",
    "ugyldig_kombination": "ydelse og tilbud kan ikke kombineres",
    "mangler_maalgruppe": "mangler målgruppe",
}
MANGEL: dict[str, Dansk] = {
    "udredningstema": "udredningstema",
    "aktivitet_deltagelse": "aktivitet og deltagelse",
    "funktionsevneniveau": "funktionsevneniveau",
    "stoettebehov": "støttebehov",
    "maaltype": "måltype",
    "progressionsdata": "progressionsdata",
}
OPDELING: dict[str, Dansk] = {
    "paragraf": "Paragraf",
    "system": "System",
    "enhed": "Enhed",
    "maaned": "Startmåned",
    "kun_82": "Kun § 82",
}
UOPLYST: dict[str, Dansk] = {"I alt": "I alt", "Uoplyst": "Uoplyst"}
EJER: dict[str, Dansk] = {
    "sagsbehandler": "sagsbehandler",
    "udfoerer": "udfoerer",
    "faglig_ansvarlig": "faglig ansvarlig",
    "it_leverandoer": "it-leverandør",
    "dst": "dst",
}
ALVOR: dict[str, Dansk] = {
    "blokerende": "blokerende",
    "fejl": "fejl",
    "advarsel": "advarsel",
    "oplysning": "oplysning",
}
STATUS: dict[str, Dansk] = {
    "ny": "ny",
    "fortsat": "fortsat",
    "genopstået": "genopstået",
    "løst": "løst",
    "uafklaret": "uafklaret",
    "kørt": "kørt",
    "ikke kørt": "ikke kørt",
    "ikke relevant": "ikke relevant",
}
# column -> key -> words
VAERDI: dict[str, dict[str, Dansk]] = {
    "fejl": FEJL,
    "mangler": MANGEL,
    "opdeling": OPDELING,
    "paragraf": UOPLYST,
    "vaerdi": UOPLYST,
    "system_status": {"Nuværende": "Nuværende", "Tidligere anvendt": "Tidligere anvendt"},
    "art": {"fuld": "fuld", "løbende": "løbende", "loebende": "løbende"},
    "ejer": EJER,
    "alvor": ALVOR,
    "status": STATUS,
    "enhed": UOPLYST,
    "hvor": {"på begge": "på begge", "kun DST": "kun DST", "kun os": "kun os"},
    "vurdering": {"sandsynlig": "sandsynlig", "mulig": "mulig"},
    "afviger": {
        "start": "start",
        "slut": "slut",
        "hul i leveringen": "hul i leveringen",
        "hul i bevillingen": "hul i bevillingen",
    },
    "slags": {
        "ingen slutdato": "ingen slutdato",
        "slutter efter leverancen": "slutter efter leverancen",
        "slut": "slut",
    },
    "ffb": {"ja": "ja", "nej": "nej"},
}
# column -> words for null, where null is not "cannot be judged"
VAERDI_TOM: dict[str, Dansk] = {"kvartal": "Hele året"}

# the single figures beside a table, in this order; those of `ALTID` are stated even when 0
TAL: dict[str, dict[str, Dansk]] = {
    "tabel1": {
        "uden_dst_kode": "Ydelser uden kendt DST-kode (mapning kan ikke bedømmes)",
        "afledt_dst_kode": "Ydelser, hvor DST-koden er afledt af mapningsvejledningen",
        "ukendt_dst_kode": "Ydelser med en DST-kode, som hverken tabel eller vejledning kender",
        "uden_alt": "Ydelser uden både DST-kode og FFB-ydelse",
        "ukendt_ydelse_uden_dst": "Ydelser uden DST-kode og med ukendt FFB-ydelse (tæller ikke med)",
        "dobbelt_efter_systemskifte": "Ydelser i både et tidligere og et nyere system (talt én gang)",
        "fremmed_kommune": "Ydelser med en anden kommunes kode uden aftale (tæller ikke med)",
    },
    "tabel2": {
        "borgere": "Borgere med mindst én FFB-ydelse",
        "mangler_alle": "Borgere, der mangler alle fem",
        "mangler_alle_andel": "Andel, der mangler alle fem",
    },
}
ALTID = frozenset({"uden_dst_kode", "borgere", "mangler_alle", "mangler_alle_andel"})

INDSTILLING: dict[str, Dansk] = {
    "krav_ff": "Udredningstema kræver funktionsevne og forudsætninger",
    "ikke_vurderet_taeller": "“Ikke vurderet” tæller som indberettet",
    "kladde_taeller": "Kladder tæller som startet",
    "periode_fra": "Periode fra",
    "periode_til": "Periode til",
    "pr_dato": "Opgjort pr.",
}
VERSION: dict[str, Dansk] = {
    "program": "Program",
    "katalog": "FFB-katalog",
    "mapning": "Mapningsvejledning",
    "dst_koder": "DST-koder",
}
