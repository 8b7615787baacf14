"""A Rapporttabel as the templates show it, and what stands behind each column: the rule and the SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ffb.engine.sqlfil import load_sqlfiler
from ffb.rapport.resultat import Rapporttabel
from ffb.render import overblik
from ffb.render.format import er_tal
from ffb.rules.virkning import RETTELSER

# the rule that finds what a column of Tabel 1 or a row of Tabel 2 counts (tests/rules/test_celle_er_fund.py)
REGEL_BAG = {rettelse.celle: id_ for id_, rettelse in RETTELSER.items()}
TAELLER = frozenset({"antal", "andel", "tal"})
LANGT = 24  # a name longer than this may break over lines


@dataclass(frozen=True, slots=True)
class Vistcelle:
    """Text, look (`tekst`, `kode`, `tal`, `nul`, `fejl`, `tom`), and where a click leads."""

    tekst: str
    art: str
    er_tal: bool
    url: str = ""


@dataclass(frozen=True, slots=True)
class Visning:
    """A table ready for `_tabel.html`."""

    navn: str
    titel: str
    svar: str
    hoveder: list[tuple[str, bool]]
    raekker: list[list[Vistcelle]]
    noter: list[str]
    total: bool

    @property
    def antal(self) -> int:
        return len(self.raekker)

    @property
    def krop(self) -> SafeString:
        """The rows as HTML. Written here and not in the template: 6,000 cells cost it a tenth of a second."""
        linjer = []
        for nr, raekke in enumerate(self.raekker, start=1):
            sidst = ' class="total"' if self.total and nr == len(self.raekker) else ""
            celler = (_foerste(c) if i == 0 else _celle(c) for i, c in enumerate(raekke))
            linjer.append(f"<tr{sidst}>{''.join(celler)}</tr>")
        return mark_safe("".join(linjer))  # noqa: S308 - every text and address is escaped below


def _foerste(c: Vistcelle) -> str:
    tekst = escape(c.tekst)
    indhold = f'<a href="{escape(c.url)}">{tekst}</a>' if c.url else tekst
    bredt = ' class="ord"' if len(c.tekst) > LANGT else ""
    return f'<th scope="row"{bredt}>{indhold}</th>'


def _celle(c: Vistcelle) -> str:
    indhold = str(escape(c.tekst))
    if c.url:
        fejl = ' class="fejltal"' if c.art == "fejl" else ""
        indhold = f'<a href="{escape(c.url)}"{fejl}>{indhold}</a>'
    elif c.art == "nul":
        indhold = f'<span class="nul">{indhold}</span>'
    elif c.art == "kode":
        indhold = f"<code>{indhold}</code>"
    return f'<td class="tal">{indhold}</td>' if c.er_tal else f"<td>{indhold}</td>"


def build_visning(tabel: Rapporttabel, url: Callable[[str, dict[str, Any]], str] | None = None) -> Visning:
    """The table's words and looks, as every other output has them; counts are links where `url` is given."""
    vis = overblik.kolonner(tabel)
    raekker = []
    for raekke, celler in zip(tabel.raekker, overblik.celler(tabel), strict=True):
        linje = []
        for k, c in zip(vis, celler, strict=True):
            peger = url is not None and k.type == "antal" and raekke[k.navn]
            linje.append(Vistcelle(c.tekst, c.art, er_tal(k), url(k.navn, raekke) if url and peger else ""))
        raekker.append(linje)
    hoveder = [(overblik.kolonnetitel(tabel, k), er_tal(k)) for k in vis]
    return Visning(tabel.navn, tabel.titel, tabel.svar, hoveder, raekker, overblik.noter(tabel), tabel.total)


@cache
def _sql() -> dict[str, str]:
    return {f.navn: f.sql for f in load_sqlfiler("ffb.rapport", "sql")}


def sql_tekster(navne: Iterable[str]) -> list[tuple[str, str]]:
    """The SQL that counts, as it is run."""
    return [(navn, _sql()[navn]) for navn in navne]
