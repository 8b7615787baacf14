"""A conversion in the database: what was read, the table, the decisions, the waves, and what they became.

Opinion taken: the older system's posts lie encrypted, one row per citizen, so that one can be opened or
forgotten alone. A post remembers the objects it became: that makes a second run safe, and a wave undoable.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from ffb.konvertering.arter import ROLLENAVN
from ffb.konvertering.plan import OMFANG, STRATEGIER
from ffb.konvertering.tabel import SIKKERHED
from ffb.server.sag.models import Objekt, Sag
from ffb.server.sprog import doven

VENTER, KOERER, GENNEMFOERT, FORTRYDES, FORTRUDT = "venter", "koerer", "gennemfoert", "fortrydes", "fortrudt"


class Konvertering(models.Model):
    """What a kommune converts. `stand` is another after every change that decides outcomes."""

    kommune = models.CharField(max_length=4)
    navn = models.CharField(max_length=200)
    kilde = models.CharField(max_length=500)
    strategi = models.CharField(max_length=20, choices=[(k, doven(v)) for k, v in STRATEGIER.items()])
    omfang = models.CharField(max_length=20, choices=[(k, doven(v)) for k, v in OMFANG.items()])
    start = models.DateField()
    demo = models.BooleanField(default=False)
    noter = models.JSONField(default=list)
    antal = models.IntegerField(default=0)
    stand = models.UUIDField(default=uuid.uuid4)
    oprettet_tid = models.DateTimeField(default=timezone.now)
    oprettet_af = models.CharField(max_length=200)

    class Meta:
        ordering = ["-oprettet_tid", "-pk"]
        indexes = [models.Index(fields=["kommune"])]

    def __str__(self) -> str:
        return self.navn


class Gammelborger(models.Model):
    """A citizen's posts, encrypted (`gemt.py`)."""

    konvertering = models.ForeignKey(Konvertering, on_delete=models.CASCADE)
    borger_id = models.BigIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["konvertering", "borger_id"], name="gammelborger_een_gang")
        ]
        indexes = [models.Index(fields=["borger_id"])]

    def __str__(self) -> str:
        return f"Borger {self.pk}"


class Tabellinje(models.Model):
    """A line of the mapping table; `kode` "" = no counterpart."""

    konvertering = models.ForeignKey(Konvertering, on_delete=models.CASCADE)
    rolle = models.CharField(max_length=20, choices=[(k, doven(v)) for k, v in ROLLENAVN.items()])
    term = models.CharField(max_length=200)
    kode = models.CharField(max_length=60, blank=True)
    sikkerhed = models.CharField(max_length=10, choices=[(k, doven(v)) for k, v in SIKKERHED.items()])
    note = models.CharField(max_length=500, blank=True)
    rettet_af = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["konvertering", "rolle"])]

    def __str__(self) -> str:
        return f"{self.rolle} {self.pk}"


class Postafgoerelse(models.Model):
    """A decision about one post; `koder` empty = it is lost. Withdrawn, not deleted."""

    konvertering = models.ForeignKey(Konvertering, on_delete=models.CASCADE)
    rolle = models.CharField(max_length=20)
    term = models.CharField(max_length=200, blank=True)
    post_id = models.CharField(max_length=200)
    koder = models.JSONField(default=list)
    note = models.CharField(max_length=500, blank=True)
    af = models.CharField(max_length=200)
    tid = models.DateTimeField(default=timezone.now)
    trukket_tid = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["konvertering", "rolle", "term", "post_id"],
                condition=models.Q(trukket_tid__isnull=True),
                name="postafgoerelse_een_gaelder",
            )
        ]

    def __str__(self) -> str:
        return f"Afgørelse {self.pk}"


class Boelge(models.Model):
    """A wave: planned by hand, or made when it is run. `resultat`: the last run's counts."""

    TILSTANDE = [
        (VENTER, doven("Venter")),
        (KOERER, doven("Køres nu")),
        (GENNEMFOERT, doven("Gennemført")),
        (FORTRYDES, doven("Fortrydes nu")),
        (FORTRUDT, doven("Fortrudt")),
    ]
    konvertering = models.ForeignKey(Konvertering, on_delete=models.CASCADE)
    navn = models.CharField(max_length=100)
    dato = models.DateField()
    ansvarlig = models.CharField(max_length=200, blank=True)
    udfoerere = models.JSONField(default=list)
    tilstand = models.CharField(max_length=12, default=VENTER, choices=TILSTANDE)
    aendret_tid = models.DateTimeField(null=True)
    aendret_af = models.CharField(max_length=200, blank=True)
    resultat = models.JSONField(default=dict)

    class Meta:
        ordering = ["dato", "navn"]
        constraints = [models.UniqueConstraint(fields=["konvertering", "navn"], name="boelge_een_gang")]

    def __str__(self) -> str:
        return self.navn


class Flytning(models.Model):
    """A case a wave has written in. `sagsversion`: as the wave left it; another = someone worked on."""

    boelge = models.ForeignKey(Boelge, on_delete=models.PROTECT)
    sag = models.ForeignKey(Sag, on_delete=models.PROTECT)
    borger_id = models.BigIntegerField()
    sagsversion = models.IntegerField()
    tid = models.DateTimeField(default=timezone.now)
    fortrudt_tid = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["boelge", "sag"], name="flytning_een_gang")]

    def __str__(self) -> str:
        return f"Flytning {self.pk}"


class Konverteret(models.Model):
    """The object a part of a post became. `stykke`: a code's number, or a word for what stands around it."""

    konvertering = models.ForeignKey(Konvertering, on_delete=models.CASCADE)
    boelge = models.ForeignKey(Boelge, on_delete=models.PROTECT)
    art = models.CharField(max_length=20)
    post_id = models.CharField(max_length=200)
    stykke = models.CharField(max_length=80)
    objekt = models.ForeignKey(Objekt, on_delete=models.PROTECT)
    fortrudt = models.BooleanField(
        default=False
    )  # marked as an error by the undoing of the wave, not by a person

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["konvertering", "art", "post_id", "stykke"], name="konverteret_een_gang"
            )
        ]

    def __str__(self) -> str:
        return f"{self.art} {self.pk}"
