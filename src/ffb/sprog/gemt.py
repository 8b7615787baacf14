"""A text that was made in Danish and kept, in the language in use.

Counts, findings and receipts are made once, in the background, in Danish; who reads them has a language. The
catalogue is read backwards: the source text a kept one was made from is found by its words, what stood in its
places is taken out, and the English is made of it (ADR 0017). Texts put together of several are taken apart
at their sentences. What no text of the catalogue fits is data and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from string import Formatter

from ffb.sprog import heltal, load_katalog, sprog
from ffb.sprog.po import read_kilder

ORD = re.compile(r"[A-Za-zÆØÅæøå]{2}")
HELTAL = re.compile(r"\d{1,3}(\.\d{3})+")
KOMMATAL = re.compile(r"(\d[\d.]*),(\d+)")
PROCENT = re.compile(r"(\d[\d.]*(?:,\d+)?) %")
DATO = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")
TEGN = ".:;,!"
SIKKERT = 6  # letters that are always there: `{fra} til {til}` fits data too, "Støtte til transport"
SAETNING = re.compile(r"(?<=[.:;!?]) +|(?<=,) +|\n+")


@dataclass(frozen=True, slots=True)
class Moenster:
    """A source text with places: what it looks like when they are filled, and what it is in English."""

    dansk: re.Pattern[str]
    felter: tuple[str, ...]
    engelsk: str
    laengste: str  # the longest piece of it that is always there
    engelsk_ental: str  # where the Danish is the same for one and for many
    sikkert: bool  # says enough to be told from data

    def match(self, tekst: str, felt: Callable[[str], str], /, **egne: str) -> str | None:
        """`tekst` in English if it was made from this.

        Args:
            felt: says in English what stood in a place.
            egne: what the English may name besides.
        """
        fundet = self.dansk.fullmatch(tekst) if self.laengste in tekst else None
        if fundet is None:
            return None
        felter = {**egne, **{navn: felt(fundet[navn]) for navn in self.felter}}
        return (self.engelsk_ental if felter.get("antal") == "1" else self.engelsk).format_map(felter)


def gemt(tekst: str) -> str:
    """`tekst`, made in Danish by this program, in the language in use."""
    return tekst if sprog() == "da" or not ORD.search(tekst) else _hele(tekst, i_plads=False)


@lru_cache(maxsize=8192)
def _hele(tekst: str, *, i_plads: bool) -> str:
    """One text of the catalogue, or several after one another, the longest that fit taken first.

    Args:
        i_plads: it stood in a place of another, and may be data.
    """
    dele, skel = SAETNING.split(tekst), SAETNING.findall(tekst)
    ud, nr = "", 0
    while nr < len(dele):
        for slut in range(len(dele), nr, -1):
            stykke = _saml(dele[nr:slut], skel[nr:])
            engelsk = _een(stykke)
            if engelsk is not None or slut == nr + 1:
                ud += (stykke if engelsk is None else engelsk) + (skel[slut - 1] if slut <= len(skel) else "")
                nr = slut
                break
    if ud == tekst and not i_plads:
        return _find(tekst, sikre=False) or tekst
    return ud


def _saml(dele: Sequence[str], skel: Sequence[str]) -> str:
    return "".join(d + s for d, s in zip(dele, [*skel[: len(dele) - 1], ""], strict=True))


def _een(tekst: str) -> str | None:
    """One text of the catalogue in English, as it is, without the sign it ends in, or with a small letter."""
    if (hel := _find(tekst)) is not None:
        return hel
    uden = tekst.rstrip(TEGN)
    if uden != tekst and (stamme := _find(uden)) is not None:
        return stamme + tekst[len(uden) :]
    lille = _find(tekst[:1].lower() + tekst[1:])
    return lille[:1].upper() + lille[1:] if lille else None


def _find(tekst: str, *, sikre: bool = True) -> str | None:
    if tekst in load_katalog():
        return load_katalog()[tekst][0]
    moenstre = (m for m in _moenstre() if m.sikkert or not sikre)
    return next((svar for m in moenstre if (svar := m.match(tekst, i_felt)) is not None), None)


def i_felt(vaerdi: str) -> str:
    """What stood in a place: a number, a day, a text of the catalogue, else data."""
    if HELTAL.fullmatch(vaerdi):
        return heltal(int(vaerdi.replace(".", "")))
    if fundet := PROCENT.fullmatch(vaerdi):
        return f"{i_felt(fundet[1])}%"
    if fundet := KOMMATAL.fullmatch(vaerdi):
        return f"{i_felt(fundet[1])}.{fundet[2]}"
    if fundet := DATO.fullmatch(vaerdi):
        return f"{fundet[3]}-{fundet[2]}-{fundet[1]}"
    return _hele(vaerdi, i_plads=True) if ORD.search(vaerdi) else vaerdi


@cache
def _moenstre() -> tuple[Moenster, ...]:
    """Every source text with places, those that say most first: `{a}: {b}` fits anything."""
    fundne: dict[str, Moenster] = {}
    for dansk, engelsk in _par():
        if _pladser(dansk) and ORD.search(_faste(dansk)):
            ental = fundne[dansk].engelsk if dansk in fundne else engelsk
            fundne[dansk] = build_moenster(dansk, engelsk, ental)
    return tuple(fundne[dansk] for dansk in sorted(fundne, key=lambda d: (-len(_faste(d)), d)))


def _par() -> Iterator[tuple[str, str]]:
    """Every source text and its English, one before many; those that are counted with their number."""
    tekst = files("ffb.sprog").joinpath("en.po").read_text(encoding="utf-8")
    for ental, flertal, svar in read_kilder(tekst):
        former = (ental,) if flertal is None else (ental, flertal)
        for dansk, engelsk in zip(former, svar, strict=True):
            foran = "" if flertal is None or "{antal}" in dansk else "{antal} "
            yield foran + dansk, foran + engelsk


def build_moenster(dansk: str, engelsk: str, ental: str = "", *, graadig: bool = False) -> Moenster:
    """`{sted} mangler` -> (?P<sted>.+?) mangler. A place named twice holds the same.

    Args:
        graadig: the first places hold as much as they can ("Støtte i hjemmet" i "Botilbud").
    """
    udtryk, felter = "", list[str]()
    for fast, navn, *_ in Formatter().parse(dansk):
        udtryk += re.escape(fast)
        if navn in felter:
            udtryk += f"(?P={navn})"
        elif navn is not None:
            felter.append(navn)
            indhold = r"\d[\d.]*" if navn == "antal" else ".+" if graadig else ".+?"
            udtryk += f"(?P<{navn}>{indhold})"
    faste = [fast for fast, *_ in Formatter().parse(dansk)]
    laengste = max(faste, key=len, default="")
    sikkert = len(re.findall(r"[^\W\d_]", "".join(faste))) >= SIKKERT
    return Moenster(
        re.compile(udtryk, re.DOTALL), tuple(felter), engelsk, laengste, ental or engelsk, sikkert
    )


def _pladser(tekst: str) -> list[str]:
    """Its places by name; one that is numbered is another program's to fill."""
    return [navn for _, navn, *_ in Formatter().parse(tekst) if navn and navn.isidentifier()]


def _faste(tekst: str) -> str:
    return " ".join(fast for fast, *_ in Formatter().parse(tekst))
