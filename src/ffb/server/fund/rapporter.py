"""A Rapport as bytes in the database, and back again without loss."""

from __future__ import annotations

import zlib
from decimal import Decimal

import msgspec

from ffb.rapport.bag import Bag
from ffb.rapport.resultat import Rapport, Rapporttabel

DECIMALER = frozenset({"andel", "tal"})


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
