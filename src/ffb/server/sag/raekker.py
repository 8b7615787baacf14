"""The objects of a case as rows of the model: what the uddatasæt is written from.

Opinion taken: an object gives the same rows each time it is read, so a hash of them tells whether DST has it
as it stands. Drafts give none. Free text gives none.
Source: 12-model (columns); 9-uddatasaet (what each profile must have).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ffb.begreber import FFB_SYSTEM, fag_version_list, find_begreb
from ffb.model.tabeller import TABELLER
from ffb.server.sag.actions import read_felter
from ffb.server.sag.models import FEJLREGISTRERET, GAELDENDE, Objekt, Sag
from ffb.server.sag.slags import Felt, Vaerdi, slags_dict

Raekker = list[tuple[str, dict[str, Any]]]
HENSIGT = {"planlagt": "plan", "bestilt": "order"}
STATUS = {"aktiv": "active", "afsluttet": "completed", "i_gang": "in-progress"}


@dataclass(frozen=True, slots=True)
class Laest:
    """An object with its values, opened once."""

    objekt: Objekt
    felter: Mapping[str, Vaerdi]

    @property
    def id(self) -> str:
        return str(self.objekt.pk)

    def tekst(self, felt: str) -> str | None:
        v = self.felter.get(felt)
        return v if isinstance(v, str) else None

    def dato(self, felt: str) -> date | None:
        v = self.tekst(felt)
        return date.fromisoformat(v) if v else None

    def ider(self, felt: str) -> list[str]:
        """The ids a field points at; one or none for a single reference."""
        v = self.felter.get(felt)
        return v if isinstance(v, list) else [v] if isinstance(v, str) else []

    def references(self) -> Iterable[tuple[Felt, str]]:
        """Every field that leaves the case and what it points at."""
        for felt in slags_dict()[self.objekt.slags].felter.values():
            if felt.til and felt.ud:
                yield from ((felt, id_) for id_ in self.ider(felt.navn))


def read_objekter(sag: Sag) -> dict[str, Laest]:
    """What of the case leaves it, by id: confirmed objects, and those withdrawn that DST has.

    The uddatasæt has FFB's own value sets only: what is coded in another catalogue (Børn & Unge …), and what
    cannot stand without it, stays in the case.
    """
    objekter = Objekt.objects.filter(sag=sag, tilstand__in=(GAELDENDE, FEJLREGISTRERET))
    arter = slags_dict()
    laeste = {
        str(o.pk): Laest(o, read_felter(o))
        for o in objekter
        if arter[o.slags].fhir and (o.tilstand == GAELDENDE or o.udsendt)
    }
    # a follow-up's result is of the guide's own codes, not of the catalogue: only the field `kode` is asked
    ude = {i for i, x in laeste.items() if (kode := x.tekst("kode")) and not _is_ffb(kode)}
    while flere := {i for i, x in laeste.items() if i not in ude and _stands_on(x, ude)}:
        ude |= flere
    return {i: x for i, x in laeste.items() if i not in ude}


def _is_ffb(kode: str) -> bool:
    """A code of FFB's own system, in any version of it."""
    return any(katalog.find(kode) for katalog in fag_version_list(FFB_SYSTEM))


def _stands_on(laest: Laest, ude: set[str]) -> bool:
    """It points, where it must, at something that stays."""
    return any(felt.kraevet and til in ude for felt, til in laest.references())


def build_raekker(laest: Laest, sag: Sag, findes: Mapping[str, Laest], nummersystem: str) -> Raekker:
    """The rows of one object: (table, row). What it points at is left out when it is not in `findes`.

    `nummersystem`: the address the kommune's case numbers are named under.
    """
    return _BYG[laest.objekt.slags](_Kilde(laest, sag, findes, nummersystem))


def hash_raekker(raekker: Raekker) -> str:
    """SHA-256 of an object's rows."""
    return hashlib.sha256(json.dumps(raekker, sort_keys=True, default=str).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Kilde:
    laest: Laest
    sag: Sag
    findes: Mapping[str, Laest]
    nummersystem: str

    def raekke(self, tabel: str, **felter: Any) -> tuple[str, dict[str, Any]]:
        trukket = self.laest.objekt.tilstand == FEJLREGISTRERET
        tom = dict.fromkeys(TABELLER[tabel].kolonnenavne)
        borger_id = self.sag.borger.borger_id
        return tabel, {
            **tom, "kilde_id": self.laest.id, "borger_id": borger_id, "trukket": trukket, **felter
        }  # fmt: skip

    def peger(self, felt: str) -> list[str]:
        """The ids a field points at that stand; one withdrawn is pointed at no more."""
        staar = (i for i in self.laest.ider(felt) if i in self.findes)
        return [i for i in staar if self.findes[i].objekt.tilstand == GAELDENDE]

    def en(self, felt: str) -> str | None:
        return next(iter(self.peger(felt)), None)

    def dato(self, felt: str = "dato") -> dict[str, Any]:
        return {"dato": self.laest.dato(felt)}

    def sagsnummer(self) -> dict[str, Any]:
        return {"sagsnummer": self.sag.sagsnummer, "sagsnummer_system": self.nummersystem}


def _henvendelse(k: _Kilde) -> Raekker:
    return [k.raekke("henvendelse", status="active", **k.sagsnummer())]


def _udredning(k: _Kilde) -> Raekker:
    aabning = next((i for i, laest in k.findes.items() if laest.objekt.slags == "sagsaabning"), None)
    tilstand = k.laest.tekst("tilstand")
    status = "completed" if tilstand == "afsluttet" else STATUS.get(tilstand or "")
    peger = [("tema", i) for i in k.peger("temaer")] + [("stoettebehov", i) for i in k.peger("stoettebehov")]
    return [
        k.raekke("udredning", henvendelse_id=aabning, status=status, **k.dato()),
        *(k.raekke("udredning_tema", nr=n, slags=s, tema_id=i) for n, (s, i) in enumerate(peger, start=1)),
    ]


def _tema(k: _Kilde) -> Raekker:
    kode = k.laest.tekst("kode")
    begreb = find_begreb(kode)
    faelles = {
        "kode": kode,
        "senest_tekst": k.laest.tekst("senest"),
        "klinisk_status": "active",
        "verifikation": "confirmed",
        **k.dato(),
    }
    if begreb is not None and begreb.art == "ad_undertema":
        return [k.raekke("aktivitet_deltagelse", niveau_kode=k.laest.tekst("niveau"), **faelles)]
    return [k.raekke("udredningstema", **faelles)]


def _stoettebehov(k: _Kilde) -> Raekker:
    return [k.raekke("stoettebehov", niveau_kode=k.laest.tekst("niveau"), **k.dato())]


def _maalgruppe(k: _Kilde) -> Raekker:
    return [k.raekke("maalgruppe", ffb_maalgruppe_kode=k.laest.tekst("kode"), **k.dato())]


def _indsatsmaal(k: _Kilde) -> Raekker:
    temaer = k.peger("tema") + [i for i in k.peger("andre_temaer") if i not in k.peger("tema")]
    maal = k.raekke(
        "indsatsmaal",
        maal_id=k.laest.id,
        maaltype_kode=k.laest.tekst("maaltype"),
        forventet_kode=k.laest.tekst("forventet"),
    )
    boern = (
        k.raekke("indsatsmaal_tema", maal_id=k.laest.id, nr=n, rang=min(n, 2), tema_id=i)
        for n, i in enumerate(temaer, start=1)
    )
    return [maal, *boern]


def _tilbud(k: _Kilde) -> Raekker:
    return [k.raekke("tilbud", ffb_tilbud_kode=k.laest.tekst("kode"))]


def _planlagt(k: _Kilde) -> Raekker:
    return [k.raekke("planlagt_opfoelgning", **k.dato())]


def _indsats(k: _Kilde) -> Raekker:
    egen = {"indsats_id": k.laest.id}
    raekker = [
        k.raekke(
            "indsats",
            status=STATUS.get(k.laest.tekst("tilstand") or ""),
            hensigt=HENSIGT.get(k.laest.tekst("hensigt") or ""),
            opfoelgning_id=k.en("planlagt"),
            **egen,
            **k.sagsnummer(),
            **_periode(k),
        )
    ]
    boern = [
        ("indsats_tilbud", "tilbud_id", "tilbud"),
        ("indsats_stoettebehov", "stoettebehov_id", "stoettebehov"),
        ("indsats_maal", "maal_id", "maal"),
    ]
    for tabel, kolonne, felt in boern:
        raekker += [k.raekke(tabel, nr=n, **egen, **{kolonne: i}) for n, i in enumerate(k.peger(felt), 1)]
    for n, i in enumerate(k.peger("maalgrupper"), 1):
        rang = int(k.findes[i].tekst("rang") or 2)
        raekker.append(k.raekke("indsats_maalgruppe", nr=n, maalgruppe_id=i, rang=rang, **egen))
    return raekker


def _ydelse(k: _Kilde) -> Raekker:
    return [
        k.raekke(
            "ydelse",
            ydelse_id=k.laest.id,
            aktivitet_nr=1,
            indsats_id=k.en("indsats"),
            ffb_ydelse_kode=k.laest.tekst("kode"),
            oprettet_tekst=k.laest.tekst("oprettet") or k.laest.tekst("start"),
            **_periode(k),
        )
    ]


def _opfoelgning(k: _Kilde) -> Raekker:
    resultat = k.laest.tekst("resultat")
    return [k.raekke("opfoelgning", indsats_id=k.en("indsats"), resultat_kode=resultat, **k.dato())]


def _periode(k: _Kilde) -> dict[str, Any]:
    return {"startdato": k.laest.dato("start"), "slutdato": k.laest.dato("slut")}


_BYG: dict[str, Callable[[_Kilde], Raekker]] = {
    "sagsaabning": _henvendelse,
    "udredning": _udredning,
    "tema": _tema,
    "stoettebehov": _stoettebehov,
    "maalgruppe": _maalgruppe,
    "indsatsmaal": _indsatsmaal,
    "tilbud": _tilbud,
    "planlagt": _planlagt,
    "indsats": _indsats,
    "ydelse": _ydelse,
    "opfoelgning": _opfoelgning,
}
