"""What FFB data can tell: one SQL file, one Vega-Lite file and one oracle test per analysis (5-viden).

Opinion taken: the folder is walked, nothing is registered. SQL counts, `resultat` divides, once; so page,
picture, table and file show the same figures. See docs/udvikler/adding.md.
"""

from ffb.analyses.borger import cut_borger, find_borger, find_cpr, narrow_borger
from ffb.analyses.dimension import DIMENSIONER
from ffb.analyses.hoved import Analyse, find_analyse, load_analyser
from ffb.analyses.koer import Analysegrundlag, find_navne, prepare_analyser
from ffb.analyses.resultat import Analyseresultat, Daekning
from ffb.analyses.valg import Analysevalg, parse_valg

__all__ = [
    "DIMENSIONER",
    "Analyse",
    "Analysegrundlag",
    "Analyseresultat",
    "Analysevalg",
    "Daekning",
    "cut_borger",
    "find_analyse",
    "find_borger",
    "find_cpr",
    "find_navne",
    "load_analyser",
    "narrow_borger",
    "parse_valg",
    "prepare_analyser",
]
