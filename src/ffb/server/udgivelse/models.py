"""A publication: its two texts, who prepared it and who published it (ADR 0023)."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from ffb.server.sprog import doven

TILSTANDE = [
    ("venter", doven("Forberedes")),
    ("klar", doven("Klar til at blive set på")),
    ("udgivet", doven("Udgivet")),
    ("fejl", doven("Kunne ikke forberedes")),
]


class Udgivelse(models.Model):
    """One publication of a period.

    `vist` is what anybody may see, as written by `ffb.udgivelse`. `husket` is what the next publication must
    know, as secret as the data, so it is encrypted. `tidligere`: the publications it was suppressed together
    with; another one published in the meantime makes it unsafe. Published rows are never changed.
    """

    navn = models.SlugField(max_length=40, unique=True)
    periode_fra = models.DateField()
    periode_til = models.DateField()
    mindst = models.PositiveSmallIntegerField()
    tilstand = models.CharField(max_length=10, default="venter", choices=TILSTANDE)
    fejl = models.CharField(max_length=500, blank=True)
    vist = models.BinaryField(default=bytes)
    husket = models.BinaryField(default=bytes)
    sha256 = models.CharField(max_length=64, blank=True)
    tidligere = models.JSONField(default=list)  # names
    kommuner = models.PositiveSmallIntegerField(default=0)  # how many kommuner it is counted from
    # not published yet: at most one, so two can never be made without knowing of each other
    undervejs = models.BooleanField(default=True)
    bestilt_tid = models.DateTimeField(default=timezone.now)
    bestilt_af = models.CharField(max_length=200)
    udgivet_tid = models.DateTimeField(null=True)
    udgivet_af = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-periode_til", "-bestilt_tid", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tilstand="udgivet", udgivet_tid__isnull=False)
                | (~models.Q(tilstand="udgivet") & models.Q(udgivet_tid__isnull=True)),
                name="udgivet_har_tid",
            ),
            models.UniqueConstraint(
                fields=["undervejs"], condition=models.Q(undervejs=True), name="en_undervejs_ad_gangen"
            ),
        ]

    def __str__(self) -> str:
        return f"Udgivelse {self.navn}"
