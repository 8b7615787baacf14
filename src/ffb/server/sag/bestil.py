"""Order help from a provider, and the provider's answer; what an order carries is all the provider sees.

Source: 6-sag (Bestilling, Levering); issue 6: udfører sees only citizens ordered to them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ffb.server.database import skrivning
from ffb.server.sag.actions import Feltfejl, confirm_objekt, read_felter, save_felter
from ffb.server.sag.models import Bestillingsadgang, Objekt, Sag, Udfoererperson, Udfoerersted
from ffb.server.sag.slags import Vaerdi
from ffb.server.sag.visning import Sagsindhold, Vist
from ffb.server.spor.actions import who, write_spor
from ffb.sprog import _

SKRIVER = ("delmaal", "notat", "statusnotat")  # what a provider writes


def send_bestilling(objekt: Objekt, *, by: Any) -> Bestillingsadgang:
    """Confirm the order and open the citizen to the provider.

    Raises:
        Feltfejl: something that must be there is missing, or it has been sent.
    """
    with skrivning():
        bestilling = confirm_objekt(objekt.pk, by=by)
        felter = read_felter(bestilling)
        if felter.get("svar") == "afventer" or felter.get("svar") == "accepteret":
            raise Feltfejl({"svar": _("Bestillingen er sendt. Udføreren ser altid, hvad der står i den nu.")})
        sted = Udfoerersted.objects.get(pk=int(str(felter["udfoerer"])))
        nyt = {"sendt": timezone.localdate().isoformat(), "svar": "afventer", "aarsag": "", "svartekst": ""}
        save_felter(bestilling.pk, nyt, bestilling.version, by=by)
        adgang, _ny = Bestillingsadgang.objects.update_or_create(
            bestilling=bestilling, defaults={"sted": sted, "sag": bestilling.sag, "lukket_tid": None}
        )
        _note(adgang, "sag.bestilt", by)
    return adgang


def answer_bestilling(
    adgang: Bestillingsadgang, svar: str, *, aarsag: str = "", tekst: str = "", by: Any
) -> None:
    """The provider accepts the order, or returns it with a reason; then the citizen is closed to it.

    Raises:
        Feltfejl: a return without a reason.
    """
    if svar == "returneret" and not aarsag:
        raise Feltfejl({"aarsag": _("Vælg, hvorfor bestillingen går retur.")})
    with skrivning():
        bestilling = Objekt.objects.get(pk=adgang.bestilling_id)
        felter = {"svar": svar, "aarsag": aarsag, "svartekst": tekst}
        save_felter(bestilling.pk, felter, bestilling.version, by=by)
        if svar == "returneret":
            adgang.lukket_tid = timezone.now()
            adgang.save(update_fields=["lukket_tid"])
        _note(adgang, f"sag.bestilling_{svar}", by)


def open_bestillinger(bruger: Any, kommune: str) -> QuerySet[Bestillingsadgang]:
    """The orders to the places this person works at, and those made up for training, newest first."""
    egne = Udfoererperson.objects.filter(sted=OuterRef("sted"), bruger=bruger)
    return (
        Bestillingsadgang.objects.filter(
            Exists(egne) | Q(sted__oevelse=True), sted__kommune=kommune, lukket_tid=None
        )
        .select_related("bestilling", "sted", "sag__borger")
        .order_by("-sendt_tid", "pk")
    )


def find_contact(kommune: str, by: Any) -> dict[str, Vaerdi]:
    """The contact this person wrote in her newest order, so that she writes it once."""
    egne = Objekt.objects.egne(kommune).filter(slags="bestilling", oprettet_af=who(by))
    seneste = egne.order_by("-oprettet_tid", "-pk").first()
    felter = read_felter(seneste) if seneste else {}
    return {n: v for n, v in felter.items() if n.startswith("kontakt_")}


def find_carried(indhold: Sagsindhold, bestilling: Objekt) -> dict[str, Vist]:
    """The objects the order carries: its indsats with ydelser, tilbud, målgrupper, støttebehov, goals and
    the goals' themes; and what has been written under them. An order from elsewhere carries all that came."""
    if indhold.sag.modtaget:
        return {i: v for i, v in indhold.alle.items() if not v.er_fejl}
    med: dict[str, Vist] = {}
    egen = indhold.alle[str(bestilling.pk)]
    indsats = indhold.alle.get(str(egen.felter.get("indsats") or ""))
    if indsats is None:
        return {egen.id: egen}
    _take(med, indhold, [egen, indsats])
    _take(med, indhold, (y for y in indhold.of_slags("ydelse") if y.felter.get("indsats") == indsats.id))
    for felt in ("tilbud", "planlagt", "maalgrupper", "stoettebehov", "maal"):
        _take(med, indhold, _pointed(indhold, indsats, felt))
    for maal in [v for v in med.values() if v.art.navn == "indsatsmaal"]:
        _take(med, indhold, (*_pointed(indhold, maal, "tema"), *_pointed(indhold, maal, "andre_temaer")))
    for v in indhold.of_slags(*SKRIVER):
        if v.felter.get("indsats") == indsats.id or str(v.felter.get("maal") or "") in med:
            med[v.id] = v
    return med


def _pointed(indhold: Sagsindhold, vist: Vist, felt: str) -> list[Vist]:
    v = vist.felter.get(felt)
    ider = v if isinstance(v, list) else [v] if isinstance(v, str) else []
    return [indhold.alle[i] for i in ider if i in indhold.alle]


def _take(med: dict[str, Vist], indhold: Sagsindhold, nye: Iterable[Vist]) -> None:
    """Confirmed objects only: a draft is the case worker's own."""
    for v in nye:
        if not v.er_fejl and (not v.er_kladde or v.art.navn in SKRIVER):
            med[v.id] = v


def _note(adgang: Bestillingsadgang, handling: str, by: Any) -> None:
    sag: Sag = adgang.sag
    write_spor(handling, by=by, kommune=sag.kommune, genstand=str(adgang.pk), borgere=[sag.borger.borger_id])
