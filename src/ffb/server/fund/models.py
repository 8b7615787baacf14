"""Counts that have been made, and findings that live.

A finding is the same finding as long as its stable key is (4-regler): it is seen, seen again, gone, back.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

LEVENDE = ("ny", "fortsat", "genopstaaet")


class Opgoerelse(models.Model):
    """A kommune's report and check on a Grundlag, as made. Never changed; a new Grundlag gives a new row.

    `rapport`: `rapporter.pak` of a safe Rapport (pseudonyms in the lists). `tjek`: the JSON of the check
    without its findings, which are rows of `Fund`. `grundlag`: leverance_id's; `grundlag_noegle` also tells
    versions and settings, so equal keys mean equal figures. `pr_dato`: the state of an earlier day, which
    someone asked to see; never taken for the kommune's state of now.
    """

    kommune = models.CharField(max_length=4)
    periode_fra = models.DateField()
    periode_til = models.DateField()
    grundlag = models.JSONField(default=list)
    grundlag_noegle = models.CharField(max_length=64)
    pr_dato = models.DateField(null=True)
    lavet_tid = models.DateTimeField(default=timezone.now)
    konklusion = models.CharField(max_length=20)
    rapport = models.BinaryField()
    bag = models.BinaryField()  # `rapporter.pak_bag`: the rows behind each number
    tjek = models.JSONField(default=dict)
    maengder = models.JSONField(default=dict)  # registrations of each kind (rapport.bag)
    ms = models.IntegerField(default=0)

    class Meta:
        ordering = ["-lavet_tid", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kommune", "periode_fra", "periode_til", "grundlag_noegle"],
                name="opgoerelse_een_gang",
            )
        ]

    def __str__(self) -> str:
        return f"Opgørelse {self.pk}"


class Fund(models.Model):
    """A finding through time. `status`: ny · fortsat · genopstaaet · loest."""

    kommune = models.CharField(max_length=4)
    noegle = models.CharField(max_length=64)
    regel = models.CharField(max_length=40)
    alvor = models.CharField(max_length=12)
    ejer = models.CharField(max_length=20)
    fase = models.CharField(max_length=40, blank=True)
    titel = models.CharField(max_length=300)
    besked = models.TextField()
    goer = models.TextField()
    borger_id = models.BigIntegerField(null=True)
    system = models.CharField(max_length=200, blank=True)
    leverance = models.CharField(max_length=300, blank=True)
    tabel = models.CharField(max_length=40, blank=True)
    felt = models.CharField(max_length=200, blank=True)
    vaerdi = models.TextField(null=True)
    forventet = models.TextField(null=True)
    dato = models.DateField(null=True)
    sagsnummer = models.CharField(max_length=100, blank=True)
    enhed = models.CharField(max_length=200, blank=True)
    aarsag = models.CharField(max_length=200, blank=True)
    sted = models.JSONField(default=dict)
    foldet = models.JSONField(default=list)
    status = models.CharField(max_length=12, default="ny")
    foerst_set_tid = models.DateTimeField(default=timezone.now)
    senest_set_tid = models.DateTimeField(default=timezone.now)
    loest_tid = models.DateTimeField(null=True)
    genopstaaet_antal = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kommune", "noegle"], name="fund_een_gang")]
        indexes = [
            # the page's counts and DST's matrix are read from this alone (fundside.count_grupper)
            models.Index(
                fields=["kommune", "status", "ejer", "alvor", "regel", "enhed", "system", "senest_set_tid"],
                name="fund_taelles",
            ),
            models.Index(fields=["kommune", "loest_tid"]),
            models.Index(fields=["kommune", "regel"]),
            models.Index(fields=["kommune", "borger_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.regel} {self.pk}"


class Begrundelse(models.Model):
    """Why a finding stands as it is: carried on across deliveries until it expires or is taken back."""

    kommune = models.CharField(max_length=4)
    noegle = models.CharField(max_length=64)  # the finding's, so it outlives a re-count
    regel = models.CharField(max_length=40)
    tekst = models.TextField()
    af = models.CharField(max_length=200)
    tid = models.DateTimeField(default=timezone.now)
    udloeber_dato = models.DateField()
    trukket_tid = models.DateTimeField(null=True)
    trukket_af = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-tid", "-pk"]
        indexes = [models.Index(fields=["kommune", "noegle"])]

    def __str__(self) -> str:
        return f"Begrundelse {self.pk}"
