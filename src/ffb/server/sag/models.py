"""A case in the database: the citizen's name, the case, its objects, and every change to every field.

Opinion taken: what is written about a citizen lies encrypted; what is searched and sorted by (kind, code,
dates) lies beside it. An object is never deleted: a wrong one is marked fejlregistreret.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from ffb.server.sprog import doven

KLADDE, GAELDENDE, FEJLREGISTRERET = "kladde", "gaeldende", "fejlregistreret"
OBJEKTTILSTAND = "objekttilstand"  # no field is called so; some are called tilstand
TILSTANDE = [
    (KLADDE, doven("Kladde")),
    (GAELDENDE, doven("Gældende")),
    (FEJLREGISTRERET, doven("Fejlregistreret")),
]


class Kommunens(models.QuerySet[Any]):
    """Citizens or cases, narrowed to a kommune's: lists, searches, figures and reports begin here."""

    def egne(self, kommune: str) -> Any:
        """The kommune's own: not what an order from elsewhere put here."""
        return self.filter(kommune=kommune, modtaget=False)

    def rigtige(self, kommune: str) -> Any:
        """Its own, and no one made up for training."""
        return self.egne(kommune).filter(oevelse=False)


class Kommunensobjekter(models.QuerySet[Any]):
    """Objects, narrowed by their case."""

    def egne(self, kommune: str) -> Any:
        """Of the kommune's own cases."""
        return self.filter(sag__kommune=kommune, sag__modtaget=False)


class Sagsborger(models.Model):
    """A citizen with a case. The CPR lies in the vault (`leverance.boks`), the name here, encrypted.

    `fhir_id`: the id of her Patient in every bundle. `oevelse`: made up, for training; never reported, and
    her `borger_id` is below zero, so that she is never taken for someone who exists. `modtaget`: known only
    by an order from elsewhere (`modtag`); the kommune's own case of the same person is another row.
    """

    kommune = models.CharField(max_length=4)
    borger_id = models.BigIntegerField()
    fhir_id = models.UUIDField(default=uuid.uuid4)
    navn = models.BinaryField()
    oevelse = models.BooleanField(default=False)
    modtaget = models.BooleanField(default=False)
    oprettet_tid = models.DateTimeField(default=timezone.now)

    objects = Kommunens.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kommune", "borger_id", "modtaget"], name="sagsborger_een_gang"),
            models.CheckConstraint(
                condition=models.Q(oevelse=False, borger_id__gte=0) | models.Q(oevelse=True, borger_id__lt=0),
                name="sagsborger_oevelse_under_nul",
            ),
        ]

    def __str__(self) -> str:
        return f"Borger {self.pk}"


class Navneord(models.Model):
    """A keyed hash of the beginning of a word of a citizen's name: search without opening names."""

    borger = models.ForeignKey(Sagsborger, on_delete=models.CASCADE)
    kommune = models.CharField(max_length=4)
    maerke = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kommune", "maerke", "borger"], name="navneord_een_gang")
        ]

    def __str__(self) -> str:
        return f"Navneord {self.pk}"


class Sag(models.Model):
    """A case. `version` counts every change to any object of it, so that two people on it are told.

    `soegenummer`: the case number in small letters, to be found by its beginning. `udsendt_version`: the
    version that has been handed over whole, -1 before any has. `aabnet_dato` and those below are sums of its
    objects for the lists (`sammentaelling`). `naeste_dato`: the earliest planned follow-up nobody has held,
    or day a course under § 82 is due. `uden_plan`: an indsats runs that should be followed up, without a day.
    `udredt`: it has an assessment, or is of § 82, which needs none. `modtaget`: what an order from elsewhere
    carries; no case of the kommune's own, so in no list, figure or report of cases.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kommune = models.CharField(max_length=4)
    borger = models.ForeignKey(Sagsborger, on_delete=models.PROTECT)
    sagsnummer = models.CharField(max_length=60)
    soegenummer = models.CharField(max_length=120, default="", db_index=True)
    enhed = models.CharField(max_length=200, blank=True)
    sagsbehandler = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    fase = models.CharField(max_length=20, default="sagsaabning")
    lukket_tid = models.DateTimeField(null=True)
    version = models.IntegerField(default=0)
    udsendt_version = models.IntegerField(default=-1)
    aendret_tid = models.DateTimeField(default=timezone.now)
    oevelse = models.BooleanField(default=False)
    modtaget = models.BooleanField(default=False)
    aabnet_dato = models.DateField(null=True)
    naeste_dato = models.DateField(null=True)
    aktive_indsatser = models.IntegerField(default=0)
    uden_plan = models.BooleanField(default=False)
    udredt = models.BooleanField(default=False)
    har_kladde = models.BooleanField(default=False)
    har_retur = models.BooleanField(default=False)

    objects = Kommunens.as_manager()

    class Meta:
        ordering = ["-aendret_tid", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kommune", "sagsnummer"],
                condition=models.Q(modtaget=False),
                name="sagsnummer_een_gang",
            )
        ]
        indexes = [
            models.Index(fields=["kommune", "sagsbehandler", "-aendret_tid"], name="sag_mine"),
            models.Index(fields=["kommune", "soegenummer"], name="sag_nummer"),
            models.Index(fields=["kommune", "-aendret_tid"]),
        ]

    def __str__(self) -> str:
        return f"Sag {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.soegenummer = self.sagsnummer.lower()
        super().save(*args, **kwargs)


class Objekt(models.Model):
    """One object of a case (`slags.toml`). `felter`: its values as JSON, encrypted; `id` is its FHIR id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sag = models.ForeignKey(Sag, on_delete=models.PROTECT)
    slags = models.CharField(max_length=20)
    tilstand = models.CharField(max_length=16, choices=TILSTANDE, default=KLADDE)
    felter = models.BinaryField()
    version = models.IntegerField(default=1)
    sagsversion = models.IntegerField(default=0)  # the case's version when it last changed
    udsendt = models.CharField(max_length=64, blank=True)  # hash of its rows as DST has them, "" = never
    kode = models.CharField(max_length=60, blank=True)
    dato = models.DateField(null=True)
    slut_dato = models.DateField(null=True)
    frist_dato = models.DateField(null=True)
    oprettet_tid = models.DateTimeField(default=timezone.now)
    oprettet_af = models.CharField(max_length=200)
    aendret_tid = models.DateTimeField(default=timezone.now)
    aendret_af = models.CharField(max_length=200)

    objects = Kommunensobjekter.as_manager()

    class Meta:
        ordering = ["oprettet_tid", "id"]
        indexes = [
            models.Index(fields=["sag", "slags"]),
            models.Index(fields=["slags", "frist_dato"]),
        ]

    def __str__(self) -> str:
        return f"{self.slags} {self.pk}"


class Aendring(models.Model):
    """One field of one object as it was written, by whom and when. `felt` OBJEKTTILSTAND tells of its state.

    `version`: the object's. `sagsversion`: the case's, to tell an open page what is new since it was made.
    """

    objekt = models.ForeignKey(Objekt, on_delete=models.PROTECT)
    version = models.IntegerField()
    sagsversion = models.IntegerField(default=0)
    felt = models.CharField(max_length=40)
    vaerdi = models.BinaryField()
    tid = models.DateTimeField(default=timezone.now)
    af = models.CharField(max_length=200)

    class Meta:
        ordering = ["version", "id"]
        constraints = [
            models.UniqueConstraint(fields=["objekt", "version", "felt"], name="aendring_een_gang")
        ]

    def __str__(self) -> str:
        return f"{self.felt} {self.version}"


class Sagsopsaetning(models.Model):
    """What a kommune must say of itself before its cases can be reported; unknown until it does.

    `sts_uuid`: its organisation in Støttesystemernes register. `sagsnummer_system`: the address its case
    numbers are named under. `endpoint`: where its own system takes messages. `klagevejledning`: what its
    decisions say of appeal, in its own words.
    """

    kommune = models.CharField(max_length=4, primary_key=True)
    sts_uuid = models.UUIDField(null=True)
    sagsnummer_system = models.CharField(max_length=200, blank=True)
    endpoint = models.CharField(max_length=300, blank=True)
    klagevejledning = models.TextField(blank=True, default="")
    indberettet_dag = models.DateField(null=True)  # the last day the cases were handed over by themselves

    def __str__(self) -> str:
        return self.kommune


class Udfoerersted(models.Model):
    """A place that can be ordered help from. `endpoint`: where its system takes messages, if it has one.

    `oevelse`: made up; only training cases order from it, and every provider of the kommune may answer.
    """

    kommune = models.CharField(max_length=4)
    navn = models.CharField(max_length=200)
    endpoint = models.CharField(max_length=300, blank=True)
    oevelse = models.BooleanField(default=False)
    lukket_tid = models.DateTimeField(null=True)

    class Meta:
        ordering = ["navn", "pk"]
        constraints = [models.UniqueConstraint(fields=["kommune", "navn"], name="udfoerersted_een_gang")]

    def __str__(self) -> str:
        return self.navn


class Udfoererperson(models.Model):
    """A person who works at a place."""

    sted = models.ForeignKey(Udfoerersted, on_delete=models.CASCADE)
    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sted", "bruger"], name="udfoererperson_een_gang")]

    def __str__(self) -> str:
        return f"Person {self.pk}"


class Bestillingsadgang(models.Model):
    """An order opens its citizen to a place, until `lukket_tid`; what it shows is `bestil.find_carried`."""

    bestilling = models.OneToOneField(Objekt, on_delete=models.PROTECT)
    sag = models.ForeignKey(Sag, on_delete=models.PROTECT)
    sted = models.ForeignKey(Udfoerersted, on_delete=models.PROTECT)
    sendt_tid = models.DateTimeField(default=timezone.now)
    lukket_tid = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["sted", "lukket_tid"])]

    def __str__(self) -> str:
        return f"Bestilling {self.pk}"


ACCEPTERET, MED_FUND, AFVIST = "accepteret", "med_fund", "afvist"


class Bestillingskvittering(models.Model):
    """What became of an order message sent to the kommune. The message itself is not kept.

    `besked_id`, `indsats_id`: the sender's ids of the message and of what it orders. `aftryk`: SHA-256 of
    its resources. `fejl`, `fund`: [{sted, hvad, goer}], without any value of the message. A refused message
    may be sent again under the same id.
    """

    kommune = models.CharField(max_length=4)
    tilstand = models.CharField(
        max_length=16,
        choices=[
            (ACCEPTERET, doven("Modtaget")),
            (MED_FUND, doven("Modtaget med bemærkninger")),
            (AFVIST, doven("Afvist")),
        ],
    )
    besked_id = models.CharField(max_length=64, blank=True)
    indsats_id = models.CharField(max_length=64, blank=True)
    aftryk = models.CharField(max_length=64, blank=True)
    besked_tid = models.DateTimeField(null=True)
    afsender = models.CharField(max_length=200, blank=True)
    afsender_adresse = models.CharField(max_length=300, blank=True)
    sted = models.ForeignKey(Udfoerersted, null=True, on_delete=models.PROTECT)
    adgang = models.ForeignKey(Bestillingsadgang, null=True, on_delete=models.PROTECT)
    fejl = models.JSONField(default=list)
    fund = models.JSONField(default=list)
    vej = models.CharField(max_length=10)  # upload or post
    af = models.CharField(max_length=200)
    modtaget_tid = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-modtaget_tid", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kommune", "besked_id"],
                condition=~models.Q(tilstand=AFVIST),
                name="bestillingsbesked_een_gang",
            )
        ]

    def __str__(self) -> str:
        return f"Kvittering {self.pk}"

    @property
    def er_afvist(self) -> bool:
        return self.tilstand == AFVIST


class Tilstede(models.Model):
    """Who has a case open, and the object that person last wrote in. Told to others for a minute or two."""

    sag = models.ForeignKey(Sag, on_delete=models.CASCADE)
    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    set_tid = models.DateTimeField(default=timezone.now)
    objekt = models.ForeignKey(Objekt, null=True, on_delete=models.CASCADE)
    skrevet_tid = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sag", "bruger"], name="tilstede_een_gang")]
        indexes = [models.Index(fields=["set_tid"])]

    def __str__(self) -> str:
        return f"Tilstede {self.pk}"
