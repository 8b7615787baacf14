"""Data for BI tools: a star schema of all that counts, as Parquet or CSV, with its data dictionary.

Rows of persons: only for the kommune that owns them. What others may have is an udgivelse.
"""

from ffb.eksport.koer import build_stjerne
from ffb.eksport.skriv import FORMATER, make_filer, parse_formater, write_mappe
from ffb.eksport.tabeller import Eksportfelt, Eksporttabel, load_tabeller

__all__ = [
    "FORMATER",
    "Eksportfelt",
    "Eksporttabel",
    "build_stjerne",
    "load_tabeller",
    "make_filer",
    "parse_formater",
    "write_mappe",
]
