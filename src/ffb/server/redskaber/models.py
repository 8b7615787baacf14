"""An answer of a tool: ordered, computed in the background, kept for some hours."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from ffb.server.sprog import doven


class Redskabssvar(models.Model):
    """What someone asked of a tool, and the answer.

    `data` is encrypted: first the files handed in, then, in their place, the answer with pseudonyms
    (`kuvert`). `noegle`: equal for equal answers; empty where files were handed in, and then only `bruger_id`
    sees it. Not in backups: it can be made again.
    """

    TILSTANDE = [
        ("venter", doven("Beregnes")),
        ("faerdig", doven("Klar")),
        ("fejl", doven("Kunne ikke laves")),
    ]
    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kommune = models.CharField(max_length=4)
    art = models.CharField(max_length=20)
    valg = models.JSONField(default=dict)  # dates, systems, column names; nothing of a person
    noegle = models.CharField(max_length=64, blank=True)
    af = models.CharField(max_length=200)
    bruger_id = models.BigIntegerField(null=True)
    tid = models.DateTimeField(default=timezone.now)
    udloeber_tid = models.DateTimeField()
    opgave_nr = models.BigIntegerField(null=True)
    tilstand = models.CharField(max_length=10, default="venter", choices=TILSTANDE)
    fejl = models.JSONField(default=list)  # [{"sted", "hvad", "goer"}]
    data = models.BinaryField(default=bytes)

    class Meta:
        ordering = ["-tid"]
        indexes = [models.Index(fields=["kommune", "art", "noegle"])]

    def __str__(self) -> str:
        return f"{self.art} {self.uuid}"
