"""The language of a request: ours (`ffb.sprog`) and Django's own, chosen in one place (ADR 0017).

What is stored and what leaves the house in the kommune's name is made in Danish whatever the reader's
language: wrap the making of it in `paa_sprog("da")`. What was stored is shown with `ffb.sprog.gemt`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import lazy
from django.utils.translation.trans_real import parse_accept_lang_header

from ffb.sprog import SPROG, Dansk, Sprog, _, brug_sprog, sprog

SPROGCOOKIE = "ffb_sprog"
NAVNE: dict[Sprog, str] = {"da": "Dansk", "en": "English"}
_doven = lazy(_, str)


def doven(tekst: Dansk) -> Any:
    """A text of a form or a model: in the language in use when it is shown, not when it is loaded."""
    return _doven(tekst)


@contextmanager
def paa_sprog(valgt: Sprog) -> Iterator[None]:
    """Ours and Django's texts in `valgt` inside the block."""
    with brug_sprog(valgt), translation.override(valgt):
        yield


def find_sprog(request: HttpRequest) -> Sprog:
    """What the person chose, else what this browser chose here, else what it asks for, else Danish."""
    person = request.user.sprog if request.user.is_authenticated else ""
    oensket = [person, request.COOKIES.get(SPROGCOOKIE, "")]
    oensket += [
        kode[:2] for kode, _vaegt in parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    ]
    return cast(Sprog, next((s for s in oensket if s in SPROG), "da"))


class Sprogvalg:
    """Middleware: the language of the request, for ours and Django's texts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        valgt = find_sprog(request)
        request.LANGUAGE_CODE = valgt
        with paa_sprog(valgt):
            svar = self.get_response(request)
        svar.headers.setdefault("Content-Language", valgt)
        patch_vary_headers(svar, ["Accept-Language", "Cookie"])
        if isinstance(svar, StreamingHttpResponse):
            svar.streaming_content = _stykvis(svar.streaming_content, valgt)
        return svar


def _stykvis(stykker: Iterable[bytes], valgt: Sprog) -> Iterator[bytes]:
    """Pieces made after the request is over, each in its language."""
    kilde = iter(stykker)
    while True:
        with paa_sprog(valgt):
            stykke = next(kilde, None)
        if stykke is None:
            return
        yield stykke


def andet_sprog() -> tuple[Sprog, str]:
    """The language one may change to, and its own name for itself."""
    andet: Sprog = "da" if sprog() == "en" else "en"
    return andet, NAVNE[andet]
