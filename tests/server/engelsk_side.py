"""The words a reader of a page meets, and which of them are Danish."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files

from ffb.sprog.gemt import build_moenster
from ffb.sprog.po import read_kilder

LAEST_OP = ("aria-label", "title", "placeholder", "alt", "data-bekraeft")
TOMME = {"meta", "link", "input", "br", "hr", "img", "option", "source", "wbr"}
UDEN_ORD = {"script", "style", "code", "pre", "textarea"}
ORD = re.compile("[A-Za-zÆØÅæøå]")
# words no English sentence has
SMAAORD = re.compile(
    r"(?<![\w§.&?-])(?:og|ikke|til|af|der|det|med|som|har|fra|ved|eller|blev|skal|jer|hos|dem|ingen|alle|nye|igen|er)(?![\w-])"
)
MINDST = 8  # letters of a text that no data happens to hold


class Laeser(HTMLParser):
    """`stykker`: the texts of a page outside elements with lang="da", and the languages of its root."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stak: list[tuple[str, bool]] = []
        self.stykker: list[str] = []
        self.sprog = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = dict(attrs)
        if tag == "html":
            self.sprog = a.get("lang") or ""
        udenfor = (
            a["lang"] != "en" if "lang" in a else bool(self.stak and self.stak[-1][1])
        ) or tag in UDEN_ORD
        if not udenfor:
            self.stykker += [" ".join(v.split()) for navn in LAEST_OP if (v := a.get(navn))]
        if tag not in TOMME:
            self.stak.append((tag, udenfor))

    def handle_endtag(self, tag: str) -> None:
        while self.stak and any(t == tag for t, _ in self.stak):
            if self.stak.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        tekst = " ".join(data.split())
        if tekst and not (self.stak and self.stak[-1][1]):
            self.stykker.append(tekst)


@cache
def _engelske() -> tuple[str, ...]:
    """English texts that name something Danish: titles of books, words of DST's report."""
    tekst = files("ffb.sprog").joinpath("en.po").read_text(encoding="utf-8")
    alle = {
        en
        for _, _, svar in read_kilder(tekst)
        for en in svar
        if re.search("[æøåÆØÅ]", en) or SMAAORD.search(en)
    }
    return tuple(sorted(alle, key=len, reverse=True))


@cache
def _danske() -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """Source texts that are no English: those without places as one expression, the others one each."""
    tekst = files("ffb.sprog").joinpath("en.po").read_text(encoding="utf-8")
    par = [
        (dansk, engelsk)
        for ental, flertal, svar in read_kilder(tekst)
        for dansk, engelsk in zip((ental, flertal or ""), svar, strict=False)
        if len(ORD.findall(re.sub(r"\{\w*\}", "", dansk))) > MINDST and dansk.lower() != engelsk.lower()
    ]
    engelske = " ".join(en for _, en in par)
    hele = sorted((da for da, _ in par if "{" not in da and da not in engelske), key=len, reverse=True)
    hele_udtryk = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, hele)) + r")(?!\w)")
    return hele_udtryk, tuple(build_moenster(da, en).dansk for da, en in par if re.search(r"\{[a-z]", da))


def find_danske(html: str, data: re.Pattern[str]) -> list[str]:
    """Texts of a page in English that are Danish: a source text of the catalogue, or with a Danish letter.

    Args:
        data: words of deliveries and names, which may be Danish.
    """
    side = Laeser(html)
    assert side.sprog == "en"
    return [stykke for stykke in side.stykker if is_dansk(stykke, data)]


@cache
def is_dansk(stykke: str, data: re.Pattern[str]) -> bool:
    for ord_ in _engelske():
        stykke = stykke.replace(ord_, "")
    rest = data.sub("", stykke)
    hele, moenstre = _danske()
    if SMAAORD.search(rest) or re.search("[æøåÆØÅ]", rest):
        return True
    return bool(hele.search(rest) or any(m.fullmatch(rest) for m in moenstre))
