"""Let people in and out: each act one function, one transaction, one row in the trail.

Opinions taken: an invitation is accepted by the person, never forced on an account that is there; a kommune's
administrator decides over his own kommune's roles only, and closes an account only when it has no role
elsewhere. Raises BrugsFejl with words for the person who asked.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone, translation

from ffb.errors import BrugsFejl
from ffb.server.adgang.models import Bruger, Invitation, Tildeling
from ffb.server.adgang.roller import NATIONALE, RETTER, TITEL, Ret, Rolle
from ffb.server.database import skrivning
from ffb.server.spor.actions import who, write_spor
from ffb.sprog import _, sprog

GYLDIG = timedelta(days=7)


def create_bruger(email: str, navn: str, adgangskode: str | None, *, by: Any) -> Bruger:
    """A person without roles; without a password until one is set by a link.

    Raises:
        BrugsFejl: the address is taken.
    """
    with skrivning():
        if Bruger.objects.filter(email=email.strip().lower()).exists():
            raise BrugsFejl("Der er allerede en person med den e-mail.")
        bruger = Bruger.objects.create_user(email, adgangskode, navn=navn.strip())
        write_spor("bruger.oprettet", by=by, genstand=_om(bruger))
    return bruger


def check_adgangskode(adgangskode: str, email: str, navn: str) -> None:
    """Raises BrugsFejl with every reason why this password will not do."""
    try:
        with translation.override(sprog()):
            validate_password(adgangskode, Bruger(email=email, navn=navn))
    except ValidationError as fejl:
        raise BrugsFejl(" ".join(fejl.messages)) from None


def invite(email: str, navn: str, rolle: Rolle, kommune: str, *, by: Any) -> tuple[Invitation, str]:
    """A new invitation and the secret of its link, which is nowhere else.

    Raises:
        BrugsFejl: role and kommune do not go together, or the person has the role already.
    """
    email = email.strip().lower()
    check_rolle(rolle, kommune)
    if Tildeling.objects.filter(bruger__email=email, rolle=rolle, kommune=kommune).exists():
        raise BrugsFejl("Personen har allerede den rolle.")
    with skrivning():
        _open_invitationer(kommune).filter(email=email, rolle=rolle).update(trukket_tid=timezone.now())
        hemmelig = secrets.token_urlsafe(32)
        invitation = Invitation.objects.create(
            email=email, navn=navn.strip(), rolle=rolle, kommune=kommune, hemmelig_hash=hash_of(hemmelig),
            af=who(by), udloeber_tid=timezone.now() + GYLDIG,
        )  # fmt: skip
        _write("invitation.sendt", invitation, by)
    return invitation, hemmelig


def renew_invitation(invitation: Invitation, *, by: Any) -> str:
    """A new secret and seven new days; the former link is dead.

    Raises:
        BrugsFejl: it has been used or withdrawn.
    """
    with skrivning():
        invitation = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
        if invitation.brugt_tid or invitation.trukket_tid:
            raise BrugsFejl("Invitationen er brugt eller trukket tilbage. Send en ny.")
        hemmelig = secrets.token_urlsafe(32)
        invitation.hemmelig_hash = hash_of(hemmelig)
        invitation.udloeber_tid = timezone.now() + GYLDIG
        invitation.save(update_fields=["hemmelig_hash", "udloeber_tid"])
        _write("invitation.sendt", invitation, by)
    return hemmelig


def withdraw_invitation(invitation: Invitation, *, by: Any) -> None:
    """The link is dead; nothing happens to one that was used."""
    with skrivning():
        trukket = Invitation.objects.filter(pk=invitation.pk, brugt_tid=None, trukket_tid=None)
        if trukket.update(trukket_tid=timezone.now()):
            _write("invitation.trukket", invitation, by)


def find_invitation(hemmelig_hash: str) -> Invitation | None:
    """The open invitation with this hash."""
    invitation = Invitation.objects.filter(hemmelig_hash=hemmelig_hash).first()
    return invitation if invitation and invitation.er_aaben else None


def accept_invitation(invitation: Invitation, *, adgangskode: str | None = None, navn: str = "") -> Bruger:
    """The person behind the link gets the role; a new person is made with this password.

    Raises:
        BrugsFejl: someone was quicker, or the account is closed.
    """
    with skrivning():
        invitation = Invitation.objects.select_for_update(no_key=True).get(pk=invitation.pk)
        if not invitation.er_aaben:
            raise BrugsFejl("Invitationen er brugt, trukket tilbage eller for gammel.")
        bruger = Bruger.objects.filter(email=invitation.email).first()
        if bruger is None:
            bruger = create_bruger(
                invitation.email, navn or invitation.navn, adgangskode, by=invitation.email
            )
        elif not bruger.er_aktiv:
            raise BrugsFejl("Kontoen er lukket. Spørg den, der inviterede dig.")
        invitation.brugt_tid = timezone.now()
        invitation.save(update_fields=["brugt_tid"])
        _write("invitation.brugt", invitation, bruger)
        grant_rolle(bruger, Rolle(invitation.rolle), invitation.kommune, by=invitation.af)
    return bruger


def grant_rolle(bruger: Bruger, rolle: Rolle, kommune: str, *, by: Any) -> None:
    """Give a role; giving it twice changes nothing.

    Raises:
        BrugsFejl: role and kommune do not go together.
    """
    check_rolle(rolle, kommune)
    with skrivning():
        _, ny = Tildeling.objects.get_or_create(
            bruger=bruger, rolle=rolle, kommune=kommune, defaults={"af": who(by)}
        )
        if ny:
            _roller_changed(bruger)
            write_spor("rolle.givet", by=by, kommune=kommune, genstand=_om(bruger), rolle=str(rolle))


def revoke_rolle(bruger: Bruger, rolle: Rolle, kommune: str, *, by: Any) -> None:
    """Take a role away; it counts from the person's next click."""
    with skrivning():
        antal, _ = Tildeling.objects.filter(bruger=bruger, rolle=rolle, kommune=kommune).delete()
        if antal:
            _roller_changed(bruger)
            write_spor("rolle.taget", by=by, kommune=kommune, genstand=_om(bruger), rolle=str(rolle))


def deactivate_bruger(bruger: Bruger, *, by: Any, kommune: str = "") -> None:
    """Close the account; its sessions end at once and do not come back with it."""
    with skrivning():
        Bruger.objects.filter(pk=bruger.pk).update(er_aktiv=False, sessionstal=F("sessionstal") + 1)
        write_spor("bruger.deaktiveret", by=by, kommune=kommune, genstand=_om(bruger))


def activate_bruger(bruger: Bruger, *, by: Any, kommune: str = "") -> None:
    """Open a closed account again, with the roles it had."""
    with skrivning():
        Bruger.objects.filter(pk=bruger.pk).update(er_aktiv=True)
        write_spor("bruger.aktiveret", by=by, kommune=kommune, genstand=_om(bruger))


def reset_totrin(bruger: Bruger, *, by: Any, kommune: str = "") -> int:
    """For one who lost the telephone: every second factor away and every session ended; returns how many."""
    with skrivning():
        antal, _ = Authenticator.objects.filter(user=bruger).delete()
        Bruger.objects.filter(pk=bruger.pk).update(sessionstal=F("sessionstal") + 1)
        write_spor("totrin.nulstillet", by=by, kommune=kommune, genstand=_om(bruger), antal=antal)
    return antal


def may_close(bruger: Bruger, kommune: str) -> bool:
    """May the one who rules access in `kommune` ('' = nationally) close this account?"""
    return not kommune or {t.kommune for t in bruger.tildelinger()} <= {kommune}


def is_last_administrator(bruger: Bruger, kommune: str) -> bool:
    """Is no other active person able to let people in, in this kommune ('' = nationally)?"""
    roller = [r for r, retter in RETTER.items() if Ret.STYR_ADGANG in retter]
    styrer = Tildeling.objects.filter(rolle__in=roller, kommune=kommune, bruger__er_aktiv=True)
    return styrer.filter(bruger=bruger).exists() and not styrer.exclude(bruger=bruger).exists()


def check_rolle(rolle: Rolle, kommune: str) -> None:
    """Raises BrugsFejl for a national role in a kommune, or a kommune's role without one."""
    if rolle in NATIONALE and kommune:
        raise BrugsFejl(_("{rolle} er en national rolle og gives uden kommune.", rolle=_(TITEL[rolle])))
    if rolle not in NATIONALE and not kommune:
        raise BrugsFejl(_("{rolle} gives i en kommune: skriv kommunekoden.", rolle=_(TITEL[rolle])))


def hash_of(hemmelig: str) -> str:
    """What is kept of a secret. It is 256 random bits, so a plain hash cannot be searched."""
    return hashlib.sha256(hemmelig.encode()).hexdigest()


def _open_invitationer(kommune: str) -> Any:
    return Invitation.objects.filter(kommune=kommune, brugt_tid=None, trukket_tid=None)


def _roller_changed(bruger: Bruger) -> None:
    Bruger.objects.filter(pk=bruger.pk).update(rolletal=F("rolletal") + 1)
    bruger.__dict__.pop("_tildelinger", None)


def _om(bruger: Bruger) -> str:
    return f"bruger:{bruger.pk}"


def _write(handling: str, invitation: Invitation, by: Any) -> None:
    write_spor(
        handling, by=by, kommune=invitation.kommune, genstand=f"invitation:{invitation.pk}",
        rolle=invitation.rolle,
    )  # fmt: skip
