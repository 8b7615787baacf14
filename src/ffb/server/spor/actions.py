"""Write the trail, and prove that it is whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from ffb.server.spor.models import Spor, SporBorger

FOERSTE = "0" * 64
LAAS = 0x5_FFB  # the advisory lock that makes writers of the trail wait for each other
PORTION = 500


def write_spor(
    handling: str,
    *,
    by: Any,
    kommune: str = "",
    formaal: str = "",
    genstand: str = "",
    borgere: Iterable[int] = (),
    **detaljer: Any,
) -> Spor:
    """Add a row.

    Args:
        by: the person, a Systemnoegle, or a word such as `program`.
        borgere: borger_id of each citizen it was about.
        detaljer: counts and names of files; never a value of a row.
    """
    ider = sorted(set(borgere))
    with transaction.atomic():
        _wait_turn()
        sidste = Spor.objects.order_by("-nr").first()
        spor = Spor(
            nr=sidste.nr + 1 if sidste else 1,
            tid=timezone.now(),
            hvem=who(by)[:200],
            bruger_id=getattr(by, "pk", None) if hasattr(by, "email") else None,
            handling=handling,
            kommune=kommune,
            formaal=formaal[:300],
            genstand=genstand[:120],
            detaljer=detaljer,
            borgere=len(ider),
            forrige_hash=sidste.hash if sidste else FOERSTE,
        )
        spor.hash = hash_of(spor, ider)
        spor.save(force_insert=True)
        SporBorger.objects.bulk_create(
            [SporBorger(spor_nr=spor.nr, kommune=kommune, borger_id=b) for b in ider], batch_size=PORTION
        )
    return spor


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


def verify_spor() -> list[str]:
    """What is wrong with the trail, in words; empty when every row follows from the one before."""
    fejl = []
    forrige, ventet = FOERSTE, 1
    for spor in Spor.objects.order_by("nr").iterator(chunk_size=2000):
        borgere = _borgere(spor)
        if spor.nr != ventet:
            fejl.append(f"Række {ventet} til {spor.nr - 1} mangler.")
        if spor.forrige_hash != forrige:
            fejl.append(f"Række {spor.nr} følger ikke efter den forrige.")
        if spor.hash != hash_of(spor, borgere):
            fejl.append(f"Række {spor.nr} er ændret.")
        forrige, ventet = spor.hash, spor.nr + 1
    return fejl


def _borgere(spor: Spor) -> list[int]:
    if not spor.borgere:
        return []
    ider = SporBorger.objects.filter(spor_nr=spor.nr).order_by("borger_id")
    return list(ider.values_list("borger_id", flat=True))


def _wait_turn() -> None:
    """One writer at a time. SQLite's transactions are so already (database.SQLITE)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LAAS])
