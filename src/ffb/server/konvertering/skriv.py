"""A citizen of a wave into her case: by the same acts a case worker has, so all of it is in the history.

Opinion taken: an object is made once for each part of a post; a second run finds it and leaves it as it is.
What has all FFB needs becomes gældende, the rest stays a draft for a person. A citizen without a case number,
or with one another has, is held back and told of. Source: 6-sag; ADR 0024.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ffb.konvertering.arter import DELT, OVERSAT
from ffb.konvertering.oversaet import Udfald
from ffb.konvertering.poster import Post
from ffb.server.adgang.models import Bruger
from ffb.server.adgang.roller import Rolle
from ffb.server.database import skrivning
from ffb.server.konvertering.models import Boelge, Flytning, Konverteret
from ffb.server.leverance.boks import open_cpr
from ffb.server.sag.actions import (
    Feltfejl,
    confirm_objekt,
    create_borger,
    create_objekt,
    open_sag,
    reopen_objekt,
    save_felter,
)
from ffb.server.sag.models import GAELDENDE, Objekt, Sag, Sagsborger
from ffb.sprog import _

Felter = dict[str, Any]


class HoldtTilbage(Exception):
    """The citizen cannot be moved; its text is a key of `GRUNDE`."""


@dataclass(slots=True)
class Skriver:
    """Writes into one case; counts what it made. `foer`: what the conversion has written there before."""

    boelge: Boelge
    sag: Sag
    by: Any
    foer: dict[tuple[str, str, str], Konverteret] = field(default_factory=dict)
    nye: int = 0
    kladder: int = 0

    def ensure(
        self, art: str, post_id: str, stykke: str, slags: str, felter: Felter, *, klar: bool = True
    ) -> Objekt:
        """The object of this part: the one there, else a new one; gældende if it can be."""
        link = self.foer.get((art, post_id, stykke))
        if link is not None and not link.fortrudt:
            return link.objekt
        felter = {n: v for n, v in felter.items() if v}
        if link is not None:
            objekt = reopen_objekt(link.objekt_id, by=self.by)
            save_felter(objekt.pk, felter, objekt.version, by=self.by)
            Konverteret.objects.filter(pk=link.pk).update(boelge=self.boelge, fortrudt=False)
        else:
            objekt = create_objekt(self.sag, slags, felter, by=self.by)
            link = Konverteret(
                konvertering=self.boelge.konvertering,
                boelge=self.boelge,
                art=art,
                post_id=post_id,
                stykke=stykke,
            )
            link.objekt = objekt
            link.save()
        self.foer[art, post_id, stykke] = link
        self.nye += 1
        link.objekt = self._confirm(objekt, klar)
        return link.objekt

    def _confirm(self, objekt: Objekt, klar: bool) -> Objekt:
        if klar:
            try:
                return confirm_objekt(objekt.pk, by=self.by)
            except Feltfejl:
                pass
        self.kladder += 1
        return objekt


def move_borger(boelge: Boelge, borger_id: int, udfald: Sequence[Udfald], *, by: Any) -> tuple[int, int]:
    """Write a citizen's mapped posts; returns (objects made, of them drafts). One transaction.

    Raises:
        HoldtTilbage: her case cannot be told, or her CPR is not in the vault.
    """
    klare = [u for u in udfald if u.udfald in (OVERSAT, DELT) and u.post.art != "delmaal"]
    if not klare:
        return 0, 0
    with skrivning():
        sag = _find_sag(boelge, borger_id, [u.post for u in udfald], by)
        links = Konverteret.objects.filter(
            konvertering=boelge.konvertering, objekt__sag__borger=sag.borger
        ).select_related("objekt__sag__borger")
        foer = {(x.art, x.post_id, x.stykke): x for x in links}
        urort = _is_untouched(boelge, sag)
        skriver = Skriver(boelge, sag, by, foer)
        _write(skriver, klare, [u.post for u in udfald])
        if skriver.nye and urort:
            sag.refresh_from_db()
            Flytning.objects.update_or_create(
                boelge=boelge,
                sag=sag,
                defaults={"borger_id": borger_id, "sagsversion": sag.version, "fortrudt_tid": None},
            )
    return skriver.nye, skriver.kladder


def _is_untouched(boelge: Boelge, sag: Sag) -> bool:
    """Nobody has worked in the case since this wave wrote in it; so it may be undone later."""
    foer = Flytning.objects.filter(boelge=boelge, sag=sag, fortrudt_tid=None).first()
    return foer is None or foer.sagsversion == sag.version


def _find_sag(boelge: Boelge, borger_id: int, poster: Sequence[Post], by: Any) -> Sag:
    """Her case by its number, opened if it is not there."""
    kommune = boelge.konvertering.kommune
    numre = sorted({p.sagsnummer for p in poster if p.sagsnummer})
    if len(numre) != 1:
        raise HoldtTilbage("sagsnummer" if not numre else "flere_sager")
    sag = Sag.objects.egne(kommune).filter(sagsnummer=numre[0]).select_related("borger").first()
    if sag is not None:
        if sag.borger.borger_id != borger_id:
            raise HoldtTilbage("taget")
        return sag
    cpr = open_cpr(kommune, [borger_id]).get(borger_id)
    if cpr is None:
        raise HoldtTilbage("cpr")
    navn = next((p.navn for p in poster if p.navn), None) or _("Navn ikke oplyst")
    kendt = Sagsborger.objects.egne(kommune).filter(borger_id=borger_id).first()
    borger = kendt or create_borger(kommune, cpr, navn, by=by)
    sag = open_sag(borger, numre[0], by=by)
    if sag.sagsbehandler_id is None:
        Sag.objects.filter(pk=sag.pk).update(sagsbehandler=_find_person(kommune, poster))
    return sag


def _find_person(kommune: str, poster: Sequence[Post]) -> Bruger | None:
    """The case worker the old system names, if one person of the kommune has that name or address."""
    navne = {p.sagsbehandler for p in poster if p.sagsbehandler}
    mulige = Bruger.objects.filter(tildeling__kommune=kommune, tildeling__rolle=Rolle.SAGSBEHANDLER)
    fundet = [b for b in mulige.distinct() if b.navn in navne or b.email in navne]
    return fundet[0] if len(fundet) == 1 else None


def _write(s: Skriver, klare: Iterable[Udfald], poster: Sequence[Post]) -> None:
    """In the order things point at each other."""
    efter: dict[str, list[Udfald]] = {}
    for u in klare:
        efter.setdefault(u.post.art, []).append(u)
    temaer: dict[str, Objekt] = {}
    for u in efter.get("tema", []):
        _temaer(s, u, temaer)
    stoette = [_enkel(s, u, "stoettebehov", "niveau") for u in efter.get("stoettebehov", [])]
    grupper = [o for u in efter.get("maalgruppe", []) for o in _maalgrupper(s, u)]
    maal = [(u.post, _maal(s, u, temaer)) for u in efter.get("indsatsmaal", [])]
    for (indsats_id, _tilbud), ydelser in _by_indsats(efter.get("ydelse", [])).items():
        peger = {
            "stoettebehov": [str(o.pk) for o in stoette if o.tilstand == GAELDENDE],
            "maalgrupper": [str(o.pk) for o in grupper if o.tilstand == GAELDENDE],
            "maal": [str(o.pk) for p, o in maal if p.indsats_id in (None, indsats_id)],
        }
        indsats = _indsats(s, indsats_id, ydelser, poster, peger)
        for u in ydelser:
            for nr, kode in enumerate(u.koder, start=1):
                felter = {"indsats": str(indsats.pk), "kode": kode, **_periode(u.post)}
                klar = indsats.tilstand == GAELDENDE
                s.ensure("ydelse", u.post.post_id, str(nr), "ydelse", felter, klar=klar)
    for u in efter.get("opfoelgning", []):
        _opfoelgning(s, u)


def _temaer(s: Skriver, u: Udfald, temaer: dict[str, Objekt]) -> None:
    for nr, kode in enumerate(u.koder, start=1):
        felter = {"kode": kode, "dato": _dato(u.post.dato), "niveau": (u.sider or {}).get("niveau")}
        temaer[kode] = s.ensure("tema", u.post.post_id, str(nr), "tema", felter)


def _enkel(s: Skriver, u: Udfald, slags: str, felt: str) -> Objekt:
    felter = {felt: u.koder[0], "dato": _dato(u.post.dato)}
    return s.ensure(u.post.art, u.post.post_id, "1", slags, felter)


def _maalgrupper(s: Skriver, u: Udfald) -> list[Objekt]:
    rang = u.post.niveau if u.post.niveau in ("1", "2") else None
    return [
        s.ensure(
            "maalgruppe", u.post.post_id, str(nr), "maalgruppe",
            {"kode": kode, "rang": rang, "dato": _dato(u.post.dato)},
        )
        for nr, kode in enumerate(u.koder, start=1)
    ]  # fmt: skip


def _maal(s: Skriver, u: Udfald, temaer: dict[str, Objekt]) -> Objekt:
    """A goal; a theme of it that is not assessed becomes a draft to assess, and the goal waits for it."""
    p, sider = u.post, u.sider or {}
    egne: list[Objekt] = []
    for nr, kode in enumerate(u.koder, start=1):
        if kode not in temaer:
            tema = {"kode": kode, "dato": _dato(p.dato)}
            temaer[kode] = s.ensure("maaltema", p.post_id, str(nr), "tema", tema)
        egne.append(temaer[kode])
    felter: Felter = {
        "maalformulering": p.tekst,
        "maaltype": sider.get("maaltype"),
        "tema": str(egne[0].pk),
        "forventet": sider.get("niveau"),
        "opfoelgningsdato": _dato(p.opfoelgning),
        "ansvarlig": p.sagsbehandler,
        "andre_temaer": [str(o.pk) for o in egne[1:]],
    }
    klar = all(o.tilstand == GAELDENDE for o in egne)
    return s.ensure("indsatsmaal", p.post_id, "1", "indsatsmaal", felter, klar=klar)


def _by_indsats(ydelser: Iterable[Udfald]) -> dict[tuple[str, str], list[Udfald]]:
    """(indsats id, tilbud) -> its ydelser: an indsats has one tilbud, so an old one with two becomes two; a
    ydelse without an indsats is one of its own."""
    ud: dict[tuple[str, str], list[Udfald]] = {}
    for u in ydelser:
        tilbud = (u.sider or {})["tilbud"]
        ud.setdefault((u.post.indsats_id or f"ydelse {u.post.post_id}", tilbud), []).append(u)
    return ud


def _indsats(
    s: Skriver, indsats_id: str, ydelser: Sequence[Udfald], poster: Sequence[Post], peger: Felter
) -> Objekt:
    tilbud = next((u.sider or {})["tilbud"] for u in ydelser)
    hold = s.ensure("indsats", indsats_id, f"tilbud {tilbud}", "tilbud", {"kode": tilbud})
    dage = [p.opfoelgning for p in poster if p.opfoelgning and p.indsats_id in (None, indsats_id)]
    planlagt = None
    if naeste := min((d for d in dage if d >= s.boelge.konvertering.start), default=None):
        planlagt = s.ensure("indsats", indsats_id, "planlagt", "planlagt", {"dato": _dato(naeste)})
    klar = bool(planlagt and peger["stoettebehov"] and peger["maalgrupper"])  # what an ordered one must have
    starter = [u.post.dato for u in ydelser if u.post.dato]
    felter = {
        "hensigt": "bestilt",
        "tilstand": "aktiv",
        "start": _dato(min(starter, default=None)),
        "tilbud": str(hold.pk),
        "planlagt": str(planlagt.pk) if planlagt else None,
        **peger,
    }
    return s.ensure("indsats", indsats_id, f"indsats {tilbud}", "indsats", felter, klar=klar)


def _opfoelgning(s: Skriver, u: Udfald) -> None:
    """A follow-up belongs to its indsats; one whose indsats is not there is a draft without."""
    egne = (x for (art, id_, _del), x in s.foer.items() if art == "indsats" and id_ == u.post.indsats_id)
    link = next((x for x in egne if x.objekt.slags == "indsats"), None)
    felter = {"resultat": u.koder[0], "dato": _dato(u.post.dato)}
    if link is not None:
        klar = link.objekt.tilstand == GAELDENDE
        felter |= {"indsats": str(link.objekt_id)}
        s.ensure("opfoelgning", u.post.post_id, "1", "opfoelgning", felter, klar=klar)
    else:
        s.ensure("opfoelgning", u.post.post_id, "1", "opfoelgning", felter, klar=False)


def _periode(p: Post) -> Felter:
    return {"start": _dato(p.dato), "slut": _dato(p.slutdato)}


def _dato(dag: Any) -> str | None:
    return dag.isoformat() if dag else None
