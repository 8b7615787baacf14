"""Three stories of a citizen, typed by one hand or another: by the acts, or by forms in a browser.

Børge Mogensen is read from the official deliveries. The citizen of S2 and Mikkel come from the slides (tables
1-4 of »Fiktivt borgereksempel«; »Mikkels borgerrejse«); what the slides leave out (A&D dates and scores, the
words of the goals, the days of Mikkel's stations) is made up here, and said where it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from ffb.begreber import load_katalog
from ffb.server.sag.actions import confirm_objekt, create_objekt, save_felter
from ffb.server.sag.foelgop import hold_opfoelgning
from ffb.server.sag.models import Objekt, Sag

OFFICIELLE = Path(__file__).resolve().parents[3] / "shared/data/uddatasaet"
MAALTYPE, NIVEAU = "90c48f03-f194-4b2f-ad7d-6cba1069ae48", "66959f77-6e2a-4574-8423-3ff097f8b9fa"
KATALOG = load_katalog("ffb/2023-05")


class Haand(Protocol):
    """How a case worker writes: an object at once in force, a change, a follow-up."""

    def opret(self, slags: str, **felter: Any) -> str: ...

    def ret(self, objekt_id: str, **felter: Any) -> None: ...

    def foelg_op(
        self, indsats: str, dag: str, scorer: dict[str, str], resultat: str, **mere: str
    ) -> None: ...


class Handlinger:
    """By the acts, as a page calls them."""

    def __init__(self, sag: Sag, by: Any) -> None:
        self.sag, self.by = sag, by

    def opret(self, slags: str, **felter: Any) -> str:
        objekt = create_objekt(self.sag, slags, felter, by=self.by)
        return str(confirm_objekt(objekt.pk, by=self.by).pk)

    def ret(self, objekt_id: str, **felter: Any) -> None:
        save_felter(UUID(objekt_id), felter, 9_999, by=self.by)

    def foelg_op(self, indsats: str, dag: str, scorer: dict[str, str], resultat: str, **mere: str) -> None:
        objekt = Objekt.objects.select_related("sag__borger").get(pk=indsats)
        hold_opfoelgning(objekt, date.fromisoformat(dag), scorer, resultat, by=self.by, **mere)


def read_kode(o: Any) -> str:
    return str(o["coding"][0]["code"])


def _ref(o: dict[str, Any]) -> str:
    return str(o["reference"]).split("/")[-1]


def _slags(r: dict[str, Any]) -> str:
    profil = r["meta"]["profile"][0].rsplit("-", 1)[-1]
    return {
        "serviceRequest": "sagsaabning", "condition": "tema", "informationGathering": "udredning",
        "careEvaluation": "stoettebehov", "targetGroup": "maalgruppe", "interventionGoal": "indsatsmaal",
        "intervention": "ydelse", "servicePerformer": "tilbud", "followUpEncounter": "planlagt",
        "carePlan": "indsats", "followUp": "opfoelgning",
    }[profil]  # fmt: skip


ORDEN = (
    "sagsaabning", "tema", "stoettebehov", "maalgruppe", "indsatsmaal", "udredning", "tilbud", "planlagt",
    "indsats", "ydelse", "opfoelgning",
)  # fmt: skip


class Forloeb:
    """What a case worker types, day by day, from the official resources."""

    def __init__(self, haand: Haand) -> None:
        self.haand = haand
        self.vores: dict[str, str] = {}  # official id -> ours

    def enter(self, bundt: dict[str, Any]) -> None:
        ressourcer = [e["resource"] for e in bundt["entry"] if e["resource"]["resourceType"] != "Patient"]
        rang = {
            _ref(a): str(a["extension"][0]["valuePositiveInt"])
            for r in ressourcer
            for a in r.get("addresses", [])
            if r["resourceType"] == "CarePlan"
        }
        for r in sorted(ressourcer, key=lambda r: ORDEN.index(_slags(r))):
            felter = getattr(self, f"_{_slags(r)}")(r)
            if _slags(r) == "maalgruppe":
                felter["rang"] = rang[r["id"]]
            self._write(r, felter)

    def _write(self, r: dict[str, Any], felter: dict[str, Any]) -> None:
        if kendt := self.vores.get(r["id"]):
            self.haand.ret(kendt, **felter)
        else:
            self.vores[r["id"]] = self.haand.opret(_slags(r), **felter)

    def id(self, r: dict[str, Any] | None) -> str | None:
        return self.vores[_ref(r)] if r else None

    def ider(self, liste: list[dict[str, Any]]) -> list[str]:
        return [self.vores[_ref(r)] for r in liste]

    def _sagsaabning(self, r: Any) -> dict[str, Any]:
        return {"dato": "2021-05-26"}

    def _tema(self, r: Any) -> dict[str, Any]:
        return {
            "kode": read_kode(r["code"]), "dato": r["recordedDate"][:10],
            "niveau": read_kode(r["severity"]) if "severity" in r else None,
            "senest": r["extension"][0]["valueDateTime"] if "extension" in r else None,
        }  # fmt: skip

    def _stoettebehov(self, r: Any) -> dict[str, Any]:
        return {"niveau": read_kode(r["valueCodeableConcept"]), "dato": r["effectiveDateTime"][:10]}

    def _maalgruppe(self, r: Any) -> dict[str, Any]:
        return {"kode": read_kode(r["code"]), "dato": r["recordedDate"][:10]}

    def _indsatsmaal(self, r: Any) -> dict[str, Any]:
        maal = {read_kode(t["measure"]): read_kode(t["detailCodeableConcept"]) for t in r["target"]}
        temaer = self.ider(r["addresses"])
        return {
            "maalformulering": "Et mål", "maaltype": maal[MAALTYPE], "forventet": maal[NIVEAU],
            "tema": temaer[0], "andre_temaer": temaer[1:],
        }  # fmt: skip

    def _udredning(self, r: Any) -> dict[str, Any]:
        return {
            "dato": r["effectiveDateTime"][:10],
            "tilstand": "afsluttet" if r["status"] == "completed" else "i_gang",
            "temaer": self.ider([f["itemReference"] for f in r.get("finding", [])]),
            "stoettebehov": self.ider([i for u in r.get("investigation", []) for i in u["item"]]),
        }

    def _tilbud(self, r: Any) -> dict[str, Any]:
        return {"kode": read_kode(r["category"][0])}

    def _planlagt(self, r: Any) -> dict[str, Any]:
        return {"dato": r["period"]["start"]}

    def _indsats(self, r: Any) -> dict[str, Any]:
        frist = [e["valueReference"] for e in r["extension"] if "valueReference" in e]
        return {
            "hensigt": {"plan": "planlagt", "order": "bestilt"}[r["intent"]],
            "tilstand": {"active": "aktiv", "completed": "afsluttet"}[r["status"]],
            "start": r["period"]["start"], "slut": r["period"].get("end"),
            "tilbud": self.id(r["careTeam"][0]), "maalgrupper": self.ider(r["addresses"]),
            "stoettebehov": self.ider([o for a in r.get("activity", []) for o in a["outcomeReference"]]),
            "planlagt": self.id(frist[0] if frist else None),
        }  # fmt: skip

    def _ydelse(self, r: Any) -> dict[str, Any]:
        return {
            "indsats": self.id(r["basedOn"][0]), "kode": read_kode(r["activity"][0]["detail"]["code"]),
            "oprettet": r["created"][:10], "start": r["period"]["start"], "slut": r["period"].get("end"),
        }  # fmt: skip

    def _opfoelgning(self, r: Any) -> dict[str, Any]:
        return {
            "indsats": self.id(r["focus"][0]), "dato": r["effectiveDateTime"][:10],
            "resultat": read_kode(r["valueCodeableConcept"]),
        }  # fmt: skip


def _flad(o: Any, navne: dict[str, str]) -> Any:
    """A resource as it is compared: official ids, dates to the day, no displays, lists sorted."""
    if isinstance(o, dict):
        return {k: _flad(v, navne) for k, v in sorted(o.items()) if k != "display"}
    if isinstance(o, list):
        return sorted((_flad(v, navne) for v in o), key=lambda v: json.dumps(v, sort_keys=True))
    if isinstance(o, str):
        foran, skraa, id_ = o.rpartition("/")
        o = foran + skraa + navne.get(id_, id_)
        return o[:10] if len(o) == 20 and o.endswith("Z") else o
    return o


def by_id(bundt: dict[str, Any], navne: dict[str, str]) -> dict[str, Any]:
    ud = {}
    for e in bundt["entry"]:
        r = _flad(e["resource"], navne)
        if r["resourceType"] == "Patient":
            continue  # her number and the organisation are of another world
        ud[r["id"]] = r
    return ud


def kode(art: str, term: str) -> str:
    """The code of a term as the slides write it, also where they write less than all of it."""
    alle = {b.term.strip(): b.kode for b in KATALOG.art(art)}
    return alle.get(term) or next(k for navn, k in sorted(alle.items()) if navn.startswith(term))


def niveau(trin: int, art: str = "funktionsevneniveau") -> str:
    return next(b.kode for b in KATALOG.art(art) if b.vaerdi == trin)


class Fortaelling:
    """The help a story is told with."""

    def __init__(self, haand: Haand) -> None:
        self.haand = haand

    def tema(self, art: str, term: str, dag: str, trin: int | None = None) -> str:
        score = {"niveau": niveau(trin)} if trin is not None else {}
        return self.haand.opret("tema", kode=kode(art, term), dato=dag, **score)

    def maal(self, tema: str, maaltype: str, forventet: int, **mere: Any) -> str:
        return self.haand.opret(
            "indsatsmaal", maalformulering="DEMO: et mål", maaltype=kode("maaltype", maaltype), tema=tema,
            forventet=niveau(forventet), **mere,
        )  # fmt: skip

    def maalgrupper(self, dag: str, *termer: str) -> list[str]:
        """The first is the primary."""
        return [
            self.haand.opret("maalgruppe", kode=kode("maalgruppe", t), rang="2" if n else "1", dato=dag)
            for n, t in enumerate(termer)
        ]

    def behov(self, trin: int, dag: str) -> str:
        return self.haand.opret("stoettebehov", niveau=niveau(trin, "stoettebehovsniveau"), dato=dag)

    def ydelser(self, indsats: str, dag: str, *termer: str, **mere: Any) -> dict[str, str]:
        return {
            t: self.haand.opret(
                "ydelse", indsats=indsats, kode=kode("ydelse", t), start=dag, oprettet=dag, **mere
            )
            for t in termer
        }

    def indsats(self, dag: str, tilbud: str, frist: str, **peger: Any) -> str:
        sted = self.haand.opret("tilbud", kode=kode("tilbud", tilbud))
        planlagt = self.haand.opret("planlagt", dato=frist)
        return self.haand.opret(
            "indsats", hensigt="bestilt", tilstand="aktiv", start=dag, tilbud=sted, planlagt=planlagt, **peger
        )  # fmt: skip


S2_DAG, S2_OPFOELGNING = "2025-02-05", "2025-04-15"
S2_FF = {"Uddannelse og job": "2025-01-15", "Boligsituation": "2025-01-20", "Døgnrytme": "2025-01-21"}
S2_OMGIVELSER = {"Boligområde": "2025-01-21", "Personer i netværk": "2025-01-21"}
S2_YDELSER = ("Støtte til daglige opgaver i hjemmet", "Støtte til uddannelse", "Støtte til sund levevis")
S2_MAALGRUPPER = ("Angst", "Autismespektrum", "Social isolation")
S2_MAAL = {  # theme: måltype, follow-up, and the levels the slide leaves out
    "Gøre rent": ("Udvikle", "2025-04-15", 3, 2),
    "Varetage uddannelse": ("Fastholde", "", 2, 2),
    "Indgå i samspil og kontakt": ("Udvikle", "2025-05-15", 2, 1),
}


def tell_s2(haand: Haand) -> Iterator[str]:
    """The fictitious citizen of S2, tables 1-4; yields the days on which something is handed over."""
    f = Fortaelling(haand)
    haand.opret("sagsaabning", dato="2025-01-15")
    temaer = [f.tema("ff_undertema", t, dag) for t, dag in S2_FF.items()]
    temaer += [f.tema("omgivelse_undertema", t, dag) for t, dag in S2_OMGIVELSER.items()]
    ad = {t: f.tema("ad_undertema", t, "2025-01-21", nu) for t, (_m, _o, nu, _f) in S2_MAAL.items()}
    behov = f.behov(2, "2025-01-28")
    haand.opret(
        "udredning", dato="2025-01-28", tilstand="afsluttet", temaer=[*temaer, *ad.values()],
        stoettebehov=[behov],
    )  # fmt: skip
    maal = [
        f.maal(ad[t], maaltype, forventet, **({"opfoelgningsdato": frist} if frist else {}))
        for t, (maaltype, frist, _nu, forventet) in S2_MAAL.items()
    ]
    indsats = f.indsats(
        S2_DAG, "Mobilt tilbud", S2_OPFOELGNING, maalgrupper=f.maalgrupper("2025-01-28", *S2_MAALGRUPPER),
        stoettebehov=[behov], maal=maal,
    )  # fmt: skip
    f.ydelser(indsats, S2_DAG, *S2_YDELSER)
    yield S2_DAG
    scorer = {ad["Gøre rent"]: niveau(3), ad["Varetage uddannelse"]: niveau(2)}  # both as before
    haand.foelg_op(
        indsats, S2_OPFOELGNING, scorer, kode("opfoelgningsresultat", "Træf afgørelse om fortsættelse"),
        stoettebehov=niveau(2, "stoettebehovsniveau"), naeste="2025-05-15",
    )  # fmt: skip
    yield S2_OPFOELGNING


MIKKEL = ("2025-01-06", "2025-07-01", "2026-01-05")  # the slide has no days
MIKKEL_SLUT = "2026-04-07"


def tell_mikkel(haand: Haand) -> Iterator[str]:
    """Mikkel: § 107, prolonged with a new målgruppe, then a home of his own; yields the days of handover.

    The slide writes the group »Intellektuel/kognitiv forstyrrelse«, which is no code one may report; the leaf
    »Anden intellektuel/kognitiv forstyrrelse« stands for it.
    """
    f = Fortaelling(haand)
    foerst, saa, til_sidst = MIKKEL
    haand.opret("sagsaabning", dato="2024-11-04")
    ff = f.tema("ff_undertema", "Opmærksomhed og koncentrationsevne", "2024-11-20")
    bolig = f.tema("ad_undertema", "Varetage bolig", "2024-11-20", 3)
    skole = f.tema("ad_undertema", "Varetage uddannelse", "2024-11-20", 3)
    behov = f.behov(2, "2024-12-02")
    haand.opret(
        "udredning", dato="2024-12-02", tilstand="afsluttet", temaer=[ff, bolig, skole], stoettebehov=[behov]
    )
    maal = [f.maal(bolig, "Udvikle", 1), f.maal(skole, "Udvikle", 2)]
    indsats = f.indsats(
        foerst, "Midlertidigt botilbud", saa, stoettebehov=[behov], maal=maal,
        maalgrupper=f.maalgrupper("2024-12-02", "Anden intellektuel/kognitiv forstyrrelse"),
    )  # fmt: skip
    ydelser = f.ydelser(
        indsats, foerst, "Midlertidigt ophold", "Støtte til etablering i bolig", "Pædagogisk udredning"
    )  # fmt: skip
    yield foerst
    haand.foelg_op(
        indsats, saa, {bolig: niveau(2), skole: niveau(3)},
        kode("opfoelgningsresultat", "Træf afgørelse om fortsættelse"),
        stoettebehov=niveau(2, "stoettebehovsniveau"), naeste=til_sidst,
    )  # fmt: skip
    for term in ("Støtte til etablering i bolig", "Pædagogisk udredning"):
        haand.ret(ydelser[term], slut=saa)
    haand.ret(indsats, maalgrupper=f.maalgrupper(saa, "Opmærksomhedsforstyrrelse"))
    f.ydelser(
        indsats, saa, "Støtte til administration", "Støtte til daglige opgaver i hjemmet",
        "Støtte til uddannelse",
    )  # fmt: skip
    yield saa
    haand.foelg_op(
        indsats, til_sidst, {bolig: niveau(1), skole: niveau(2)},
        kode("opfoelgningsresultat", "Træf afgørelse om afslutning af indsats og visiter til ny"),
        stoettebehov=niveau(1, "stoettebehovsniveau"),
    )  # fmt: skip
    job = f.tema("ad_undertema", "Varetage beskæftigelse", til_sidst, 2)
    hjem = f.indsats(
        til_sidst, "Mobilt tilbud", MIKKEL_SLUT, stoettebehov=[f.behov(1, til_sidst)],
        maal=[f.maal(bolig, "Fastholde", 1), f.maal(job, "Udvikle", 1)],
        maalgrupper=f.maalgrupper(til_sidst, "Opmærksomhedsforstyrrelse"),
    )  # fmt: skip
    f.ydelser(
        hjem, til_sidst, "Støtte til etablering i bolig", "Støtte til administration",
        "Støtte til kontakt til offentlige", "Støtte til beskæftigelse", timer_pr_uge="2",
    )  # fmt: skip
    haand.opret(
        "beslutning", aktivitet="Praktisk hjælp", genoptraening=True, praktisk=True, udmaaling="Hver 14. dag",
        afgjort="sel83a", begrundelse="Han kan lære det selv", leverandoer="frit_valg",
    )  # fmt: skip
    yield til_sidst
    haand.foelg_op(
        hjem, MIKKEL_SLUT, {bolig: niveau(1), job: niveau(1)},
        kode("opfoelgningsresultat", "Træf afgørelse om fortsættelse"),
        stoettebehov=niveau(1, "stoettebehovsniveau"), naeste="2026-10-01",
    )  # fmt: skip
    yield MIKKEL_SLUT
