"""A report or opgørelse that was made in Danish and kept, in the language in use (`ffb.sprog.gemt`).

Figures, keys, names and codes stay; headings, sentences, notes and the cells that hold words are said anew.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ffb.rapport.resultat import Opgoerelse, Rapport, Rapporttabel
from ffb.rules.gemt import gemt_fund
from ffb.sprog import sprog
from ffb.sprog.gemt import gemt

# columns whose cells are words of ours; every other text is what was delivered, or a key
ORDKOLONNER = frozenset(
    {
        "tekst",
        "goer",
        "udfald",
        "aarsag",
        "hvorfor",
        "taler_for",
        "taler_imod",
        "muligheder",
        "afviger",
        "liste",
        "hvor",
    }
)
FUNDKOLONNER = frozenset({"titel", "besked", "goer"})  # where the row names its rule


def gemt_rapport(rapport: Rapport) -> Rapport:
    """The same figures with the words of the language in use; the same object where it is Danish."""
    if sprog() == "da":
        return rapport
    kode, saetning, naeste = rapport.konklusion
    return replace(
        rapport,
        tabeller={navn: gemt_tabel(t) for navn, t in rapport.tabeller.items()},
        versioner={k: _celle(v) for k, v in rapport.versioner.items()},
        konklusion=(kode, gemt(saetning), gemt(naeste)),
        noter=[gemt(n) for n in rapport.noter],
    )


def gemt_opgoerelse(o: Opgoerelse) -> Opgoerelse:
    """As `gemt_rapport`."""
    if sprog() == "da":
        return o
    kode, *saetninger = o.konklusion
    ord_, saetning, naeste = (gemt(s) for s in saetninger)
    return replace(
        o,
        titel=gemt(o.titel),
        konklusion=(kode, ord_, saetning, naeste),
        tabeller={navn: gemt_tabel(t) for navn, t in o.tabeller.items()},
        fakta=[(gemt(navn), gemt(tekst)) for navn, tekst in o.fakta],
        noter=[gemt(n) for n in o.noter],
        forbehold=gemt(o.forbehold),
    )


def gemt_tabel(tabel: Rapporttabel) -> Rapporttabel:
    """A table with its words in the language in use."""
    return replace(
        tabel,
        titel=gemt(tabel.titel),
        svar=gemt(tabel.svar),
        noter=tuple(gemt(n) for n in tabel.noter),
        kolonner=tuple(replace(k, titel=gemt(k.titel)) for k in tabel.kolonner),
        raekker=_raekker(tabel),
    )


def _raekker(tabel: Rapporttabel) -> list[dict[str, Any]]:
    navne = {k.navn for k in tabel.kolonner if k.type in ("tekst", "liste")}
    ord_ = [n for n in ORDKOLONNER if n in navne]
    fund = [n for n in FUNDKOLONNER if n in navne] if any(k.navn == "regel" for k in tabel.kolonner) else []
    if not ord_ and not fund:
        return tabel.raekker
    ud = []
    for r in tabel.raekker:
        oversat = {n: _celle(r.get(n)) for n in ord_} | {n: _fund(r, n) for n in fund}
        ud.append({k: oversat.get(k, v) for k, v in r.items()})
    return ud


def _fund(r: dict[str, Any], navn: str) -> Any:
    tekst = r.get(navn)
    felt, vaerdi = (str(r.get(k) or "–") for k in ("felt", "vaerdi"))
    return gemt_fund(str(r["regel"]), navn, tekst, felt=felt, vaerdi=vaerdi) if tekst else tekst


def _celle(vaerdi: Any) -> Any:
    if isinstance(vaerdi, list):
        return [_celle(v) for v in vaerdi]
    return gemt(vaerdi) if isinstance(vaerdi, str) else vaerdi
