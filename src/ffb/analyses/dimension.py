"""What an analysis can be narrowed to: the dimensions, their values, and how a person may write them.

A value is a code, or the concept's name; `(Tom)` is where the information is missing. Unknown values are all
told at once, with what there is to choose from. Source: 5-viden, filters.
"""

from __future__ import annotations

import difflib
import re
from functools import cache

from ffb.begreber import PARAGRAF_RAEKKEFOELGE, Begreb, katalog_list, kommune_list
from ffb.begreber.soeg import fold
from ffb.sprog import Dansk, _

DIMENSIONER: dict[str, Dansk] = {
    "kommune": "Kommune",
    "paragraf": "Paragraf",
    "ydelse": "Ydelse",
    "tilbud": "Tilbud",
    "maalgruppe": "Målgruppe",
    "stoettebehov": "Støttebehov",
    "overtema": "Overtema",
    "undertema": "Undertema",
    "koen": "Køn",
    "alder": "Alder",
}
TOM, TOM_ORD = "", "(Tom)"
ARTER = {
    "ydelse": ("ydelse",),
    "tilbud": ("tilbud",),
    "maalgruppe": ("maalgruppe",),
    "overtema": ("ff_overtema", "omgivelse_overtema", "ad_overtema"),
    "undertema": ("ff_undertema", "omgivelse_undertema", "ad_undertema"),
}
UDEN_TOM = frozenset({"kommune", "paragraf", "overtema", "undertema"})  # never missing in a row that counts
KOEN: dict[str, Dansk] = {"K": "Kvinder", "M": "Mænd"}
ALDERSGRUPPER = ((0, 17), (18, 29), (30, 39), (40, 49), (50, 64), (65, 120))
ALDER = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?")
FORSLAG = 3


@cache
def vaerdier(dimension: str) -> dict[str, str]:
    """Code -> Danish name, in the order people read them; `alder` has groups, which are ranges."""
    match dimension:
        case "kommune":
            ud = {k.kode: k.navn for k in kommune_list()}
        case "paragraf":
            ud = {p: p for p in (*PARAGRAF_RAEKKEFOELGE, "Uoplyst")}
        case "stoettebehov":
            niveauer = {
                str(b.vaerdi): b.term for b in _begreber(("stoettebehovsniveau",)) if b.vaerdi is not None
            }
            ud = dict(sorted(niveauer.items()))
        case "koen":
            ud = dict(KOEN)
        case "alder":
            ud = {f"{fra}-{til}": f"{fra}-{til}" for fra, til in ALDERSGRUPPER}
        case _:
            begreber = {b.kode: b.term for b in _begreber(ARTER[dimension])}
            ud = dict(sorted(begreber.items(), key=lambda par: (fold(par[1]), par[0])))
    return ud if dimension in UDEN_TOM else {**ud, TOM: TOM_ORD}


def _begreber(arter: tuple[str, ...]) -> list[Begreb]:
    return [b for k in katalog_list() if k.id.startswith("ffb/") for art in arter for b in k.art(art)]


def vaerdi_navn(dimension: str, kode: str) -> str:
    """What a value is called in the language in use."""
    return _(vaerdier(dimension).get(kode, kode))


def find_vaerdi(dimension: str, sagt: str) -> tuple[tuple[str, ...], str | None]:
    """(the codes a person means, None) or ((), what is wrong and what there is to choose from)."""
    tekst = sagt.strip()
    if tekst.casefold() in ("(tom)", "tom", "(empty)") and dimension not in UDEN_TOM:
        return (TOM,), None
    if dimension == "alder":
        return _find_alder(tekst)
    kendte = vaerdier(dimension)
    foldet = _fold_som(dimension, tekst)
    fundne = tuple(
        k for k, navn in kendte.items() if foldet in (_fold_som(dimension, k), _fold_som(dimension, navn))
    )
    if fundne:
        return fundne, None
    if dimension == "paragraf" and re.fullmatch(r"§ ?\d.*", tekst):
        return (re.sub(r"^§ ", "§", tekst),), None  # the installation's own table of DST-koder may have more
    return (), _ukendt(dimension, tekst, list(kendte.values()))


def _fold_som(dimension: str, tekst: str) -> str:
    foldet = fold(tekst)
    if dimension == "paragraf":
        return re.sub(r"[§ .]", "", foldet)
    return foldet.zfill(4) if dimension == "kommune" and foldet.isdigit() else foldet


def _find_alder(tekst: str) -> tuple[tuple[str, ...], str | None]:
    fundet = ALDER.fullmatch(tekst)
    if fundet:
        fra = int(fundet[1])
        til = int(fundet[2]) if fundet[2] else fra
        if fra <= til <= ALDERSGRUPPER[-1][1]:
            return tuple(str(aar) for aar in range(fra, til + 1)), None
    return (), _("Alder: skriv et tal eller et interval fra 0 til 120, fx 18-29.")


def _ukendt(dimension: str, tekst: str, navne: list[str]) -> str:
    """The value itself is the user's own word for a concept, never a row's."""
    naere = difflib.get_close_matches(fold(tekst), [fold(n) for n in navne], FORSLAG, 0.5)
    forslag = [n for n in navne if fold(n) in naere][:FORSLAG] or (
        navne if len(navne) <= 12 else navne[:FORSLAG]
    )
    return _(
        "{dimension}: »{sagt}« findes ikke. Vælg fx {forslag}.",
        dimension=_(DIMENSIONER[dimension]),
        sagt=tekst[:60],
        forslag=", ".join(_(f) for f in forslag),
    )
