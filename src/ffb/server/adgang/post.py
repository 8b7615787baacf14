"""Mail to people about their access. Never a password; a link that works once."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from ffb.begreber import find_kommune
from ffb.server.adgang.models import Invitation
from ffb.server.sprog import paa_sprog
from ffb.sprog import _


def invitation_url(hemmelig: str) -> str:
    """The address of the link."""
    return f"{settings.URL}{reverse('invitation_link', args=[hemmelig])}"


def send_invitation(invitation: Invitation, hemmelig: str) -> None:
    """The link, to the address that was invited, in Danish: nobody has chosen a language yet."""
    with paa_sprog("da"):
        tekst = render_to_string(
            "adgang/mail/invitation.txt",
            {
                "invitation": invitation,
                "kommune": find_kommune(invitation.kommune or None),
                "url": invitation_url(hemmelig),
            },
        )
        send_mail(_("Invitation til FFB"), tekst, settings.DEFAULT_FROM_EMAIL, [invitation.email])
