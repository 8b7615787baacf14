"""An approval: what was answered, on which figures, by whom, with which files; and whether it still holds."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from ffb.server.godkendelse.svar import ORDLYD
from ffb.server.sprog import doven

TILSTANDE = [("kladde", doven("Kladde")), ("afgivet", doven("Afgivet")), ("kasseret", doven("Kasseret"))]


class Godkendelse(models.Model):
    """One approval of a kommune's report and ydelsesrapport for a period, from one Opgoerelse.

    `punkter`: {point: {"navn", "bemaerkning"}} of the checklist. `celler`: the figures approved, by
    cell, and hashes of the lists' rows, so that a later count can be held against them.
    """

    kommune = models.CharField(max_length=4)
    periode_fra = models.DateField()
    periode_til = models.DateField()
    opgoerelse = models.ForeignKey("fund.Opgoerelse", on_delete=models.PROTECT)
    tilstand = models.CharField(max_length=10, default="kladde", choices=TILSTANDE)
    svar = models.CharField(max_length=6, blank=True, choices=[(k, v) for k, v in ORDLYD.items()])
    bemaerkning = models.TextField(blank=True)
    punkter = models.JSONField(default=dict)
    celler = models.JSONField(default=dict)
    oprettet_tid = models.DateTimeField(default=timezone.now)
    oprettet_af = models.CharField(max_length=200)
    afgivet_tid = models.DateTimeField(null=True)
    afgivet_af = models.CharField(max_length=200, blank=True)
    pakke_navn = models.CharField(max_length=200, blank=True)
    pakke_sha256 = models.CharField(max_length=64, blank=True)
    foraeldet_tid = models.DateTimeField(null=True)
    aendringer = models.JSONField(default=list)  # words: which cells a later delivery changed
    uaendret_efter = models.CharField(max_length=300, blank=True)  # the newest delivery that changed nothing

    class Meta:
        ordering = ["-oprettet_tid", "-pk"]
        indexes = [models.Index(fields=["kommune", "periode_fra", "periode_til"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tilstand="afgivet", afgivet_tid__isnull=False)
                | ~models.Q(tilstand="afgivet"),
                name="afgivet_har_tid",
            )
        ]

    def __str__(self) -> str:
        return f"Godkendelse {self.pk}"


class Bilag(models.Model):
    """A file downloaded from IDEP and put with the approval: never a list of persons."""

    SLAGS = [("ffb", doven("FFB-rapport")), ("ydelse", doven("Ydelses- og godkendelsesrapport"))]
    godkendelse = models.ForeignKey(Godkendelse, on_delete=models.CASCADE)
    slags = models.CharField(max_length=10, choices=SLAGS)
    navn = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()  # encrypted
    sammenligning = models.JSONField(default=dict)  # {"maade", "ens", "forskelle": [[celle, idep, vores]]}
    af = models.CharField(max_length=200)
    tid = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["slags"]
        constraints = [
            models.UniqueConstraint(fields=["godkendelse", "slags"], name="bilag_et_af_hver_slags")
        ]

    def __str__(self) -> str:
        return self.navn
