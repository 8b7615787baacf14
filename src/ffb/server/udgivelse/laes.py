"""What may be read of a publication: its published text, and nothing else.

Opinion taken: this and the pages for outsiders ask no engine and open no store; a test sees to it.
"""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404

from ffb.server.udgivelse.models import Udgivelse
from ffb.udgivelse.vist import Vist, read_vist

UDEN = ("vist", "husket")


def find_udgivet(navn: str) -> Udgivelse:
    """A publication others may see. Raises Http404."""
    fundet = Udgivelse.objects.defer("husket").filter(navn=navn, tilstand="udgivet").first()
    if fundet is None:
        raise Http404
    return fundet


def find_udgivne() -> list[Udgivelse]:
    """All others may see, the newest period first."""
    return list(Udgivelse.objects.defer(*UDEN).filter(tilstand="udgivet"))


def load_vist(u: Udgivelse) -> Vist:
    """The text, read; kept by its hash, for it never changes."""
    return _read(u.sha256, bytes(u.vist))


@lru_cache(maxsize=8)
def _read(_sha256: str, vist: bytes) -> Vist:
    return read_vist(vist)
