"""People, their roles, invitations, and the tokens of systems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ffb.server.adgang.roller import NATIONALE, RETTER, TITEL, Ret, Rolle
from ffb.server.sprog import NAVNE, doven

ROLLE_VALG = [(r.value, doven(TITEL[r])) for r in Rolle]


class Brugerforvalter(BaseUserManager):
    """Makes people; an address is kept in small letters."""

    def create_user(self, email: str, password: str | None = None, **felter: Any) -> Bruger:
        bruger: Bruger = self.model(email=email.strip().lower(), **felter)
        bruger.set_password(password)
        bruger.save(using=self._db)
        return bruger


class Bruger(AbstractBaseUser):
    """A person with an address to sign in with."""

    email = models.EmailField("e-mail", unique=True)
    navn = models.CharField("navn", max_length=200)
    er_aktiv = models.BooleanField("aktiv", default=True)
    oprettet_tid = models.DateTimeField(default=timezone.now)
    sprog = models.CharField(  # "" until one is chosen
        "sprog", max_length=2, default="", blank=True, choices=list(NAVNE.items())
    )
    sessionstal = models.PositiveIntegerField(default=0)  # one more ends every session of the person
    rolletal = models.PositiveIntegerField(default=0)  # one more gives every session a new key

    objects = Brugerforvalter()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["navn"]

    class Meta:
        verbose_name = "bruger"
        ordering = ["navn", "pk"]

    def __str__(self) -> str:
        return self.navn or self.email

    @property
    def is_active(self) -> bool:
        return self.er_aktiv

    def get_full_name(self) -> str:
        return self.navn

    def get_session_auth_hash(self) -> str:
        """What a session must hold to be this person's: ends with a new password or a new `sessionstal`."""
        return salted_hmac(
            "ffb.adgang.session", f"{self.password}:{self.sessionstal}", algorithm="sha256"
        ).hexdigest()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """No older secret counts."""
        yield from ()

    def tildelinger(self) -> list[Tildeling]:
        """The person's roles, read once a request."""
        if not hasattr(self, "_tildelinger"):
            self._tildelinger = list(self.tildeling_set.all())
        return self._tildelinger

    def har(self, ret: Ret, kommune: str | None) -> bool:
        """May this person do `ret` in `kommune` (None: in the country)? A national role counts everywhere."""
        if not self.er_aktiv:
            return False
        return any(
            ret in RETTER[Rolle(t.rolle)] and t.kommune in ("", kommune or "") for t in self.tildelinger()
        )

    def kommuner(self, ret: Ret | None = None) -> list[str]:
        """The kommunekoder where the person has a role of the kommune (giving `ret`)."""
        return sorted(
            {
                t.kommune
                for t in self.tildelinger()
                if t.kommune and (ret is None or ret in RETTER[Rolle(t.rolle)])
            }
        )

    def er_national(self, ret: Ret) -> bool:
        return any(not t.kommune and ret in RETTER[Rolle(t.rolle)] for t in self.tildelinger())


class Tildeling(models.Model):
    """A role of a person in a kommune ('' = national)."""

    bruger = models.ForeignKey(Bruger, on_delete=models.CASCADE)
    rolle = models.CharField(max_length=20, choices=ROLLE_VALG)
    kommune = models.CharField("kommunekode", max_length=4, blank=True, default="")
    af = models.CharField("tildelt af", max_length=200)
    tid = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bruger", "rolle", "kommune"], name="tildeling_een_gang"),
            models.CheckConstraint(
                condition=models.Q(kommune="", rolle__in=sorted(NATIONALE))
                | (~models.Q(kommune="") & ~models.Q(rolle__in=sorted(NATIONALE))),
                name="national_rolle_uden_kommune",
            ),
        ]

    def __str__(self) -> str:
        return f"{TITEL[Rolle(self.rolle)]} {self.kommune}".strip()


class Invitation(models.Model):
    """A link sent to an address, good once and for seven days. Only the hash of its secret is kept."""

    email = models.EmailField()
    navn = models.CharField(max_length=200)
    rolle = models.CharField(max_length=20, choices=ROLLE_VALG)
    kommune = models.CharField(max_length=4, blank=True, default="")
    hemmelig_hash = models.CharField(max_length=64, unique=True)
    af = models.CharField(max_length=200)
    tid = models.DateTimeField(default=timezone.now)
    udloeber_tid = models.DateTimeField()
    brugt_tid = models.DateTimeField(null=True, blank=True)
    trukket_tid = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-tid", "-pk"]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"

    @property
    def er_aaben(self) -> bool:
        """Neither used, withdrawn nor too old."""
        return not self.brugt_tid and not self.trukket_tid and self.udloeber_tid > timezone.now()


class Loginspaerring(models.Model):
    """Wrong passwords of an account, known to us or not; one row per address, as a keyed hash."""

    konto_hash = models.CharField(max_length=64, unique=True)
    fejl = models.PositiveIntegerField(default=0)
    sidste_tid = models.DateTimeField(default=timezone.now, db_index=True)
    spaerret_til = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Loginspærring {self.pk}"


class Systemnoegle(models.Model):
    """The token a system (or a script) sends. Kept as a hash; shown once.

    `omfang`: words of what it may: `indberet` (POST), `laes` (figures), `cpr` (lists with persons),
    `bestil` (send orders to the places).
    """

    navn = models.CharField(max_length=100)
    kommune = models.CharField(max_length=4)
    system = models.CharField("fagsystem", max_length=200)
    omfang = models.CharField(max_length=60, default="indberet")
    noegle_hash = models.CharField(max_length=64, unique=True)
    begyndelse = models.CharField("de første tegn", max_length=12)
    af = models.CharField(max_length=200)
    oprettet_tid = models.DateTimeField(default=timezone.now)
    udloeber_tid = models.DateTimeField(null=True, blank=True)
    trukket_tid = models.DateTimeField(null=True, blank=True)
    brugt_tid = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kommune", "system", "pk"]

    def __str__(self) -> str:
        return f"{self.system} ({self.kommune})"

    def kan(self, omfang: str) -> bool:
        return omfang in self.omfang.split()
