"""Synthetic kommuner with planted errors and a facit that says what the report must find.

`make_demo` writes them, `check_facit` compares. Every kommune is 9001–9098, every CPR has day + 60, every
DST code begins with DEMO-: nothing here can be mistaken for a person, a place or an official code.
"""

from ffb.demo.facit import Afvigelse, Facit, KommuneFacit, check_facit, read_facit
from ffb.demo.skriv import make_demo
from ffb.demo.verden import PERIODE_FRA, PERIODE_TIL

__all__ = [
    "PERIODE_FRA",
    "PERIODE_TIL",
    "Afvigelse",
    "Facit",
    "KommuneFacit",
    "check_facit",
    "make_demo",
    "read_facit",
]
