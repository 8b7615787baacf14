"""Help under § 82: its own short course, without assessment and decision, begun and ended in one act each.

Opinion taken: what is reported is an indsats, a tilbud and a ydelse like any other, so that the course counts
where it should; what makes it short is that nothing else is asked for. The indsats is planned, not ordered:
the guide asks a målgruppe, støttebehov and follow-up of what is ordered, and its ydelse counts all the same.
§ 82 b is refused beyond six months, since the law says so; the others have no such limit here.
Source: 1-system B6 (S4: uvisiteret, no klageadgang, within 6 months); 9-uddatasaet (law per ydelse).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from ffb.begreber import Begreb, find_begreb, load_katalog_paa
from ffb.server.database import skrivning
from ffb.server.sag.actions import (
    Feltfejl,
    confirm_objekt,
    create_objekt,
    read_felter,
    retract_objekt,
    save_felter,
)
from ffb.server.sag.models import GAELDENDE, Objekt, Sag
from ffb.server.sag.sammentaelling import last_day
from ffb.server.sag.visning import Sagsindhold
from ffb.server.spor.actions import write_spor
from ffb.sprog import _, dato, parse_dato

PARAGRAF = {"sel82a": "§82a", "sel82b": "§82b", "sel82c": "§82c", "sel82d": "§82d"}
TIDSBEGRAENSET = "sel82b"


def find_begreber(art: str, slags: str, dag: date) -> Sequence[Begreb]:
    """The ydelser or tilbud that are given under this part of § 82, those mainly of it first."""
    katalog = load_katalog_paa("ffb", dag)
    alle = katalog.art(slags) if katalog else ()
    egne = [b for b in alle if PARAGRAF[art] in b.lov]
    return sorted(egne, key=lambda b: b.lov.index(PARAGRAF[art]))


def begin_p82(
    sag: Sag, art: str, ydelse: str, start: str, *, frist: str = "", note: str = "", by: Any
) -> Objekt:
    """Begin a course: its tilbud, indsats and ydelse, confirmed.

    Args:
        frist: the day it ends at the latest; § 82 b has one whether it is given or not.

    Raises:
        Feltfejl: every fault at once; nothing is stored.
    """
    fra, til = _check(art, ydelse, start, frist)
    tilbud = find_begreber(art, "tilbud", fra)[0].kode
    with skrivning():
        sted = _tilbud(sag, tilbud, by)
        faelles = {"start": fra.isoformat()}
        indsats = _confirmed(
            sag, "indsats", {"hensigt": "planlagt", "tilstand": "aktiv", "tilbud": sted} | faelles, by
        )
        givet = _confirmed(sag, "ydelse", {"indsats": str(indsats.pk), "kode": ydelse} | faelles, by)
        felter = {"art": art, "indsats": str(indsats.pk), "ydelse": str(givet.pk), "note": note} | faelles
        forloeb = _confirmed(sag, "par82", felter | {"frist": til.isoformat() if til else ""}, by)
        _note(forloeb, "sag.p82", by)
    return forloeb


def end_p82(forloeb: Objekt, slut: str, *, by: Any) -> None:
    """The course ends on a day, and with it its indsats and ydelse.

    Raises:
        Feltfejl: the day cannot be read, or is before the start.
    """
    felter = read_felter(forloeb)
    dag = _read_dato(slut)
    if isinstance(dag, str):
        raise Feltfejl({"slut": dag})
    if dag < date.fromisoformat(str(felter["start"])):
        raise Feltfejl({"slut": _("Forløbet kan ikke slutte, før det begyndte.")})
    with skrivning():
        for felt, mere in (("ydelse", {}), ("indsats", {"tilstand": "afsluttet"})):
            objekt = Objekt.objects.get(pk=str(felter[felt]), sag=forloeb.sag)
            save_felter(objekt.pk, {"slut": dag.isoformat()} | mere, objekt.version, by=by)
        save_felter(forloeb.pk, {"slut": dag.isoformat()}, forloeb.version, by=by)
        _note(forloeb, "sag.p82_slut", by)


def only_p82(indhold: Sagsindhold) -> bool:
    """The case has ydelser, and all of them are under § 82."""
    koder = [str(v.felter.get("kode")) for v in indhold.of_slags("ydelse") if not v.er_kladde]
    begreber = [find_begreb(kode) for kode in koder]
    return bool(begreber) and all(b and b.lov and b.lov[0] in PARAGRAF.values() for b in begreber)


def withdraw_p82(forloeb: Objekt, grund: str, *, by: Any) -> None:
    """The course was entered in error, and with it its indsats and ydelse.

    Raises:
        Feltfejl: no reason is given.
    """
    felter = read_felter(forloeb)
    with skrivning():
        retract_objekt(forloeb.pk, grund, by=by)
        for felt in ("ydelse", "indsats"):
            if felter.get(felt):
                retract_objekt(UUID(str(felter[felt])), grund, by=by)


def _check(art: str, ydelse: str, start: str, frist: str) -> tuple[date, date | None]:
    fejl: dict[str, str] = {}
    if art not in PARAGRAF:
        fejl["art"] = _("Vælg, hvilken del af § 82 hjælpen gives efter.")
    fra = _read_dato(start)
    til = _read_dato(frist) if frist.strip() else None
    if isinstance(fra, str):
        fejl["start"] = fra
    elif art in PARAGRAF and ydelse not in [b.kode for b in find_begreber(art, "ydelse", fra)]:
        fejl["ydelse"] = _("Vælg en ydelse, der hører til den valgte del af § 82.")
    if isinstance(til, str):
        fejl["frist"] = til
    elif isinstance(fra, date) and (f := _check_frist(art, fra, til)):
        fejl["frist"] = f
    if fejl or isinstance(fra, str) or isinstance(til, str):
        raise Feltfejl(fejl)
    return fra, til or (last_day(fra) if art == TIDSBEGRAENSET else None)


def _check_frist(art: str, fra: date, til: date | None) -> str:
    if til is not None and til < fra:
        return _("Forløbet kan ikke slutte, før det begynder.")
    if til is not None and art == TIDSBEGRAENSET and til > last_day(fra):
        return _(
            "Hjælp efter § 82 b varer højst seks måneder, her til og med {dag}. Er behovet der længere, så "
            "visitér til § 85.",
            dag=dato(last_day(fra)),
        )
    return ""


def _read_dato(raa: str) -> date | str:
    """The day, or what is wrong with it in words."""
    try:
        return parse_dato(raa)
    except ValueError:
        return _("Datoen kan ikke læses. Skriv den som 31.12.2026.")


def _tilbud(sag: Sag, kode: str, by: Any) -> str:
    """The case's tilbud of this kind, made if it has none."""
    har = Objekt.objects.filter(sag=sag, slags="tilbud", kode=kode, tilstand=GAELDENDE).first()
    return str((har or _confirmed(sag, "tilbud", {"kode": kode}, by)).pk)


def _confirmed(sag: Sag, slags: str, felter: dict[str, Any], by: Any) -> Objekt:
    return confirm_objekt(create_objekt(sag, slags, felter, by=by).pk, by=by)


def _note(forloeb: Objekt, handling: str, by: Any) -> None:
    sag = forloeb.sag
    write_spor(handling, by=by, kommune=sag.kommune, genstand=str(forloeb.pk), borgere=[sag.borger.borger_id])
