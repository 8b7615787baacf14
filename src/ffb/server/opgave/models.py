"""One row per job. A job can be taken again after a crash, so every job must bear being run twice."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

TILSTANDE = ["venter", "koerer", "faerdig", "fejlet"]


class Opgave(models.Model):
    """A piece of work.

    `noegle`: while one with the same key waits, another is not made (many changes, one re-count).
    `lejet_til`: whoever took it must renew before then, or another takes it.
    """

    art = models.CharField(max_length=40)
    noegle = models.CharField(max_length=120, blank=True)
    argumenter = models.JSONField(default=dict)
    kommune = models.CharField(max_length=4, blank=True)
    tilstand = models.CharField(max_length=10, default="venter", choices=[(t, t) for t in TILSTANDE])
    forsoeg = models.IntegerField(default=0)
    arbejder = models.CharField(max_length=60, blank=True)
    lejet_til = models.DateTimeField(null=True)
    fremdrift = models.IntegerField(default=0)  # percent
    besked = models.CharField(max_length=300, blank=True)
    oprettet_tid = models.DateTimeField(default=timezone.now)
    tidligst_tid = models.DateTimeField(default=timezone.now)
    startet_tid = models.DateTimeField(null=True)
    sluttet_tid = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["tilstand", "tidligst_tid"])]
        constraints = [
            models.UniqueConstraint(
                fields=["art", "noegle"],
                condition=models.Q(tilstand="venter") & ~models.Q(noegle=""),
                name="en_ventende_ad_gangen",
            )
        ]

    def __str__(self) -> str:
        return f"{self.art} {self.pk}"
