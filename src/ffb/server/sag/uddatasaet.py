"""The uddatasæt of a citizen: one bundle of what is new since the last, with all it points at.

Opinion taken: in goes each object whose rows DST does not have as they stand, all it points at and what that
points at, the citizen; and with an indsats, every tilbud of the case. So are the official encounters made.
Source: 9-uddatasaet (A delivery report); 6-sag (Export).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from ffb.formats.fhir.dato import skriv_instant
from ffb.formats.fhir.skriv import build_bundle
from ffb.formats.fhir.strukturer import ENKODER
from ffb.model.tabeller import TABELLER
from ffb.server.sag.gemt import unseal
from ffb.server.sag.models import (
    FEJLREGISTRERET,
    GAELDENDE,
    OBJEKTTILSTAND,
    Aendring,
    Sag,
    Sagsborger,
    Sagsopsaetning,
)
from ffb.server.sag.raekker import Laest, build_raekker, hash_raekker, read_objekter
from ffb.server.sag.slags import slags_dict


@dataclass(frozen=True, slots=True)
class Udsendelse:
    """A bundle to hand over, and the hash of each new object's rows in it.

    Args:
        data: the bundle as JSON.
        aftryk: Objekt id -> hash; what DST has when the bundle has been taken.
        mangler: objects that cannot go yet: (id, labels of the empty fields).
    """

    data: bytes
    aftryk: Mapping[str, str]
    mangler: tuple[tuple[str, tuple[str, ...]], ...] = ()


def make_udsendelse(
    borger: Sagsborger,
    sager: Iterable[Sag],
    cpr: str,
    opsaetning: Sagsopsaetning,
    tid: datetime,
    *,
    alt: bool = False,
) -> Udsendelse | None:
    """The bundle of what DST does not have of a citizen's cases at `tid`; None when it has it all.

    `alt`: everything, as if DST had nothing.
    """
    poster: list[tuple[str, dict[str, Any]]] = [("borger", _borger(borger, opsaetning))]
    aftryk: dict[str, str] = {}
    mangler: list[tuple[str, tuple[str, ...]]] = []
    for sag in sager:
        objekter = read_objekter(sag)
        ufaerdige = {i: m for i, laest in objekter.items() if (m := _missing(laest))}
        mangler += ufaerdige.items()
        findes = {i: laest for i, laest in objekter.items() if i not in ufaerdige}
        raekker = {
            i: build_raekker(laest, sag, findes, opsaetning.sagsnummer_system) for i, laest in findes.items()
        }
        hashet = {i: hash_raekker(r) for i, r in raekker.items()}
        nye = {i: h for i, h in hashet.items() if alt or h != findes[i].objekt.udsendt}
        aftryk |= nye
        for id_ in _in_order(_with_references(nye, findes)):
            poster += raekker[id_]
    if not aftryk:
        return None
    return Udsendelse(_encode(borger, poster, cpr, tid), aftryk, tuple(mangler))


def make_tidligere(
    borger: Sagsborger, sager: Iterable[Sag], cpr: str, opsaetning: Sagsopsaetning, tid: datetime
) -> list[bytes]:
    """Bundles of the scores the themes had before, oldest first, as DST was given them by and by.

    A follow-up writes the theme's new score over the old; without these every follow-up but the last would
    look as if nothing had been scored at it.
    """
    lag: list[list[tuple[str, dict[str, Any]]]] = []
    for sag in sager:
        findes = read_objekter(sag)
        for id_, foer in _earlier_scores(sag).items():
            for nr, felter in enumerate(foer if id_ in findes else ()):
                laest = Laest(findes[id_].objekt, felter)
                lag += [[("borger", _borger(borger, opsaetning))]] if nr == len(lag) else []
                lag[nr] += build_raekker(laest, sag, findes, opsaetning.sagsnummer_system)
    stund = [tid - timedelta(minutes=n) for n in range(len(lag), 0, -1)]
    return [_encode(borger, poster, cpr, t) for poster, t in zip(lag, stund, strict=True)]


def _earlier_scores(sag: Sag) -> dict[str, list[dict[str, Any]]]:
    """Theme id -> its values at each score in force but the newest."""
    felter: dict[str, dict[str, Any]] = {}
    scorer: dict[str, list[dict[str, Any]]] = {}
    alle = Aendring.objects.filter(objekt__sag=sag, objekt__slags="tema").order_by("objekt", "version", "id")
    for (objekt, _version), gruppe in groupby(alle, key=lambda a: (str(a.objekt_id), a.version)):
        staar = felter.setdefault(objekt, {})
        staar |= {a.felt: unseal(a.vaerdi) for a in gruppe}
        tilstand = staar.get(OBJEKTTILSTAND) or staar.get("tilstand") or [""]  # its older name
        if tilstand[0] == GAELDENDE and staar.get("niveau"):
            set_ = scorer.setdefault(objekt, [])
            if not set_ or any(set_[-1].get(n) != staar.get(n) for n in ("niveau", "senest")):
                set_.append(dict(staar))
    return {objekt: set_[:-1] for objekt, set_ in scorer.items()}


def _with_references(nye: Iterable[str], findes: Mapping[str, Laest]) -> dict[str, Laest]:
    """These objects and everything they lead to."""
    med: dict[str, Laest] = {}
    venter = list(nye)
    while venter:
        id_ = venter.pop()
        if id_ in med or id_ not in findes:
            continue
        med[id_] = laest = findes[id_]
        venter += [til for _, til in laest.references()]
        if laest.objekt.slags == "udredning":
            venter += _of_slags(findes, "sagsaabning")
        if laest.objekt.slags == "indsats":
            venter += _of_slags(findes, "tilbud")
    return med


def _of_slags(findes: Mapping[str, Laest], slags: str) -> list[str]:
    return [
        i
        for i, laest in findes.items()
        if laest.objekt.slags == slags and laest.objekt.tilstand != FEJLREGISTRERET
    ]


def _in_order(med: Mapping[str, Laest]) -> list[str]:
    """By kind as the phases go, then by age."""
    orden = {navn: n for n, navn in enumerate(slags_dict())}
    return sorted(med, key=lambda i: (orden[med[i].objekt.slags], med[i].objekt.oprettet_tid, i))


def _missing(laest: Laest) -> tuple[str, ...]:
    if laest.objekt.tilstand == FEJLREGISTRERET:
        return ()
    return tuple(f.label for f in slags_dict()[laest.objekt.slags].missing(laest.felter))


def _borger(borger: Sagsborger, opsaetning: Sagsopsaetning) -> dict[str, Any]:
    tom = dict.fromkeys(TABELLER["borger"].kolonnenavne)
    sts = str(opsaetning.sts_uuid or "")
    return {**tom, "kilde_id": str(borger.fhir_id), "borger_id": borger.borger_id, "sts_uuid": sts}


def _encode(borger: Sagsborger, poster: list[tuple[str, dict[str, Any]]], cpr: str, tid: datetime) -> bytes:
    raekker: dict[str, list[dict[str, Any]]] = {navn: [] for navn in TABELLER}
    for nr, (tabel, raekke) in enumerate(poster, start=1):
        raekker[tabel].append({**raekke, "post_nr": nr})
    utc = tid.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    fil = {"bundle_id": str(uuid.uuid4()), "tid": utc, "tid_tekst": skriv_instant(utc)}
    return ENKODER.encode(build_bundle(fil, raekker, {borger.borger_id: cpr}))
