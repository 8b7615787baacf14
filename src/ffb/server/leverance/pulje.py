"""Bundles that are sent at the same moment are stored in one transaction, each with its own answer.

What a post costs is mostly the transaction: a dozen questions and a wait for the disk, one sender at a time.
So whoever gets to write takes along all that wait; the others find theirs done. A sender is still answered
only when its own bundles are on the disk, and all of a request is stored or none of it. Source: ADR 0018.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ffb.server.database import skrivning
from ffb.server.leverance.aaben import Bundt, add_nye
from ffb.server.leverance.models import System


@dataclass(slots=True)
class Indsending:
    """What one request brings. `nye`: how many of its bundles were new, when it is done."""

    kommune: str
    system: str
    by: Any
    bundter: Sequence[Bundt]
    nye: int | None = None
    fejl: BaseException | None = None

    @property
    def hvem(self) -> tuple[str, str, int]:
        return self.kommune, self.system, self.by.pk


class Pulje:
    """Where requests of this process meet."""

    def __init__(self) -> None:
        self._laas = threading.Lock()
        self._skriver = threading.Lock()
        self._venter: list[Indsending] = []

    def put(self, indsending: Indsending) -> int:
        """Store it, with those that wait beside it; returns how many of its bundles were new.

        Raises:
            Exception: what the transaction ended with; then nothing of it is stored.
        """
        with self._laas:
            self._venter.append(indsending)
        with self._skriver:
            if indsending.nye is None and indsending.fejl is None:
                with self._laas:
                    alle, self._venter = self._venter, []
                _store(alle)
        if indsending.fejl is not None:
            raise indsending.fejl
        assert indsending.nye is not None
        return indsending.nye


PULJE = Pulje()


def _store(alle: list[Indsending]) -> None:
    """All of them, in one transaction; each is told how it went."""
    try:
        with skrivning():
            svar = [
                antal
                for _, gruppe in groupby(sorted(alle, key=lambda i: i.hvem), key=lambda i: i.hvem)
                for antal in _store_gruppe(list(gruppe))
            ]
    except BaseException as fejl:
        for indsending in alle:
            indsending.fejl = fejl
        return
    for indsending, antal in svar:
        indsending.nye = antal


def _store_gruppe(gruppe: list[Indsending]) -> list[tuple[Indsending, int]]:
    """One system's, in the order they came: of two that bring the same bundle, the first has it as new."""
    kommune, navn, _ = gruppe[0].hvem
    system, _ = System.objects.select_for_update(no_key=True).get_or_create(kommune=kommune, navn=navn)
    nye = add_nye(system, [b for i in gruppe for b in i.bundter], by=gruppe[0].by)
    ud = []
    for indsending in gruppe:
        egne = {b.sha256 for b in indsending.bundter} & nye
        nye -= egne
        ud.append((indsending, len(egne)))
    return ud
