"""Orders from elsewhere: a message becomes an order in a place's inbox, or is refused whole with every fault.

Opinion taken: what came is kept apart from the kommune's own cases (`Sag.modtaget`): no case worker sees it,
it is in no figure and never reported; the sender's kommune does that. The same message again gives the first
receipt. A newer message about the same indsats replaces what stands, with its history, and is to be answered
anew. The message itself is not kept.
Source: hl7dk/kl-ffb-messaging 0.1.0 (`formats.fhir.bestilling_laes`); 4-regler (receipts).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.formats.fhir.bestilling_dele import Part
from ffb.formats.fhir.bestilling_laes import Modtaget, read_bestilling
from ffb.formats.identitet import Identitet
from ffb.server.database import skrivning, wait_turn
from ffb.server.leverance.boks import store_cpr
from ffb.server.noegler import load_noegler
from ffb.server.sag.actions import receive_objekt, retract_objekt
from ffb.server.sag.bestil import SKRIVER
from ffb.server.sag.gemt import seal
from ffb.server.sag.models import (
    ACCEPTERET,
    AFVIST,
    FEJLREGISTRERET,
    MED_FUND,
    Bestillingsadgang,
    Bestillingskvittering,
    Objekt,
    Sag,
    Sagsborger,
    Udfoerersted,
)
from ffb.server.sag.modtagne import BESTILLING, Nyt, build_objekter, make_id
from ffb.server.sag.sammentaelling import refresh_sag
from ffb.server.spor.actions import who, write_spor
from ffb.server.sprog import paa_sprog
from ffb.sprog import Dansk, _

STOERSTE = 10_000_000
TRUKKET = frozenset({"revoked", "entered-in-error"})


def receive_besked(
    kommune: str, data: bytes, *, vej: str, by: Any, steder: QuerySet[Udfoerersted] | None = None
) -> tuple[Bestillingskvittering, bool]:
    """Take a message in; returns its receipt and whether it is new.

    Args:
        vej: `upload` or `post`.
        steder: the places it may be for; None for every place of the kommune.
    """
    modtaget = None
    with paa_sprog("da"):  # the receipt is kept
        try:
            modtaget = read_bestilling(data)
            with skrivning():
                wait_turn(f"bestilling:{kommune}")
                if foer := _find_foer(kommune, modtaget):
                    return foer, False
                return _store(kommune, modtaget, vej=vej, by=by, steder=steder), True
        except Laesefejl as laesefejl:
            return _refuse(kommune, modtaget, laesefejl.fejl, vej=vej, by=by), True


def find_sted(steder: Iterable[Udfoerersted], modtager: Part) -> Udfoerersted | None:
    """The place a message is for: by its address, and by its name where several share one or it has none."""
    adresse, navn = _plain(modtager.endpoint), _plain(modtager.navn)
    alle = list(steder)
    egne = [s for s in alle if s.endpoint and _plain(s.endpoint) == adresse]
    if len(egne) == 1:
        return egne[0]
    return next((s for s in egne or alle if _plain(s.navn) == navn and (egne or not s.endpoint)), None)


def _plain(tekst: str) -> str:
    return tekst.strip().rstrip("/").casefold()


def _find_foer(kommune: str, m: Modtaget) -> Bestillingskvittering | None:
    """The receipt of the same message. Raises Laesefejl when the id is another's."""
    foer = _kept(kommune).filter(besked_id=m.id).first()
    if foer is not None and foer.aftryk != m.aftryk:
        goer = "Giv den ændrede besked et nyt id i MessageHeader."
        raise _fault("MessageHeader.id", "En anden besked er modtaget med det samme id.", goer)
    return foer


def _kept(kommune: str) -> QuerySet[Bestillingskvittering]:
    return Bestillingskvittering.objects.filter(kommune=kommune).exclude(tilstand=AFVIST)


def _store(
    kommune: str, m: Modtaget, *, vej: str, by: Any, steder: QuerySet[Udfoerersted] | None
) -> Bestillingskvittering:
    """Within a transaction. Raises Laesefejl, before anything is written."""
    sted = _place(kommune, m, steder)
    seneste = _kept(kommune).filter(indsats_id=m.indsats_id, afsender_adresse=m.bestilling.kommune.endpoint)
    foer = seneste.select_related("adgang__sag__borger").first()
    _check(kommune, m, foer)
    b = m.bestilling
    nye, fejl = build_objekter(m, sted.pk, b.dato if b.dato.year > 1 else b.tid.date())
    if fejl:
        raise Laesefejl(fejl)
    borger = _citizen(kommune, m)
    sag = foer.adgang.sag if foer and foer.adgang else Sag(kommune=kommune, modtaget=True)
    sag.borger, sag.enhed = borger, b.kontakt.enhed[:200]
    sag.sagsnummer = str(b.of("indsats")[0]["sagsnummer"] or "")[:60]
    sag.save()
    adgang = _put(sag, sted, nye, by)
    kvittering = Bestillingskvittering.objects.create(
        kommune=kommune, tilstand=MED_FUND if m.fund else ACCEPTERET, besked_id=m.id, indsats_id=m.indsats_id,
        aftryk=m.aftryk, besked_tid=b.tid.replace(tzinfo=UTC), afsender=b.kommune.navn[:200],
        afsender_adresse=b.kommune.endpoint, sted=sted, adgang=adgang, fund=_words(m.fund), vej=vej,
        af=who(by),
    )  # fmt: skip
    write_spor(
        "sag.besked_modtaget", by=by, kommune=kommune, genstand=f"kvittering {kvittering.pk}",
        borgere=[borger.borger_id], vej=vej, fornyet=foer is not None,
    )  # fmt: skip
    return kvittering


def _place(kommune: str, m: Modtaget, steder: QuerySet[Udfoerersted] | None) -> Udfoerersted:
    alle = Udfoerersted.objects.filter(kommune=kommune, lukket_tid=None, oevelse=False)
    sted = find_sted(alle, m.bestilling.udfoerer)
    if sted is None:
        goer = (
            "Skriv stedets adresse under Adgang, Opsætning af sager, eller bed afsenderen rette modtageren."
        )
        raise _fault(
            "MessageHeader.destination", "Ingen af stederne her har beskedens adresse og navn.", goer
        )
    if steder is not None and not steder.filter(pk=sted.pk).exists():
        hvad = "Beskeden er til et sted, du ikke arbejder på."
        goer = "Giv filen til en, der arbejder på stedet."
        raise _fault("MessageHeader.destination", hvad, goer)
    return sted


def _check(kommune: str, m: Modtaget, foer: Bestillingskvittering | None) -> None:
    """What a message may not do to what stands. Raises Laesefejl."""
    b = m.bestilling
    sted = m.sted[str(b.of("indsats")[0]["indsats_id"])]
    if _is_own(kommune, m.indsats_id):
        hvad = "Bestillingen er sendt fra kommunen selv og ligger i stedets indbakke."
        raise _fault(sted, hvad, "Send kun bestillinger fra andre kommuner og systemer.")
    if str(b.of("indsats")[0]["status"]) in TRUKKET:
        hvad = "Indsatsen er trukket tilbage. Standarden har ingen besked om det."
        raise _fault(f"{sted}.status", hvad, "Aftal det med stedet på anden måde.")
    if len(b.kommune.endpoint) > 300:
        raise _fault("MessageHeader.source.endpoint", "Adressen er for lang.", "Brug højst 300 tegn.")
    if foer and foer.besked_tid and b.tid.replace(tzinfo=UTC) < foer.besked_tid:
        hvad = "En nyere besked om den samme indsats er modtaget."
        raise _fault("Bundle.timestamp", hvad, "Send den nyeste besked.")


def _is_own(kommune: str, indsats_id: str) -> bool:
    try:
        nr = UUID(indsats_id)
    except ValueError:
        return False  # ours are UUIDs
    return Objekt.objects.egne(kommune).filter(pk=nr).exists()


def _citizen(kommune: str, m: Modtaget) -> Sagsborger:
    b = m.bestilling.borger
    borger_id = Identitet(load_noegler().pseudonym).person(b.cpr).borger_id
    store_cpr(kommune, [(borger_id, b.cpr)])
    navn = seal(f"{b.fornavn} {b.efternavn}".strip()[:300])
    borger, _ny = Sagsborger.objects.update_or_create(
        kommune=kommune, borger_id=borger_id, modtaget=True, defaults={"navn": navn}
    )
    return borger


def _put(sag: Sag, sted: Udfoerersted, nye: Sequence[Nyt], by: Any) -> Bestillingsadgang:
    """The objects as the message has them; what it has no more is withdrawn, what the place wrote stays."""
    for nyt in nye:
        receive_objekt(sag, nyt.id(sag.pk), nyt.slags, nyt.stored(sag.pk), by=by)
    staar = Objekt.objects.filter(sag=sag).exclude(slags__in=SKRIVER).exclude(tilstand=FEJLREGISTRERET)
    for objekt in staar.exclude(pk__in={nyt.id(sag.pk) for nyt in nye}):
        retract_objekt(objekt.pk, _("Står ikke i afsenderens nyeste besked."), by=by)
    refresh_sag(sag)
    adgang, _ny = Bestillingsadgang.objects.update_or_create(
        bestilling_id=make_id(sag.pk, BESTILLING),
        defaults={"sted": sted, "sag": sag, "lukket_tid": None, "sendt_tid": timezone.now()},
    )
    return adgang


def _refuse(
    kommune: str, m: Modtaget | None, fejl: Iterable[Filfejl], *, vej: str, by: Any
) -> Bestillingskvittering:
    """A receipt with every fault; nothing else of the message stays."""
    with skrivning():
        kvittering = Bestillingskvittering.objects.create(
            kommune=kommune, tilstand=AFVIST, besked_id=m.id if m else "", fejl=_words(fejl), vej=vej,
            af=who(by), afsender=m.bestilling.kommune.navn[:200] if m else "",
        )  # fmt: skip
        genstand = f"kvittering {kvittering.pk}"
        antal = len(kvittering.fejl)
        write_spor("sag.besked_afvist", by=by, kommune=kommune, genstand=genstand, vej=vej, fejl=antal)
    return kvittering


def _words(fund: Iterable[Filfejl]) -> list[dict[str, str]]:
    return [{n: str(v) for n, v in asdict(f).items() if n != "kode"} for f in fund]


def _fault(sted: str, hvad: Dansk, goer: Dansk) -> Laesefejl:
    return Laesefejl([Filfejl(sted, hvad, goer, Exit.BESKADIGET)])
