"""Five wrong passwords close an account for five minutes, whether or not it exists.

An attempt is counted before the password is looked at and taken back when it was right, so that many at
once cannot slip through. Own table, not a cache: every process sees it, and a restart forgets nothing.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ffb.server.adgang.models import Loginspaerring

FORSOEG = 5
LUKKET = timedelta(minutes=5)
GLEMT = timedelta(minutes=15)  # wrong passwords further apart than this do not add up


def count_attempt(email: str) -> bool:
    """Count an attempt at the account; False if it is closed and the attempt must be refused."""
    nu = timezone.now()
    with transaction.atomic():
        Loginspaerring.objects.filter(sidste_tid__lt=nu - 4 * GLEMT).delete()
        raekke, _ = Loginspaerring.objects.select_for_update(no_key=True).get_or_create(
            konto_hash=_hash(email)
        )
        if raekke.spaerret_til and raekke.spaerret_til > nu:
            return False
        if raekke.spaerret_til or nu - raekke.sidste_tid > GLEMT:
            raekke.fejl = 0
        raekke.fejl += 1
        raekke.sidste_tid = nu
        raekke.spaerret_til = nu + LUKKET if raekke.fejl >= FORSOEG else None
        raekke.save()
    return True


def forgive(email: str) -> None:
    """The password was right, or was set anew: forget the wrong ones."""
    Loginspaerring.objects.filter(konto_hash=_hash(email)).delete()


def is_closed(email: str) -> bool:
    """Is the account closed just now?"""
    return Loginspaerring.objects.filter(konto_hash=_hash(email), spaerret_til__gt=timezone.now()).exists()


def _hash(email: str) -> str:
    return salted_hmac("ffb.adgang.spaerring", email.strip().lower(), algorithm="sha256").hexdigest()
