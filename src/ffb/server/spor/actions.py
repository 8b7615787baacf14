"""Write the trail, and prove that it is whole.

The chain shows a row that was changed, taken out or put in between; that the last rows are gone shows only
against the anchor (`anker`), which lies outside the database.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from ffb.server.database import at_end
from ffb.server.spor.anker import read_anker, write_anker
from ffb.server.spor.models import Spor, SporBorger
from ffb.sprog import _

FOERSTE = "0" * 64
LAAS = 0x5_FFB  # the advisory lock that makes writers of the trail wait for each other
PORTION = 500
LAESES = 2000  # rows read at a time when the chain is proved


def write_spor(
    handling: str,
    *,
    by: Any,
    kommune: str = "",
    formaal: str = "",
    genstand: str = "",
    borgere: Iterable[int] = (),
    **detaljer: Any,
) -> None:
    """Add a row; within `database.skrivning` when the act ends.

    Args:
        by: the person, a Systemnoegle, or a word such as `program`.
        borgere: borger_id of each citizen it was about.
        detaljer: counts and names of files; never a value of a row.
    """
    ider = sorted(set(borgere))
    spor = Spor(
        hvem=who(by)[:200],
        bruger_id=getattr(by, "pk", None) if hasattr(by, "email") else None,
        handling=handling,
        kommune=kommune,
        formaal=formaal[:300],
        genstand=genstand[:120],
        detaljer=detaljer,
        borgere=len(ider),
    )
    at_end(lambda: _append(spor, ider))


def _append(spor: Spor, ider: list[int]) -> None:
    """Give the row its place in the chain."""
    with transaction.atomic(savepoint=False):  # an act without its row in the trail must not stand
        _wait_turn()
        sidste = Spor.objects.order_by("-nr").first()
        spor.nr = sidste.nr + 1 if sidste else 1
        spor.tid = timezone.now()
        spor.forrige_hash = sidste.hash if sidste else FOERSTE
        spor.hash = hash_of(spor, ider)
        spor.save(force_insert=True)
        SporBorger.objects.bulk_create(
            [SporBorger(spor_nr=spor.nr, kommune=spor.kommune, borger_id=b) for b in ider], batch_size=PORTION
        )
        if sidste and timezone.localdate(sidste.tid) != timezone.localdate(spor.tid):
            transaction.on_commit(lambda: write_anker(sidste))


def who(by: Any) -> str:
    """The one who acts, in words."""
    if isinstance(by, str):
        return by
    if hasattr(by, "email"):
        return str(by.email)
    return f"system:{by.system}"


def hash_of(spor: Spor, borgere: list[int]) -> str:
    """SHA-256 over the row's words and the citizens it was about."""
    ord_ = [
        spor.nr, spor.tid.isoformat(), spor.hvem, spor.bruger_id, spor.handling, spor.kommune, spor.formaal,
        spor.genstand, spor.detaljer, borgere, spor.forrige_hash,
    ]  # fmt: skip
    return hashlib.sha256(
        json.dumps(ord_, sort_keys=True, ensure_ascii=False, default=str).encode()
    ).hexdigest()


@dataclass(frozen=True, slots=True)
class Efterproevning:
    """What a proof of the chain gave.

    Args:
        raekker: how many rows were read.
        sidste_nr, sidste_hash: the newest row, to be noted elsewhere.
        ankre: how many anchors were held against it.
        fejl: what is wrong and where, in words; empty when the trail is whole.
    """

    raekker: int
    sidste_nr: int
    sidste_hash: str
    ankre: int
    fejl: tuple[str, ...]


def verify_spor() -> list[str]:
    """What is wrong with the trail, in words; empty when every row follows from the one before."""
    return list(check_spor().fejl)


def check_spor(frem: Callable[[int], None] = lambda _: None) -> Efterproevning:
    """Read every row, follow the chain, hold it against the anchors; `frem` is told how far, in percent."""
    ankre = read_anker()
    fejl: list[str] = []
    forrige, nr, antal = FOERSTE, 0, 0
    i_alt = Spor.objects.order_by("-nr").values_list("nr", flat=True).first() or 1
    for spor, borgere in _read_alle():
        if antal % LAESES == 0:
            frem(min(99, 100 * spor.nr // i_alt))
        fejl += _faults(spor, borgere, forrige, nr + 1)
        if spor.nr in ankre and ankre[spor.nr] != spor.hash:
            fejl.append(_("Række {nr} er en anden end den, ankeret kender.", nr=spor.nr))
        forrige, nr, antal = spor.hash, spor.nr, antal + 1
    fejl += [
        _(
            "Sporet slutter ved række {nr}, men ankeret kender række {anker}: de sidste rækker mangler.",
            nr=nr,
            anker=a,
        )
        for a in ankre
        if a > nr
    ]
    return Efterproevning(antal, nr, forrige, len(ankre), (*fejl, *_strays()))


def _faults(spor: Spor, borgere: list[SporBorger], forrige: str, ventet: int) -> Iterator[str]:
    if spor.nr != ventet:
        nr = str(ventet) if spor.nr == ventet + 1 else f"{ventet}–{spor.nr - 1}"
        yield _("Række {nr} mangler.", nr=nr)
    if spor.forrige_hash != forrige:
        yield _("Række {nr} følger ikke efter den forrige.", nr=spor.nr)
    if spor.hash != hash_of(spor, sorted(b.borger_id for b in borgere)):
        yield _("Række {nr} er ændret.", nr=spor.nr)
    if len(borgere) != spor.borgere or any(b.kommune != spor.kommune for b in borgere):
        yield _("Række {nr}: borgerne er ændret.", nr=spor.nr)


def _read_alle() -> Iterator[tuple[Spor, list[SporBorger]]]:
    """Every row in its order, each with its citizens."""
    fra = 0
    while portion := list(Spor.objects.filter(nr__gt=fra).order_by("nr")[:LAESES]):
        borgere: dict[int, list[SporBorger]] = defaultdict(list)
        for b in SporBorger.objects.filter(spor_nr__gte=portion[0].nr, spor_nr__lte=portion[-1].nr):
            borgere[b.spor_nr].append(b)
        for spor in portion:
            yield spor, borgere.get(spor.nr, [])
        fra = portion[-1].nr


def _strays() -> list[str]:
    """Citizens that belong to no row."""
    loese = SporBorger.objects.exclude(spor_nr__in=Spor.objects.values("nr"))
    return [
        _("Række {nr} findes ikke, men har borgere.", nr=nr)
        for nr in loese.values_list("spor_nr", flat=True).distinct().order_by("spor_nr")[:20]
    ]


def _wait_turn() -> None:
    """One writer at a time. SQLite's transactions are so already (database.SQLITE)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LAAS])
