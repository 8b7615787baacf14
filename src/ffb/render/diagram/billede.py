"""From an answer to SVG and PNG: the chart's JSON filled in, drawn, and put in the frame.

In the JSON `@navn` is a colour of the theme, `$kolonne` the words of a column, `$ord:tekst` a word of the
header, and `{"$bred": …, "$smal": …}` what fits the width. The rows come as they are, and each number also as
people read it (`<kolonne>_tekst`), so the picture and the table cannot differ. The question, the finding as
title, what was chosen, coverage and source stand around it.
"""

from __future__ import annotations

import base64
import re
import textwrap
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from ffb.analyses import Analyseresultat
from ffb.errors import BrugsFejl
from ffb.render.diagram.tema import BREDDE, FONT, KANT, PALET, Form, Tone, find_farve, make_config
from ffb.render.format import er_tom, rens, vaerdi_tekst
from ffb.sprog import _, heltal, procent, sprog

VL_VERSION = "6.4"
LOCALE: dict[str, Any] = {"da": "da-DK", "en": "en-GB"}
TEGN = 0.5  # em: what a letter of Arial takes on average, a little more than it does
UDVALG_LINJER = 3
MOERKE = {farve.encode(): PALET["moerk"][navn].encode() for navn, farve in PALET["lys"].items()}
FARVER = re.compile(b"|".join(MOERKE))


@dataclass(frozen=True, slots=True)
class Linje:
    """A line of text in the frame: px size, weight, colour, and the room above it."""

    tekst: str
    stoerrelse: int
    farve: str
    fed: bool = False
    luft: int = 4


def til_svg(resultat: Analyseresultat, tone: Tone = "lys", form: Form = "hel") -> bytes:
    """The chart in its frame, with the sentence as alternative text.

    Raises:
        BrugsFejl: there is nothing to draw; says why. An empty chart is never drawn.
    """
    if resultat.tom or not resultat.vist.raekker or resultat.analyse.diagram is None:
        raise BrugsFejl(
            _("{id}: der er intet at tegne. {hvorfor}", id=resultat.analyse.id, hvorfor=resultat.tom or "")
        )
    return _ramme(resultat, tegn(build_spec(resultat, tone, form)), tone, form).encode()


def til_moerk(svg: bytes) -> bytes:
    """A drawing of the tone `lys` in the dark one: a tenth of a second less than drawing it again.

    Only where each colour is one of the theme's and none is mixed of them (a ramp of many steps is)."""
    return FARVER.sub(lambda fundet: MOERKE[fundet[0]], svg)


def make_figur(bred: bytes, smal: bytes | None = None) -> dict[str, str]:
    """Drawings in the light tone as the addresses of a page's figure, the pictures in themselves, each in two
    tones. Without `smal` the page has one drawing for every width."""
    toner = {"lys": bred, "moerk": til_moerk(bred)}
    if smal is not None:
        toner |= {"lys_smal": smal, "moerk_smal": til_moerk(smal)}
    return {n: "data:image/svg+xml;base64," + base64.b64encode(svg).decode() for n, svg in toner.items()}


def til_png(resultat: Analyseresultat, tone: Tone = "lys", skala: float = 2.0) -> bytes:
    """The same picture as pixels, `skala` per px. Raises BrugsFejl as `til_svg`."""
    import vl_convert

    svg = til_svg(resultat, tone).decode()
    png: bytes = vl_convert.svg_to_png(svg, scale=skala)
    return png


def build_spec(resultat: Analyseresultat, tone: Tone, form: Form = "hel") -> dict[str, Any]:
    """The chart's JSON with rows, words, colours and the theme in it."""
    spec: dict[str, Any] = _fyld(_tilpas(resultat.analyse.diagram, form), resultat, tone)
    spec["$schema"] = "https://vega.github.io/schema/vega-lite/v6.json"
    spec["data"] = {"values": [_datum(resultat, r) for r in resultat.vist.raekker]}
    if not {"facet", "hconcat", "vconcat", "concat", "repeat"} & set(spec):
        spec.setdefault("width", BREDDE[form] - 2 * KANT)
        spec.setdefault("autosize", {"type": "fit-x", "contains": "padding"})
    spec["padding"] = 0
    spec["config"] = make_config(tone, form) | spec.get("config", {})
    return spec


def _tilpas(knude: Any, form: Form) -> Any:
    """The chart's JSON for this width."""
    if isinstance(knude, list):
        return [_tilpas(v, form) for v in knude]
    if not isinstance(knude, dict):
        return knude
    if knude.keys() == {"$bred", "$smal"}:
        return knude["$bred" if BREDDE[form] == BREDDE["hel"] else "$smal"]
    return {navn: _tilpas(v, form) for navn, v in knude.items()}


def _fyld(knude: Any, resultat: Analyseresultat, tone: Tone) -> Any:
    if isinstance(knude, dict):
        return {navn: _fyld(v, resultat, tone) for navn, v in knude.items()}
    if isinstance(knude, list):
        return [_fyld(v, resultat, tone) for v in knude]
    if isinstance(knude, str) and knude.startswith("@"):
        return find_farve(knude[1:], tone)
    if isinstance(knude, str) and knude.startswith("$ord:"):
        tekst = knude.removeprefix("$ord:")
        return resultat.analyse.tekst().ord.get(tekst, tekst)
    if isinstance(knude, str) and knude.startswith("$"):
        return {k.navn: k.titel[sprog()] for k in resultat.analyse.kolonner}[knude[1:]]
    return knude


def _datum(resultat: Analyseresultat, raekke: dict[str, Any]) -> dict[str, Any]:
    """A row for Vega: numbers as numbers, and as text; text without control signs."""
    ud: dict[str, Any] = {}
    for k in resultat.tabel.kolonner:
        v = raekke[k.navn]
        if k.type in ("antal", "andel", "tal"):
            ud[k.navn] = float(v) if isinstance(v, Decimal) else v
            ud[f"{k.navn}_tekst"] = "–" if er_tom(v) else vaerdi_tekst(k, v)
        elif k.type == "dato":
            ud[k.navn] = None if v is None else str(v)
            ud[f"{k.navn}_tekst"] = "–" if er_tom(v) else vaerdi_tekst(k, v)
        else:
            ud[k.navn] = rens(v) if isinstance(v, str) else v
    return ud


def warm_tegner() -> None:
    """Draw nothing once: starting the engine of the drawings takes a second, drawing a tenth of one."""
    tegn({"data": {"values": [{"a": 1}]}, "mark": "point", "encoding": {"x": {"field": "a"}}})


def tegn(spec: dict[str, Any]) -> str:
    """A Vega-Lite chart as SVG, in the language in use."""
    import vl_convert

    locale = LOCALE[sprog()]
    svg: str = vl_convert.vegalite_to_svg(
        spec, vl_version=VL_VERSION, allowed_base_urls=[], format_locale=locale, time_format_locale=locale
    )
    return svg


# -- the frame ------------------------------------------------------------------------------------------


def _ramme(resultat: Analyseresultat, tegning: str, tone: Tone, form: Form) -> str:
    """Question, finding, chart, coverage and source under each other; the drawing keeps its own size."""
    bredde_, hoejde_ = _maal(tegning)
    bredde = max(BREDDE[form], round(bredde_) + 2 * KANT)
    top, y = _skriv(_over(resultat, tone, form), KANT if form == "hel" else 4, bredde)
    y += 12
    indre = re.sub(r"<svg ", f'<svg x="{KANT}" y="{y}" ', tegning, count=1)
    bund, slut = _skriv(_under(resultat, tone) if form != "kort" else [], y + round(hoejde_) + 12, bredde)
    hoejde = slut + KANT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{bredde}" height="{hoejde}" '
        f'viewBox="0 0 {bredde} {hoejde}" role="img" font-family="{FONT}">'
        f"<title>{escape(rens(resultat.titel))}</title><desc>{escape(rens(resultat.saetning))}</desc>"
        f'<rect width="{bredde}" height="{hoejde}" fill="{find_farve("bund", tone)}"/>'
        f"{top}{indre}{bund}</svg>\n"
    )


def _maal(svg: str) -> tuple[float, float]:
    fundet = re.search(r'<svg[^>]*? width="([\d.]+)"[^>]*? height="([\d.]+)"', svg)
    if fundet is None:
        raise RuntimeError("vl-convert gav en SVG uden mål")
    return float(fundet[1]), float(fundet[2])


def _over(resultat: Analyseresultat, tone: Tone, form: Form) -> list[Linje]:
    svag, tekst = find_farve("svag", tone), find_farve("tekst", tone)
    udvalg = " · ".join(f"{navn}: {ord_}" for navn, ord_ in resultat.udvalg)
    overskrift = [Linje(resultat.titel, 13, svag), Linje(resultat.saetning, 18, tekst, fed=True, luft=6)]
    valgt = [Linje(textwrap.shorten(udvalg, 110 * UDVALG_LINJER, placeholder=" …"), 12, svag, luft=6)]
    return {"hel": [*overskrift, *valgt], "kort": []}.get(form, valgt)


def _under(resultat: Analyseresultat, tone: Tone) -> list[Linje]:
    svag = find_farve("svag", tone)
    dele = [daekning_tekst(resultat)] if resultat.daekning else []
    foran = [Linje(n, 12, find_farve("tekst", tone), fed=True) for n in resultat.noter]
    return [
        *foran,
        *(Linje(d, 12, svag) for d in dele),
        Linje(_("Kilde: {kilde}.", kilde=resultat.analyse.tekst().kilde), 12, svag),
    ]


def daekning_tekst(resultat: Analyseresultat) -> str:
    """`Dækning: borgere med et tema 93,1 % (217 af 233)`."""
    dele = [
        f"{d.tekst} {procent(d.andel) if d.andel is not None else '–'} "
        + _("({antal} af {af})", antal=heltal(d.antal), af=heltal(d.af))
        for d in resultat.daekning
    ]
    return _("Dækning: {dele}.", dele="; ".join(dele))


def _skriv(linjer: list[Linje], y: int, bredde: int) -> tuple[str, int]:
    """Text elements from `y` down, broken to the width; and where they end."""
    ud = []
    for linje in linjer:
        plads = int((bredde - 2 * KANT) / (linje.stoerrelse * TEGN * (1.08 if linje.fed else 1)))
        y += linje.luft
        for stykke in _ombryd(_sammen(rens(linje.tekst)), plads, jaevnt=linje.fed):
            y += round(linje.stoerrelse * 1.3)
            vaegt = ' font-weight="bold"' if linje.fed else ""
            ud.append(
                f'<text x="{KANT}" y="{y}" font-size="{linje.stoerrelse}"{vaegt} fill="{linje.farve}">'
                f"{escape(stykke)}</text>"
            )
    return "".join(ud), y


def _ombryd(tekst: str, plads: int, *, jaevnt: bool) -> list[str]:
    """Lines of at most `plads` letters; `jaevnt` = of about the same length, and not one word at the end."""
    linjer = textwrap.wrap(tekst, plads)
    if not jaevnt or len(linjer) < 2:
        return linjer
    smalleste = next(w for w in range(plads // 2, plads + 1) if len(textwrap.wrap(tekst, w)) == len(linjer))
    return textwrap.wrap(tekst, smalleste)


def _sammen(tekst: str) -> str:
    """A number and its sign, and § and its number, are not parted at a line's end."""
    return re.sub(r"(?<=\d) (?=%)|(?<=§) (?=\d)", "\u00a0", tekst)
