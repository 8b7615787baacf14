"""The texts of the server's templates, and the words in them that no language can be put on.

A text is the literal of `{% t %}`, the two of `{% tn %}`, a literal before `|t` or `|gemt`, and the pair of
`|antal:"ydelse,ydelser"`. Everything else a reader would see (words between tags, in the attributes that are
read aloud, and in literals that look like words) is a fault, unless it stands in an element with lang="da".
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.template.base import Lexer, Token, TokenType

ORD = re.compile(r"[A-Za-zÆØÅæøå]{2}")
# names and codes that are the same in every language
NAVNE = re.compile(
    r"\b(FFB|CPR|CSV|DST|SQL|FHIR|XLSX|IDEP|PDF|JSON|ZIP|UUID|SHA|ffb verificer|fil_id|Microsoft|Google)\b"
)
LITERAL = re.compile(r""""((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'""")
TEKSTFILTER = re.compile(r"\|(t|gemt)\b")
LAEST_OP = re.compile(r"""\b(?:aria-label|title|placeholder|alt|data-bekraeft)=("[^"]*"|'[^']*')""")
# elements whose words are data, or no words
UDENFOR = re.compile(
    r"""<(script|style)\b.*?</\1>|<(\w+)[^>]*\slang="da"[^>]*>.*?</\2>|<!--.*?-->|<!doctype[^>]*>""",
    re.DOTALL | re.IGNORECASE,
)
MAERKE = re.compile(r"<[^>]*>")
# a literal of a tag that reads like words, not like a name, a format or an address
SOM_ORD = re.compile(r"[æøåÆØÅ]|^[A-ZÆØÅ][a-zæøå]{2,}|[a-zæøå]{2,} [a-zæøå]{2,}")
ATTRIBUTTER = "{# attributter #}"  # a template that is a piece of a tag begins so
HUL = "\x00"  # where a tag of Django stood


@dataclass(frozen=True, slots=True)
class Skabelontekst:
    """A text of a template: with a plural where it is counted, and the names of the values it is given."""

    sted: str
    ental: str
    flertal: str | None = None
    felter: frozenset[str] | None = None  # None: it is given none, so its braces are not looked at


def iter_skabeloner(mappe: Path) -> Iterator[tuple[str, str]]:
    """(place, source) of every template: pages and mails."""
    for sti in sorted(mappe.rglob("*")):
        if sti.suffix in (".html", ".txt"):
            yield f"server/skabeloner/{sti.relative_to(mappe).as_posix()}", sti.read_text(encoding="utf-8")


def find_tekster(sted: str, kilde: str) -> Iterator[Skabelontekst]:
    """The texts of one template."""
    for token in Lexer(kilde).tokenize():
        if token.token_type in (TokenType.BLOCK, TokenType.VAR):
            yield from _tekster(sted, token)


def _tekster(sted: str, token: Token) -> Iterator[Skabelontekst]:
    indhold = token.contents
    tag = indhold.partition(" ")[0]
    if token.token_type == TokenType.BLOCK and tag in ("t", "tn"):
        bits = token.split_contents()[1:]
        felter = frozenset(b.partition("=")[0] for b in bits if re.match(r"\w+=", b))
        literaler = [_literal(b) for b in bits if LITERAL.fullmatch(b)]
        if tag == "t" and literaler:
            yield Skabelontekst(sted, literaler[0], None, felter)
        elif tag == "tn" and len(literaler) == 2:
            yield Skabelontekst(sted, literaler[0], literaler[1], felter | {"antal"})
    for fundet in LITERAL.finditer(indhold):
        foer, efter = indhold[: fundet.start()], indhold[fundet.end() :]
        tekst = _literal(fundet[0])
        if foer.endswith("|antal:"):
            ental, _, flertal = tekst.partition(",")
            yield Skabelontekst(sted, ental, flertal)
        elif TEKSTFILTER.match(efter):
            yield Skabelontekst(sted, tekst)


def _literal(bit: str) -> str:
    return re.sub(r"\\(.)", r"\1", bit[1:-1])


def find_loese_ord(sted: str, kilde: str) -> Iterator[str]:
    """Words a reader sees that are in no text."""
    if kilde.startswith(ATTRIBUTTER):
        return
    tokens = Lexer(kilde).tokenize()
    linje = 1
    raa = ""
    for token in tokens:
        if token.token_type == TokenType.TEXT:
            raa += token.contents
        else:
            yield from _loese_literaler(f"{sted}:{linje}", token)
            raa += HUL
        linje = (token.lineno or linje) + token.contents.count("\n")
    synligt = UDENFOR.sub(" ", raa)
    laest = [m[1][1:-1] for m in LAEST_OP.finditer(synligt)]
    for stykke in [*MAERKE.sub(HUL, synligt).split(HUL), *(s for v in laest for s in v.split(HUL))]:
        ord_ = NAVNE.sub("", html.unescape(stykke)).strip()
        if ORD.search(ord_):
            yield f"src/ffb/{sted}: ord uden for {{% t %}}: »{' '.join(stykke.split())[:60]}«"


def _loese_literaler(sted: str, token: Token) -> Iterator[str]:
    indhold = token.contents
    if token.token_type == TokenType.COMMENT or indhold.startswith(("t ", "tn ")):
        return
    for fundet in LITERAL.finditer(indhold):
        foer, efter = indhold[: fundet.start()], indhold[fundet.end() :]
        sammenlignes = re.search(r"(==|!=|\bin)\s*$", foer)
        er_tekst = foer.endswith("|antal:") or TEKSTFILTER.match(efter) or sammenlignes
        if not er_tekst and SOM_ORD.search(_literal(fundet[0])):
            yield f"src/ffb/{sted}: ord uden for {{% t %}}: »{_literal(fundet[0])[:60]}«"
