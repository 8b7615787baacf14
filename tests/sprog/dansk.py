"""Find Danish in what should be English: the words of the Danish texts that no English text uses.

Data (terms, names of the demo), column names and DST's official words beside the English are no fault.
"""

from __future__ import annotations

import re
from functools import cache

from ffb.begreber import katalog_list
from ffb.cli import app
from ffb.cli.hjaelp import build_kommando
from ffb.sprog import load_katalog

ORD = re.compile(r"\w+")
STIER = re.compile(r"\S*[/\\]\S*|\b\w+\.(csv|xlsx|json|pdf|html)\b\S*")
# words of keys, of delivered values and of the demo's made-up names
DATA = frozenset(
    {"demo", "demokommune", "enhed", "sagsbehandler", "kontakt", "kontakter", "udfører", "kommune"}
)
DATA |= {"fil_id", "gammelt", "socialsystem", "ydelse", "tilbud", "koder"}
SMAAORD = frozenset({"ikke", "der", "som", "har", "og"})  # Danish, though terms have them too


def iter_kommandoer(kommando, navn=()):
    yield navn, kommando
    for under in getattr(kommando, "commands", {}).values():
        yield from iter_kommandoer(under, (*navn, under.name))


def valgnavne(kommando) -> set[str]:
    return {o for p in kommando.params for valg in p.opts for o in ORD.findall(valg)}


KOMMANDOER = [navn for navn, _ in iter_kommandoer(build_kommando(app))]


@cache
def danske_ord() -> frozenset[str]:
    """The words that give Danish away."""
    katalog = load_katalog()
    dansk = {o for tekst in katalog for o in ORD.findall(re.sub(r"\{.*?\}", "", tekst).lower())}
    engelsk = {o for svar in katalog.values() for tekst in svar for o in ORD.findall(tekst.lower())}
    termer = {o for k in katalog_list() for b in k.begreb_list for o in ORD.findall(b.term.lower())}
    navne = {o for navn, k in iter_kommandoer(build_kommando(app)) for o in (*navn, *valgnavne(k))}
    kandidater = dansk - engelsk - DATA - navne - (termer - SMAAORD)
    return frozenset(o for o in kandidater if len(o) > 2)


def find_dansk(tekst: str) -> list[str]:
    """The Danish words of a text; paths and column names left out."""
    ord_ = {o.lower() for o in ORD.findall(STIER.sub(" ", tekst)) if not o.isupper()}
    return sorted(ord_ & danske_ord())
