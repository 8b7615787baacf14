"""Versions of catalogues as they were proposed and decided on; the folder is written from the approved."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from ffb.begreber import find_begreb
from ffb.server.sprog import doven

FORESLAAET, GODKENDT, AFVIST, FORTRUDT = "foreslaaet", "godkendt", "afvist", "fortrudt"


class Katalogversion(models.Model):
    """One version of a catalogue, for the whole installation; never changed, only decided on.

    `data` is the version's CSV (`begreber.indfoer.make_csv`), compressed; `noter` what the reader saw.
    """

    TILSTANDE = [
        (FORESLAAET, doven("Venter på godkendelse")),
        (GODKENDT, doven("Godkendt")),
        (AFVIST, doven("Afvist")),
        (FORTRUDT, doven("Fortrudt")),
    ]
    katalog_id = models.CharField(max_length=90)
    titel = models.CharField(max_length=200)
    system = models.CharField(max_length=300, blank=True)
    gaelder_fra = models.DateField(null=True)
    gaelder_til = models.DateField(null=True)
    kilde = models.CharField(max_length=500)
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    antal = models.IntegerField()
    noter = models.JSONField(default=list)
    tilstand = models.CharField(max_length=10, default=FORESLAAET, choices=TILSTANDE)
    foreslaaet_tid = models.DateTimeField(default=timezone.now)
    foreslaaet_af = models.CharField(max_length=200)
    afgjort_tid = models.DateTimeField(null=True)
    afgjort_af = models.CharField(max_length=200, blank=True)
    fortrudt_tid = models.DateTimeField(null=True)
    fortrudt_af = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-foreslaaet_tid", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["katalog_id"],
                condition=models.Q(tilstand__in=[FORESLAAET, GODKENDT]),
                name="katalogversion_levende_een_gang",
            ),
            models.CheckConstraint(
                condition=~models.Q(tilstand=GODKENDT)
                | (models.Q(afgjort_tid__isnull=False) & ~models.Q(afgjort_af=models.F("foreslaaet_af"))),
                name="katalogversion_to_personer",
            ),
        ]

    def __str__(self) -> str:
        return self.katalog_id


class Lokalterm(models.Model):
    """A term of a kommune's own under an official concept; its id is no code, and is never sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kommune = models.CharField(max_length=4)
    over_kode = models.CharField(max_length=60)
    term = models.CharField(max_length=200)
    note = models.CharField(max_length=500, blank=True)
    oprettet_tid = models.DateTimeField(default=timezone.now)
    oprettet_af = models.CharField(max_length=200)
    lukket_tid = models.DateTimeField(null=True)
    lukket_af = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["term", "id"]
        indexes = [models.Index(fields=["kommune", "over_kode"])]

    def __str__(self) -> str:
        return self.term

    @property
    def over_term(self) -> str:
        """The official concept it stands under."""
        begreb = find_begreb(self.over_kode)
        return begreb.term if begreb else self.over_kode
