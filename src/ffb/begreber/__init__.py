"""FFB's concepts: codes, terms, versions, law, kommuner. Knows nothing of deliveries, rules or SQL.

Only the standard library, and nothing heavy at import: `ffb --help` passes through here.
"""

from ffb.begreber.art import (
    ART_NAVN,
    FAG_ART,
    GRUPPE_ART,
    NIVEAU_ART,
    OVERTEMA_ART,
    UNDERTEMA_ART,
    find_art,
)
from ffb.begreber.dst import DstKode, dst_kode_list
from ffb.begreber.forskel import Forskel, find_forskel
from ffb.begreber.katalog import Begreb, Katalog, read_katalog_fil
from ffb.begreber.kode import is_uuid, normaliser_kode
from ffb.begreber.kommune import (
    FaellesIndberetter,
    Kommune,
    faelles_indberetter_list,
    find_kommune,
    kommune_list,
)
from ffb.begreber.levetid import Levetid, find_levetider
from ffb.begreber.sted import DATA_ROD, begreber_mappe, brug_mappe, husk, opfrisk, ved_skift
from ffb.begreber.system import (
    CARE_SOCIAL,
    FFB_SYSTEM,
    FFB_SYSTEM_GAMMEL,
    FSIII_SYSTEM,
    PARAGRAF_RAEKKEFOELGE,
    SNOMED_SYSTEM,
    VAERDISAET,
)
from ffb.begreber.tabeller import reference_aftryk, reference_tabeller
from ffb.begreber.versioner import (
    UkendtKatalog,
    art_kode_list,
    fag_navn_list,
    fag_version_list,
    find_begreb,
    find_perioder,
    katalog_list,
    katalog_navn_list,
    load_about,
    load_katalog,
    load_katalog_paa,
    opslag_list,
    overtema_kode,
    version_list,
)

__all__ = [
    "ART_NAVN",
    "CARE_SOCIAL",
    "DATA_ROD",
    "FAG_ART",
    "FFB_SYSTEM",
    "FFB_SYSTEM_GAMMEL",
    "FSIII_SYSTEM",
    "GRUPPE_ART",
    "NIVEAU_ART",
    "OVERTEMA_ART",
    "PARAGRAF_RAEKKEFOELGE",
    "SNOMED_SYSTEM",
    "UNDERTEMA_ART",
    "VAERDISAET",
    "Begreb",
    "DstKode",
    "FaellesIndberetter",
    "Forskel",
    "Katalog",
    "Kommune",
    "Levetid",
    "UkendtKatalog",
    "art_kode_list",
    "begreber_mappe",
    "brug_mappe",
    "dst_kode_list",
    "faelles_indberetter_list",
    "fag_navn_list",
    "fag_version_list",
    "find_art",
    "find_begreb",
    "find_forskel",
    "find_kommune",
    "find_levetider",
    "find_perioder",
    "husk",
    "is_uuid",
    "katalog_list",
    "katalog_navn_list",
    "kommune_list",
    "load_about",
    "load_katalog",
    "load_katalog_paa",
    "normaliser_kode",
    "opfrisk",
    "opslag_list",
    "overtema_kode",
    "read_katalog_fil",
    "reference_aftryk",
    "reference_tabeller",
    "ved_skift",
    "version_list",
]
