"""Synthetic kommuner with planted errors and a facit that says what the report must find.

`make_demo` writes them, `make_forloeb` month by month; `check_facit` and `check_fund` compare, both ways.
Every kommune is 9001–9098, every CPR has day + 60, every
DST code begins with DEMO-: nothing here can be mistaken for a person, a place or an official code.
"""

from ffb.demo.facit import Afvigelse, Facit, KommuneFacit, check_facit, check_fund, read_facit
from ffb.demo.forloeb import Forloeb, make_forloeb
from ffb.demo.skriv import make_demo
from ffb.demo.verden import PERIODE_FRA, PERIODE_TIL

__all__ = [
    "PERIODE_FRA",
    "PERIODE_TIL",
    "Afvigelse",
    "Facit",
    "Forloeb",
    "KommuneFacit",
    "check_facit",
    "check_fund",
    "make_demo",
    "make_forloeb",
    "read_facit",
]
