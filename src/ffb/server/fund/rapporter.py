"""A Rapport as bytes in the database, and back again without loss."""

from __future__ import annotations

import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from ffb.rapport.bag import Bag
from ffb.rapport.gemt import gemt_rapport
from ffb.rapport.resultat import Rapport, Rapporttabel
from ffb.sprog import sprog

if TYPE_CHECKING:
    from ffb.server.fund.models import Opgoerelse

DECIMALER = frozenset({"andel", "tal"})


GEMTE = 6  # counts unpacked in memory: a kommune's newest is asked for again and again
_gemte: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
_laas = threading.Lock()


def load_rapport(opgoerelse: Opgoerelse | None) -> Rapport:
    """The report of a count in the language in use; shared between pages, so never to be changed."""
    return _load(opgoerelse, "rapport", lambda data: gemt_rapport(pak_ud(data)))


def load_bag(opgoerelse: Opgoerelse | None) -> Bag:
    """The rows behind the numbers of a count; shared between pages, so never to be changed."""
    return _load(opgoerelse, "bag", pak_bag_ud)


def _load(opgoerelse: Opgoerelse | None, felt: str, aabn: Callable[[bytes], Any]) -> Any:
    """A count is never changed, so what was unpacked once holds; its bytes are fetched only when needed."""
    assert opgoerelse is not None  # pages without a count never come here
    noegle = (felt, sprog(), opgoerelse.pk, opgoerelse.grundlag_noegle, opgoerelse.lavet_tid)
    with _laas:
        if noegle in _gemte:
            _gemte.move_to_end(noegle)
            return _gemte[noegle]
    vaerdi = aabn(getattr(opgoerelse, felt))
    with _laas:
        _gemte[noegle] = vaerdi
        while len(_gemte) > GEMTE:
            _gemte.popitem(last=False)
    return vaerdi


def pak(rapport: Rapport) -> bytes:
    """The report as compressed JSON."""
    return zlib.compress(msgspec.json.encode(rapport), 6)


def pak_ud(data: bytes) -> Rapport:
    """The report again; shares and decimals are Decimal as before."""
    rapport = msgspec.json.decode(zlib.decompress(bytes(data)), type=Rapport)
    for tabel in rapport.tabeller.values():
        restore(tabel)
    return rapport


def pak_bag(bag: Bag) -> bytes:
    """The rows behind the numbers as compressed JSON."""
    return zlib.compress(msgspec.json.encode(bag), 6)


def pak_bag_ud(data: bytes) -> Bag:
    """The rows again; dates as ISO text."""
    return msgspec.json.decode(zlib.decompress(bytes(data)), type=Bag)


def restore(tabel: Rapporttabel) -> None:
    """Shares and decimals of a table from JSON are Decimal again."""
    decimaler = [k.navn for k in tabel.kolonner if k.type in DECIMALER]
    for raekke in tabel.raekker:
        for navn in decimaler:
            if isinstance(raekke.get(navn), str):
                raekke[navn] = Decimal(raekke[navn])
