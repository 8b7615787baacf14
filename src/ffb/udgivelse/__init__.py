"""What others may see: the tables of a period, suppressed jointly, once, and never changed (ADR 0021)."""

from ffb.udgivelse.plan import Plan, Tabelplan, load_plan, parse_plan
from ffb.udgivelse.tael import count_terninger
from ffb.udgivelse.udgiv import Udgivelse, make_udgivelse, read_udgivelse, write_udgivelse

__all__ = [
    "Plan",
    "Tabelplan",
    "Udgivelse",
    "count_terninger",
    "load_plan",
    "make_udgivelse",
    "parse_plan",
    "read_udgivelse",
    "write_udgivelse",
]
