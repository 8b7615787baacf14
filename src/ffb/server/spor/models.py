"""One row per act. No foreign keys: the trail outlives what it tells of."""

from __future__ import annotations

from django.db import models


class Spor(models.Model):
    """Who did what, when, why and to whom.

    `hash` = SHA-256 over the former row's hash and this row's own words, so nothing can be changed, taken
    out or put in between without it showing. Updating and deleting is refused by the database itself
    (migration 0002).
    """

    nr = models.BigIntegerField(primary_key=True)
    tid = models.DateTimeField()
    hvem = models.CharField(max_length=200)  # the person's address, `system:<navn>` or `program`
    bruger_id = models.BigIntegerField(null=True)
    handling = models.CharField(max_length=60)
    kommune = models.CharField(max_length=4, blank=True)
    formaal = models.CharField(max_length=300, blank=True)
    genstand = models.CharField(max_length=120, blank=True)  # what it was done to: `leverance:12`
    detaljer = models.JSONField(default=dict)
    borgere = models.IntegerField(default=0)  # how many citizens are in SporBorger
    forrige_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-nr"]
        indexes = [
            models.Index(fields=["kommune", "-nr"]),
            models.Index(fields=["bruger_id", "-nr"]),
            # the newest act of a kind, of each kommune: DST's matrix, the newest proof
            models.Index(fields=["handling", "kommune", "tid"], name="spor_handling"),
        ]

    def __str__(self) -> str:
        return f"Spor {self.nr}"


class SporBorger(models.Model):
    """A citizen whose data were looked at or changed in a row of the trail."""

    spor_nr = models.BigIntegerField(db_index=True)
    kommune = models.CharField(max_length=4)
    borger_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["kommune", "borger_id"])]

    def __str__(self) -> str:
        return f"Spor {self.spor_nr}"
