"""The picture of a slice of a published table: bars of what the page shows beside it, and nothing else.

Opinion taken: it is drawn of the lines as they stand in the table, so what is suppressed there is not here:
such a line has its name and the word, and no bar. Shares where there are any, else counts. The order is the
table's; kommuner are not ranked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from ffb.diskretionering import I_ALT
from ffb.render.diagram.billede import tegn
from ffb.render.diagram.tema import BREDDE, Form, find_farve, make_config
from ffb.render.format import rens
from ffb.sprog import _, heltal, procent
from ffb.udgivelse.vist import Linje

HOEJST = 40  # lines: more is a table


def til_udsnit_svg(linjer: Sequence[Linje], saetning: str, form: Form = "side") -> bytes | None:
    """The slice as SVG in the light tone; None where there is nothing to draw, or too much.

    Args:
        linjer: the lines of the table shown; the total is left out.
        saetning: what the slice says; the alternative text.
    """
    grupper = [x for x in linjer if x.kode != I_ALT]
    if not any(x.antal for x in grupper) or len(grupper) > HOEJST:
        return None
    svg = tegn(_build_spec(grupper, form))
    bund = f'<rect width="100%" height="100%" fill="{find_farve("bund", "lys")}"/>'
    tekst = f"<desc>{escape(rens(saetning))}</desc>{bund}"
    hoved, rest = svg.split(">", 1)
    return f"{hoved}>{tekst}{rest}".encode()


def _build_spec(grupper: Sequence[Linje], form: Form) -> dict[str, Any]:
    i_andele = any(x.andel is not None for x in grupper)
    y: dict[str, Any] = {"field": "navn", "type": "nominal", "sort": None, "title": None}
    etiket: dict[str, Any] = {
        "mark": {"type": "text", "align": "left", "dx": 6},
        "encoding": {"text": {"field": "etiket"}},
    }
    farve: dict[str, Any] = {"condition": {"test": "datum.skjult", "value": find_farve("svag", "lys")}}
    etiket["encoding"]["color"] = farve | {"value": find_farve("tekst", "lys")}
    skala = {"range": [0, {"expr": "max(30, width - 130)"}], "nice": False, "domainMin": 0}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": [_datum(nr, x, i_andele) for nr, x in enumerate(grupper)]},
        "width": BREDDE[form],
        "autosize": {"type": "fit-x", "contains": "padding"},
        "height": {"step": 26},
        "padding": 8,
        "encoding": {
            "y": y | {"axis": {"labelExpr": "slice(datum.value, 3)"}},
            "x": {"field": "vaerdi", "type": "quantitative", "axis": None, "scale": skala},
        },
        "layer": [{"mark": {"type": "bar", "height": 18, "color": find_farve("ffb", "lys")}}, etiket],
        "config": make_config("lys", form),
    }


def _datum(nr: int, x: Linje, i_andele: bool) -> dict[str, Any]:
    """A line for Vega; the bar of a suppressed one has no length, and its label says why."""
    vaerdi = x.andel if i_andele else x.antal
    ud: dict[str, Any] = {"navn": f"{nr:03}{rens(x.navn)}", "skjult": x.antal is None, "vaerdi": 0}
    if x.antal is None:
        return ud | {"etiket": "· " + _("skjult")}
    andel = "" if x.andel is None else f" ({procent(x.andel)})"
    return ud | {"vaerdi": float(vaerdi or 0), "etiket": f"{heltal(x.antal)}{andel}"}
