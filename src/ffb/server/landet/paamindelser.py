"""Reminders: one draft per kommune to its faglig ansvarlig, sent only when someone says so.

Source: 3-rapport, Kontaktpersoner: the faglig ansvarlig gets mails, reports, reminders.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage as Djangomail

from ffb.server.database import skrivning
from ffb.server.landet.status import VALG, Kommunestatus
from ffb.server.leverance.models import Kontakt
from ffb.server.spor.actions import write_spor

FAGLIG = "faglig ansvarlig"
EMNE = {
    "ikke_leveret": "Levering af FFB-data til Danmarks Statistik",
    "ikke_frisk": "Månedens levering af FFB-data mangler",
    "med_fejl": "Fejl i FFB-data, der kan rettes",
    "ikke_aabnet": "FFB-rapporten ligger klar",
    "ikke_godkendt": "FFB-rapporten mangler godkendelse",
    "foraeldet": "FFB-rapporten skal godkendes igen",
}
TEKST = {
    "ikke_leveret": "Danmarks Statistik har ikke modtaget FFB-data fra jer.",
    "ikke_frisk": "Vi har ikke modtaget månedens leverance af FFB-data fra jer.",
    "med_fejl": "Der er fejl i jeres FFB-data. De står i rapporten og CPR-listerne.",
    "ikke_aabnet": "Jeres FFB-rapport ligger klar, men er ikke åbnet.",
    "ikke_godkendt": "Jeres FFB-rapport mangler at blive godkendt.",
    "foraeldet": "En senere leverance har ændret tal, I har godkendt. Rapporten skal godkendes igen.",
}


@dataclass(frozen=True, slots=True)
class Paamindelse:
    """A draft. `til` is empty where the kommune has told no address."""

    kommune: str
    navn: str
    til: tuple[str, ...]
    emne: str
    tekst: str


def build_paamindelser(status: Iterable[Kommunestatus], valg: str) -> list[Paamindelse]:
    """A draft for each of these kommuner about `valg` (a key of EMNE)."""
    adresser: dict[str, list[str]] = {}
    for k in Kontakt.objects.filter(rolle__iexact=FAGLIG).exclude(email=""):
        adresser.setdefault(k.kommune, []).append(k.email)
    return [
        Paamindelse(
            s.kommune.kode,
            s.kommune.navn,
            tuple(sorted(set(adresser.get(s.kommune.kode, [])))),
            EMNE[valg],
            f"Til faglig ansvarlig i {s.kommune.navn}\n\n{TEKST[valg]}\n\n"
            f"Se {settings.URL}/k/{s.kommune.kode}/\n",
        )
        for s in status
    ]


def pack_kladder(paamindelser: Iterable[Paamindelse]) -> bytes:
    """The drafts as .eml in a ZIP, for those who send from their own mail program."""
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as z:
        for p in paamindelser:
            mail = EmailMessage()
            mail["To"], mail["Subject"], mail["X-Unsent"] = ", ".join(p.til), p.emne, "1"
            mail.set_content(p.tekst)
            z.writestr(f"{p.kommune}.eml", bytes(mail))
    return ud.getvalue()


def send_paamindelser(paamindelser: Iterable[Paamindelse], valg: str, *, by: Any) -> int:
    """Send those that have an address; returns how many. Each is in the trail."""
    antal = 0
    for p in paamindelser:
        if p.til:
            Djangomail(p.emne, p.tekst, settings.DEFAULT_FROM_EMAIL, list(p.til)).send()
            with skrivning():
                write_spor("paamindelse.sendt", by=by, kommune=p.kommune, om=VALG[valg], modtagere=len(p.til))
            antal += 1
    return antal
