"""Disclosure control: the one gate everything passes that is shown outside the kommune whose data it is."""

from ffb.diskretionering.port import MINDST, STRENG, Diskretioneret, suppress
from ffb.diskretionering.terning import I_ALT, Celle, Dimension, Koordinat, Terning, fold
from ffb.diskretionering.tidligere import Tidligere

__all__ = [
    "I_ALT",
    "MINDST",
    "STRENG",
    "Celle",
    "Dimension",
    "Diskretioneret",
    "Koordinat",
    "Terning",
    "Tidligere",
    "fold",
    "suppress",
]
