"""What the database knows of deliveries; the rows themselves lie in Parquet (`lager`).

A leverance exists when its row here exists. Numbers are handed out before the files are written, so a number
may be skipped, never used twice.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from ffb.server.sprog import doven

NUVAERENDE, TIDLIGERE = "Nuværende", "Tidligere anvendt"


class System(models.Model):
    """A kommune's fagsystem.

    `status`: DST's decision, as told (`status_kilde` = dst) or as the delivery says (leverance);
    `antaget_status` is what the kommune assumes locally until DST has decided: used, and marked.
    """

    kommune = models.CharField(max_length=4)
    navn = models.CharField(max_length=200)
    status = models.CharField(max_length=20, default=NUVAERENDE)
    status_kilde = models.CharField(max_length=10, default="leverance")
    antaget_status = models.CharField(max_length=20, blank=True)
    antaget_af = models.CharField(max_length=200, blank=True)
    antaget_tid = models.DateTimeField(null=True)

    class Meta:
        ordering = ["kommune", "navn"]
        constraints = [models.UniqueConstraint(fields=["kommune", "navn"], name="system_een_gang")]

    def __str__(self) -> str:
        return self.navn

    @property
    def gaeldende_status(self) -> str:
        return self.antaget_status or self.status


class Leverancenummer(models.Model):
    """Hands out leverance_id: its pk."""

    tid = models.DateTimeField(default=timezone.now)


class Leverance(models.Model):
    """A published leverance. Never changed; `bytes_slettet_tid` and `skrevet_om_tid` tell of expiry and
    deletion.

    `aaben`: the system's leverance of the day, whose bundles are rows of `AabenPost` until it is sealed.
    `tabeller`: rows per stored table, by physical name.
    """

    leverance_id = models.IntegerField(primary_key=True)
    system = models.ForeignKey(System, on_delete=models.PROTECT)
    kommune = models.CharField(max_length=4)
    fil_id = models.CharField(max_length=300)
    tid = models.DateTimeField("indberetningstidspunkt", null=True)
    tid_tekst = models.CharField(max_length=60, blank=True)
    art = models.CharField(max_length=10)  # fuld | loebende
    kilde = models.CharField(max_length=10)  # tabel | fhir
    modtagelse = models.ForeignKey("Modtagelse", null=True, on_delete=models.SET_NULL)
    modtaget_tid = models.DateTimeField(default=timezone.now)
    modtaget_af = models.CharField(max_length=200)
    aaben = models.BooleanField(default=False)
    raekker = models.IntegerField(default=0)
    borgere = models.IntegerField(default=0)
    tabeller = models.JSONField(default=dict)
    manifest_hash = models.CharField(max_length=64, blank=True)
    bytes_slettet_tid = models.DateTimeField(null=True)
    skrevet_om_tid = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-modtaget_tid", "-leverance_id"]
        indexes = [models.Index(fields=["kommune", "-modtaget_tid"])]

    def __str__(self) -> str:
        return self.fil_id


class AabenPost(models.Model):
    """A bundle received by HTTP, in the open leverance of its day; its bytes encrypted."""

    leverance = models.ForeignKey(Leverance, on_delete=models.CASCADE)
    nr = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()
    borger_id = models.BigIntegerField()
    tid = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["leverance", "nr"]
        constraints = [
            models.UniqueConstraint(fields=["leverance", "nr"], name="aaben_post_nr"),
        ]
        indexes = [models.Index(fields=["leverance", "borger_id"])]

    def __str__(self) -> str:
        return f"Post {self.nr}"


class Postaftryk(models.Model):
    """The fingerprint of every bundle a system has posted: the same one twice is stored once, on any day."""

    system = models.ForeignKey(System, on_delete=models.CASCADE)
    sha256 = models.CharField(max_length=64)
    leverance_id = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "sha256"], name="postaftryk_een_gang")]

    def __str__(self) -> str:
        return f"Aftryk {self.pk}"


class Modtagelse(models.Model):
    """A receipt: what came, from whom, what was read of it, and what became of it.

    `fejl`: file faults as dicts (sted, hvad, goer, kode). `ikke_laest`: what was left out and why.
    """

    TILSTANDE = [
        ("modtaget", doven("Modtaget")),
        ("laeses", doven("Læses")),
        ("accepteret", doven("Accepteret")),
        ("med_fund", doven("Accepteret med fund")),
        ("afvist", doven("Afvist")),
        ("gentagelse", doven("Modtaget før")),
    ]
    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kommune = models.CharField(max_length=4)
    vej = models.CharField(max_length=10)  # upload | mappe | fhir | kommando
    af = models.CharField(max_length=200)
    tid = models.DateTimeField(default=timezone.now)
    filer = models.JSONField(default=list)  # [{"navn", "stoerrelse", "sha256"}], names masked
    sha256 = models.CharField(max_length=64, blank=True)
    valg = models.JSONField(default=dict)  # system, kolonner, art
    tilstand = models.CharField(max_length=12, default="modtaget", choices=TILSTANDE)
    opgave_nr = models.BigIntegerField(null=True)
    afsluttet_tid = models.DateTimeField(null=True)
    raekker = models.IntegerField(default=0)
    borgere = models.IntegerField(default=0)
    fund = models.JSONField(default=dict)  # {alvor: number}
    fejl = models.JSONField(default=list)
    ikke_laest = models.JSONField(default=list)
    gentager = models.ForeignKey("self", null=True, on_delete=models.SET_NULL)

    class Meta:
        ordering = ["-tid"]
        indexes = [models.Index(fields=["kommune", "-tid"])]

    def __str__(self) -> str:
        return str(self.uuid)


class Borgernummer(models.Model):
    """The vault: the only place a CPR stands, encrypted for its kommune."""

    kommune = models.CharField(max_length=4)
    borger_id = models.BigIntegerField()
    krypteret = models.BinaryField()
    noegle_nr = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kommune", "borger_id"], name="borgernummer_een_gang")]

    def __str__(self) -> str:
        return f"Borger {self.pk}"


class Kontakt(models.Model):
    """A contact of a kommune's system. From a delivery they are shown only; `manuel` ones are edited here."""

    kommune = models.CharField(max_length=4)
    system = models.CharField(max_length=200)
    rolle = models.CharField(max_length=40)
    navn = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    telefon = models.CharField(max_length=40, blank=True)
    manuel = models.BooleanField(default=False)
    bekraeftet_tid = models.DateTimeField(null=True)
    bekraeftet_af = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["kommune", "system", "rolle", "navn"]

    def __str__(self) -> str:
        return self.navn


class Opsaetning(models.Model):
    """What a kommune has chosen; one row each, made when first needed. Kommune '' is the installation's."""

    kommune = models.CharField(max_length=4, primary_key=True)
    krav_ff = models.BooleanField(default=False)
    ikke_vurderet_taeller = models.BooleanField(default=True)
    kladde_taeller = models.BooleanField(default=False)
    streng = models.BooleanField(default=False)
    leveringsdag = models.IntegerField(default=14)  # of the month (3-rapport: the 14th)
    godkendelse_frist = models.CharField(max_length=5, blank=True)  # MM-DD of the yearly approval
    bytes_dage = models.IntegerField(default=90)  # received bytes are kept so long (12-model)
    dst_mail = models.EmailField(default="handicap@dst.dk")
    dst_koder = models.JSONField(default=list)  # [[dst_kode, paragraf, relevant]]
    opslag = models.JSONField(default=dict)  # sagsnummer -> [enhed, sagsbehandler]
    opslag_tilbud = models.JSONField(default=dict)  # P-nummer -> name of the tilbud
    normer = models.JSONField(default=dict)  # rule id -> name -> value (rules.normer)
    kolonner = models.JSONField(default=dict)  # system -> column mapping
    idep = models.JSONField(default=dict)  # layout of the files from IDEP (godkendelse.idep)

    def __str__(self) -> str:
        return self.kommune or "installationen"


class Vejledning(models.Model):
    """A mapping guide as imported; the newest of a kommune, else of the installation (''), is used."""

    kommune = models.CharField(max_length=4, blank=True)
    filnavn = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    raekker = models.JSONField()  # [[tilbud_kode, ydelse_kode, dst_vaerdi, raekke]]
    tid = models.DateTimeField(default=timezone.now)
    af = models.CharField(max_length=200)

    class Meta:
        ordering = ["-tid", "-pk"]

    def __str__(self) -> str:
        return self.filnavn
