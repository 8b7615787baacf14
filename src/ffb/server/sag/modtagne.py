"""A message's order as objects of a case: the other way of `raekker` and `besked`.

Opinion taken: the sender's ids are known only inside its own order, so that two senders cannot meet in one;
an object is named by what it is and by the sender's id. Every value is held to the same limits as one typed.
Source: slags.toml; 12-model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from ffb.errors import Exit, Filfejl
from ffb.formats.fhir.bestilling_dele import Bestilling
from ffb.formats.fhir.bestilling_laes import Modtaget
from ffb.server.sag.slags import Felt, Vaerdi, slags_dict
from ffb.sprog import _

INDSATS = {
    "active": "aktiv",
    "on-hold": "aktiv",
    "draft": "aktiv",
    "unknown": "aktiv",
    "completed": "afsluttet",
}
UDREDNING = {"in-progress": "i_gang", "completed": "afsluttet"}
BESTILLING = "bestilling"


@dataclass(frozen=True, slots=True)
class Nyt:
    """An object on its way in. `kilde`: the sender's id, "" for what is made of the message itself."""

    slags: str
    kilde: str
    felter: Mapping[str, Vaerdi]

    def id(self, sag_id: UUID) -> UUID:
        return make_id(sag_id, self.kilde or self.slags)

    def stored(self, sag_id: UUID) -> dict[str, Vaerdi]:
        """Its values with references as they stand in the case."""
        felter = slags_dict()[self.slags].felter
        return {n: _refer(felter[n], v, sag_id) for n, v in self.felter.items()}


def make_id(sag_id: UUID, kilde: str) -> UUID:
    """The id in a case of what the sender calls `kilde`."""
    return uuid5(sag_id, kilde)


def build_objekter(m: Modtaget, sted_id: int, sendt: date) -> tuple[list[Nyt], list[Filfejl]]:
    """The objects of a message that could be read, and what of it cannot be stored."""
    fejl: list[Filfejl] = []
    nye = []
    for slags, kilde, raa in _all(m, sted_id, sendt):
        felter = {}
        for navn, v in raa.items():
            felt = slags_dict()[slags].felter[navn]
            try:
                felter[navn] = v if felt.til else felt.clean(v)
            except ValueError as e:
                sted = m.sted.get(kilde, "besked")
                fejl.append(
                    Filfejl(f"{sted}, {_(felt.label)}", str(e), "Ret det, og send igen.", Exit.BESKADIGET)
                )
        nye.append(Nyt(slags, kilde, {n: v for n, v in felter.items() if v}))
    return nye, fejl


def _refer(felt: Felt, v: Vaerdi, sag_id: UUID) -> Vaerdi:
    if not felt.til:
        return v
    return [str(make_id(sag_id, i)) for i in v] if isinstance(v, list) else str(make_id(sag_id, str(v)))


def _all(m: Modtaget, sted_id: int, sendt: date) -> Iterator[tuple[str, str, dict[str, Any]]]:
    b, k = m.bestilling, m.bestilling.kontakt
    indsats = b.of("indsats")[0]
    yield "afsender", "", {
        "navn": b.kommune.navn, "enhed": k.enhed, "handlekommune": b.handlekommune,
        "adresse": b.kommune.endpoint, "sagsnummer": indsats["sagsnummer"], "telefon": b.borger.telefon,
        "andet": "\n\n".join(f"{hvad}: {ord_}" for hvad, ord_ in m.mere),
    }  # fmt: skip
    yield BESTILLING, "", {
        "indsats": indsats["indsats_id"], "udfoerer": str(sted_id), "formaal": b.formaal, "besked": b.besked,
        "kontakt_fornavn": k.fornavn, "kontakt_efternavn": k.efternavn, "kontakt_titel": k.titel,
        "kontakt_telefon": k.telefon, "kontakt_mail": k.mail, "svar": "afventer", "sendt": sendt.isoformat(),
    }  # fmt: skip
    for tabel, r in b.raekker:
        if tabel in _FELTER:
            slags, felter = _FELTER[tabel]
            yield slags, str(r["kilde_id"]), felter(b, r)


def _day(v: date | None) -> str | None:
    return v.isoformat() if v else None


def _period(r: Mapping[str, Any]) -> dict[str, Any]:
    return {"start": _day(r["startdato"]), "slut": _day(r["slutdato"])}


def _children(b: Bestilling, tabel: str, kilde: str, kolonne: str, **hvor: Any) -> list[str]:
    """The ids of one column of the child rows of a resource, in their order."""
    egne = (r for r in b.of(tabel) if r["kilde_id"] == kilde)
    return [r[kolonne] for r in egne if all(r[n] == v for n, v in hvor.items())]


def _indsats(b: Bestilling, r: Mapping[str, Any]) -> dict[str, Any]:
    def peger(navn: str) -> list[str]:
        return _children(b, f"indsats_{navn}", r["kilde_id"], f"{navn}_id")

    return {
        "hensigt": "bestilt" if r["hensigt"] == "order" else "planlagt",
        "tilstand": INDSATS.get(r["status"], "aktiv"),
        "tilbud": next(iter(peger("tilbud")), None),
        "planlagt": r["opfoelgning_id"],
        "maalgrupper": peger("maalgruppe"),
        "stoettebehov": peger("stoettebehov"),
        "maal": peger("maal"),
        **_period(r),
    }


def _ydelse(b: Bestilling, r: Mapping[str, Any]) -> dict[str, Any]:
    egne = {"indsats": r["indsats_id"], "kode": r["ffb_ydelse_kode"], "oprettet": r["oprettet_tekst"]}
    return egne | _period(r)


def _tema(b: Bestilling, r: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kode": r["kode"],
        "dato": _day(r["dato"]),
        "niveau": r.get("niveau_kode"),
        "senest": (r["senest_tekst"] or "")[:10],
        "note": b.tekst.get(r["kilde_id"]),
    }


def _maalgruppe(b: Bestilling, r: Mapping[str, Any]) -> dict[str, Any]:
    peger = (x["rang"] for x in b.of("indsats_maalgruppe") if x["maalgruppe_id"] == r["kilde_id"])
    return {"kode": r["ffb_maalgruppe_kode"], "rang": str(next(peger, 2)), "dato": _day(r["dato"])}


def _maal(b: Bestilling, r: Mapping[str, Any]) -> dict[str, Any]:
    temaer = _children(b, "indsatsmaal_tema", r["kilde_id"], "tema_id")
    foerste = _children(b, "indsatsmaal_tema", r["kilde_id"], "tema_id", rang=1)[:1]
    return {
        "maalformulering": b.tekst.get(r["kilde_id"]),
        "maaltype": r["maaltype_kode"],
        "forventet": r["forventet_kode"],
        "tema": next(iter(foerste), None),
        "andre_temaer": [t for t in temaer if t not in foerste],
    }


def _udredning(b: Bestilling, r: Mapping[str, Any]) -> dict[str, Any]:
    def peger(slags: str) -> list[str]:
        return _children(b, "udredning_tema", r["kilde_id"], "tema_id", slags=slags)

    tilstand = UDREDNING.get(r["status"], "i_gang")
    return {
        "dato": _day(r["dato"]),
        "tilstand": tilstand,
        "temaer": peger("tema"),
        "stoettebehov": peger("stoettebehov"),
    }


def _stoettebehov(b: Bestilling, r: Mapping[str, Any]) -> dict[str, Any]:
    begrundelse = b.tekst.get(r["kilde_id"])
    return {"niveau": r["niveau_kode"], "dato": _day(r["dato"]), "begrundelse": begrundelse}


def _tilbud(b: Bestilling, r: Mapping[str, Any]) -> dict[str, Any]:
    return {"kode": r["ffb_tilbud_kode"], "navn": b.tekst.get(r["kilde_id"])}


def _planlagt(b: Bestilling, r: Mapping[str, Any]) -> dict[str, Any]:
    return {"dato": _day(r["dato"])}


_FELTER = {
    "indsats": ("indsats", _indsats),
    "ydelse": ("ydelse", _ydelse),
    "tilbud": ("tilbud", _tilbud),
    "planlagt_opfoelgning": ("planlagt", _planlagt),
    "maalgruppe": ("maalgruppe", _maalgruppe),
    "indsatsmaal": ("indsatsmaal", _maal),
    "aktivitet_deltagelse": ("tema", _tema),
    "udredningstema": ("tema", _tema),
    "stoettebehov": ("stoettebehov", _stoettebehov),
    "udredning": ("udredning", _udredning),
}
