"""FFB's concepts: codes, terms, versions, law, kommuner. Knows nothing of deliveries, rules or SQL.

Only the standard library, and nothing heavy at import: `ffb --help` passes through here.
"""

from ffb.begreber.art import ART_NAVN, NIVEAU_ART, OVERTEMA_ART, UNDERTEMA_ART, find_art
from ffb.begreber.dst import DstKode, dst_kode_list
from ffb.begreber.forskel import Forskel, find_forskel
from ffb.begreber.katalog import (
    DATA_ROD,
    Begreb,
    Katalog,
    UkendtKatalog,
    find_begreb,
    katalog_list,
    katalog_navn_list,
    load_katalog,
    load_katalog_paa,
    overtema_kode,
    read_katalog_fil,
    version_list,
)
from ffb.begreber.kode import is_uuid, normaliser_kode
from ffb.begreber.kommune import (
    FaellesIndberetter,
    Kommune,
    faelles_indberetter_list,
    find_kommune,
    kommune_list,
)
from ffb.begreber.system import (
    CARE_SOCIAL,
    FFB_SYSTEM,
    FFB_SYSTEM_GAMMEL,
    FSIII_SYSTEM,
    PARAGRAF_RAEKKEFOELGE,
    SNOMED_SYSTEM,
    VAERDISAET,
)
from ffb.begreber.tabeller import reference_tabeller

__all__ = [
    "ART_NAVN",
    "CARE_SOCIAL",
    "DATA_ROD",
    "FFB_SYSTEM",
    "FFB_SYSTEM_GAMMEL",
    "FSIII_SYSTEM",
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
    "UkendtKatalog",
    "dst_kode_list",
    "faelles_indberetter_list",
    "find_art",
    "find_begreb",
    "find_forskel",
    "find_kommune",
    "is_uuid",
    "katalog_list",
    "katalog_navn_list",
    "kommune_list",
    "load_katalog",
    "load_katalog_paa",
    "normaliser_kode",
    "overtema_kode",
    "read_katalog_fil",
    "reference_tabeller",
    "version_list",
]
