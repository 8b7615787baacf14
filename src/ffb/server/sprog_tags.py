"""Texts in templates: Danish in the template, the language in use on the page (docs/udvikler/texts.md).

`{% t "Tabel {nr} af {i_alt}" nr=nr i_alt=side.antal|tal %}` · `{% tn antal "ydelse" "ydelser" %}` ·
`ord="Intet at vise"|t` where a tag takes a text · `{{ opgave.besked|gemt }}` for what was made in Danish and
kept. Marks and tags of HTML may stand in a text; values are escaped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from ffb import sprog
from ffb.begreber import ART_NAVN
from ffb.rules.gemt import gemt_fund
from ffb.server.sprog import andet_sprog
from ffb.sprog import gemt as sprog_gemt

if TYPE_CHECKING:
    from ffb.server.fund.models import Fund

register = template.Library()


@register.simple_tag(takes_context=True)
def t(context: Context, kildetekst: str, **felter: Any) -> SafeString:
    """A text with its values."""
    return mark_safe(sprog._(kildetekst, **_vaerdier(context, felter)))  # noqa: S308 - our own text, values escaped


@register.simple_tag(takes_context=True)
def tn(context: Context, antal: int, ental: str, flertal: str, **felter: Any) -> SafeString:
    """A text for one or for many; the number stands before it, or where it says {antal}."""
    return mark_safe(sprog.antal_ord(antal, ental, flertal, **_vaerdier(context, felter)))  # noqa: S308


def _vaerdier(context: Context, felter: dict[str, Any]) -> dict[str, Any]:
    return {k: conditional_escape(v) if context.autoescape else v for k, v in felter.items()}


@register.filter("t")
def t_filter(tekst: Any) -> str:
    """A text as the argument of a tag; a value that is none stays as it is."""
    return sprog._(str(tekst))


@register.filter
def gemt(tekst: Any) -> str:
    """A text that was made in Danish and kept."""
    return sprog_gemt.gemt(str(tekst)) if tekst else ""


@register.filter
def fundtekst(fund: Fund, navn: str) -> str:
    """`f|fundtekst:"besked"`: titel, besked, goer or forventet of a finding."""
    return gemt_fund(fund.regel, navn, getattr(fund, navn) or "", felt=fund.felt, vaerdi=fund.vaerdi or "–")


@register.simple_tag
def andet() -> tuple[str, str]:
    """The language one may change to: its code and its name."""
    return andet_sprog()


@register.filter
def regeltitel(regel: str, titel: str) -> str:
    """`f.regel|regeltitel:f.titel`: the rule's title now; the one kept where the rule is gone."""
    return gemt_fund(regel, "titel", titel)


@register.filter
def artnavn(art: str) -> str:
    """The kind of a concept, in words."""
    return sprog._(ART_NAVN.get(art, art))


@register.simple_tag
def sprogkode() -> str:
    """`da` or `en`."""
    return sprog.sprog()
