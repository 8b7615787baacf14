"""Order, make, publish and discard a publication: each one transaction and one row in the trail.

Opinion taken: the person who looks decides; nothing is published by itself. What waits to be looked at blocks
the next one, so every publication is suppressed together with all that went before it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from ffb.errors import BrugsFejl
from ffb.server.database import skrivning
from ffb.server.krypt import decrypt_bytes, encrypt_bytes
from ffb.server.leverance.grundlag import find_landet
from ffb.server.opgave.koe import enqueue
from ffb.server.spor.actions import who, write_spor
from ffb.server.udgivelse.models import Udgivelse
from ffb.server.viden.svar import prepare_kreds
from ffb.sprog import _
from ffb.udgivelse import Udgivelse as Tekster
from ffb.udgivelse import count_terninger, load_plan, make_udgivelse

STRENG = 5
GRAENSER = (load_plan().mindst, STRENG)


class KanIkke(Exception):
    """The act is refused; its text says why, for the person."""


def order_udgivelse(periode: tuple[date, date], mindst: int, *, by: Any) -> Udgivelse:
    """Have a publication prepared.

    Raises:
        KanIkke: one is under way already, no kommune has delivered, or the period or threshold will not do.
    """
    if periode[1] < periode[0]:
        raise KanIkke(_("Perioden slutter, før den begynder. Byt om på de to datoer."))
    if mindst not in GRAENSER:
        raise KanIkke(_("Vælg en af de to grænser for det færreste antal personer."))
    if not find_landet().leverancer:
        raise KanIkke(_("Der er endnu ingen leverancer at udgive tal om."))
    try:
        with skrivning():
            ny = Udgivelse.objects.create(
                navn=_find_navn(periode), periode_fra=periode[0], periode_til=periode[1], mindst=mindst,
                bestilt_af=who(by),
            )  # fmt: skip
            write_spor("udgivelse.bestilt", by=by, genstand=f"udgivelse:{ny.navn}", mindst=mindst)
            enqueue("udgivelse", noegle=ny.navn, navn=ny.navn)
    except IntegrityError:
        raise KanIkke(
            _("En anden udgivelse er undervejs. Udgiv eller kassér den, før der forberedes en ny.")
        ) from None
    return ny


def _find_navn(periode: tuple[date, date]) -> str:
    """`2025` for a year, else both days; `-2` and so on for the next of the same period."""
    fra, til = periode
    hele = (fra.month, fra.day, til.month, til.day) == (1, 1, 12, 31) and fra.year == til.year
    stamme = str(fra.year) if hele else f"{fra:%Y%m%d}-{til:%Y%m%d}"
    taget = set(Udgivelse.objects.filter(navn__startswith=stamme).values_list("navn", flat=True))
    navne = (stamme, *(f"{stamme}-{nr}" for nr in range(2, len(taget) + 3)))
    return next(n for n in navne if n not in taget)


def find_tidligere() -> list[Tekster]:
    """Every publication there is, oldest first: what a reader may hold beside the next."""
    return [_tekster(u) for u in Udgivelse.objects.filter(tilstand="udgivet").order_by("udgivet_tid", "pk")]


def _tekster(u: Udgivelse) -> Tekster:
    return Tekster(u.navn, (u.periode_fra, u.periode_til), bytes(u.vist), decrypt_bytes(bytes(u.husket)))


def prepare_udgivelse(navn: str, frem: Any) -> None:
    """Count, suppress and keep; the texts are the same however often it is done."""
    u = Udgivelse.objects.filter(navn=navn, tilstand="venter").first()
    if u is None:  # discarded meanwhile, or made by a worker that died a moment too late
        return
    frem(5, "Henter leverancerne")
    periode = (u.periode_fra, u.periode_til)
    grundlag, tidligere = prepare_kreds(), find_tidligere()
    frem(20, "Tæller tabellerne")
    tael = count_terninger(grundlag, load_plan(), periode)
    frem(50, "Skjuler små tal")
    try:
        tekster = make_udgivelse(navn, periode, load_plan(), tael, tidligere, mindst=u.mindst)
    except BrugsFejl as fejl:
        Udgivelse.objects.filter(pk=u.pk).update(tilstand="fejl", fejl=str(fejl)[:500])
        return
    Udgivelse.objects.filter(pk=u.pk, tilstand="venter").update(
        tilstand="klar", vist=tekster.vist, husket=encrypt_bytes(tekster.husket), sha256=tekster.aftryk,
        tidligere=[t.id for t in tidligere], kommuner=len(grundlag.kommuner),
    )  # fmt: skip


def publish_udgivelse(u: Udgivelse, *, by: Any) -> None:
    """Let others see it, for good.

    Raises:
        KanIkke: it is not ready, or was not made together with all that is published now.
    """
    with skrivning():
        fundet = Udgivelse.objects.select_for_update(no_key=True).filter(pk=u.pk, tilstand="klar").first()
        if fundet is None:
            raise KanIkke(_("Udgivelsen er ikke klar. Vent, eller forbered den igen."))
        nu = Udgivelse.objects.filter(tilstand="udgivet").values_list("navn", flat=True)
        if set(nu) != set(fundet.tidligere):
            raise KanIkke(_("Der er udgivet andet, siden den blev forberedt. Kassér den, og forbered igen."))
        fundet.tilstand, fundet.undervejs = "udgivet", False
        fundet.udgivet_tid, fundet.udgivet_af = timezone.now(), who(by)
        fundet.save(update_fields=["tilstand", "undervejs", "udgivet_tid", "udgivet_af"])
        write_spor("udgivelse.udgivet", by=by, genstand=f"udgivelse:{fundet.navn}", sha256=fundet.sha256)


def discard_udgivelse(u: Udgivelse, *, by: Any) -> None:
    """Take away one nobody has seen. Raises KanIkke where it is published: that cannot be undone."""
    with skrivning():
        antal, _hvad = Udgivelse.objects.filter(pk=u.pk).exclude(tilstand="udgivet").delete()
        if not antal:
            raise KanIkke(_("Den er udgivet og kan ikke tages tilbage: den kan være læst."))
        write_spor("udgivelse.kasseret", by=by, genstand=f"udgivelse:{u.navn}")
