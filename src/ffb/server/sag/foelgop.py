"""Hold a follow-up: every followed theme scored again, støttebehov, result, the next date; in one act.

Opinion taken: a score that has not changed is also a score, with the day's date. Source: 6-sag (Opfølgning).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ffb.begreber import find_begreb
from ffb.server.database import skrivning
from ffb.server.sag.actions import (
    Feltfejl,
    confirm_objekt,
    create_objekt,
    read_felter,
    save_felter,
)
from ffb.server.sag.models import Objekt
from ffb.server.sag.visning import Sagsindhold, Vist
from ffb.sprog import _

AFSLUTTER = ("afslutning", "ny")  # short names of results that end the indsats


def followed_themes(indhold: Sagsindhold, indsats: Vist) -> list[Vist]:
    """The A&D themes of the indsats' goals, each once; without goals every A&D theme of the case."""
    maal = indsats.felter.get("maal")
    ider: list[str] = []
    for m in maal if isinstance(maal, list) else []:
        felter = indhold.alle[m].felter if m in indhold.alle else {}
        andre = felter.get("andre_temaer")
        ider += [str(felter.get("tema") or ""), *(andre if isinstance(andre, list) else [])]
    fundne = [
        indhold.alle[i] for i in dict.fromkeys(ider) if i in indhold.alle and not indhold.alle[i].er_fejl
    ]
    return fundne or [t for t in indhold.of_slags("tema") if t.felter.get("niveau") and not t.er_kladde]


def hold_opfoelgning(
    indsats: Objekt,
    dag: date,
    scorer: Mapping[str, str],
    resultat: str,
    *,
    stoettebehov: str = "",
    naeste: str = "",
    bemaerkning: str = "",
    by: Any,
) -> Objekt:
    """Write a held follow-up of an indsats.

    Args:
        scorer: tema id -> code of the level, also where it is as before; "" = not scored this time.
        resultat: code of the result.
        stoettebehov: code of the level, "" = not judged.
        naeste: the next follow-up's date; needed when the indsats goes on.

    Raises:
        Feltfejl: nothing is stored.
    """
    sag = indsats.sag
    begreb = find_begreb(resultat)
    slutter = bool(begreb and begreb.kortnavn in AFSLUTTER)
    if begreb is None or begreb.art != "opfoelgningsresultat":
        raise Feltfejl({"resultat": _("Vælg, hvad opfølgningen førte til.")})
    if not slutter and not naeste:
        raise Feltfejl({"naeste": _("Skriv, hvornår der følges op næste gang.")})
    with skrivning():
        for id_, niveau in scorer.items():
            if niveau:
                tema = Objekt.objects.get(pk=id_, sag=sag, slags="tema")
                save_felter(tema.pk, {"niveau": niveau, "senest": dag.isoformat()}, tema.version, by=by)
        felter: dict[str, Any] = {}
        planlagt = str(read_felter(indsats).get("planlagt") or "")
        if stoettebehov:
            nyt = _confirmed(sag, "stoettebehov", {"niveau": stoettebehov, "dato": dag.isoformat()}, by)
            felter["stoettebehov"] = [str(nyt.pk)]
        if slutter:
            felter |= {"tilstand": "afsluttet", "slut": dag.isoformat(), "planlagt": ""}
            _end_ydelser(indsats, dag, by)
        else:
            felter["planlagt"] = str(_confirmed(sag, "planlagt", {"dato": naeste}, by).pk)
        indsats = Objekt.objects.get(pk=indsats.pk)
        save_felter(indsats.pk, felter, indsats.version, by=by)
        return _confirmed(
            sag,
            "opfoelgning",
            {
                "indsats": str(indsats.pk),
                "dato": dag.isoformat(),
                "resultat": resultat,
                "planlagt": planlagt,
                "bemaerkning": bemaerkning,
            },
            by,
        )


def _confirmed(sag: Any, slags: str, felter: Mapping[str, Any], by: Any) -> Objekt:
    return confirm_objekt(create_objekt(sag, slags, felter, by=by).pk, by=by)


def _end_ydelser(indsats: Objekt, dag: date, by: Any) -> None:
    """The ydelser of an indsats that ends, end the same day unless they ended before."""
    for ydelse in Objekt.objects.filter(sag=indsats.sag, slags="ydelse", slut_dato=None):
        if read_felter(ydelse).get("indsats") == str(indsats.pk):
            save_felter(ydelse.pk, {"slut": dag.isoformat()}, ydelse.version, by=by)
