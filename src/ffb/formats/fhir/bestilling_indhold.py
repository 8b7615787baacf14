"""What is ordered in a message, as rows of the model: the indsats and all it points at.

Opinion taken: a resource without a code of FFB becomes no row; it is left for `bestilling_mere` to say.
Source: FSH of hl7dk/kl-ffb-messaging 0.1.0; 12-model.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ffb.begreber import find_begreb
from ffb.formats.fhir import profil as p
from ffb.formats.fhir.besked_led import Led, Meldinger, Post, Poster
from ffb.formats.fhir.bestilling_dele import FORMAAL, KERNE, Raekke
from ffb.formats.fhir.bestilling_mere import Par, read_participant
from ffb.model.tabeller import TABELLER
from ffb.sprog import Dansk, _

Boern = dict[str, list[tuple[str, int | None]]]  # what an indsats points at -> (id, rank)
AD = "ad_undertema"
TEMA_ARTER = ("ff_undertema", "omgivelse_undertema", AD)
NIVEAU = "funktionsevneniveau"
UDEN_KODE: dict[str, Dansk] = {
    "CareTeam": "Tilbuddet har ingen kode fra FFB og vises ikke som et tilbud.",
    "CarePlan": "Ydelsen har ingen kode fra FFB og vises kun som tekst.",
}


class Indhold:
    """The rows of one order as they are read; `formaal` is its purpose, `tekst` what is written of each."""

    def __init__(self, poster: Poster, plan: Post, borger: Post | None, m: Meldinger) -> None:
        self._poster, self._plan, self._borger, self._m = poster, plan, borger, m
        self.raekker: list[Raekke] = []
        self.tekst: dict[str, str] = {}
        self.mere: list[Par] = []
        self.formaal = ""

    def read(self) -> None:
        led = self._plan.led
        boern: Boern = {
            "maalgruppe": [(post.id, _rang(peger)) for peger, post in self._maalgrupper(led)],
            "tilbud": [(id_, None) for id_ in self._tilbud(led)],
            "maal": [(id_, None) for id_ in self._goals(led)],
            "stoettebehov": [(id_, None) for id_ in self._stoettebehov(led)],
        }
        planlagt = [i for post in self._poster.of("Condition") if (i := self._tema(post))]
        self._udredninger()
        for post in self._poster.of("CarePlan"):
            if post is not self._plan and self._is_ordered(post):
                self._ydelse(post)
        self._indsats(led, next(iter(planlagt), None), boern)

    def _indsats(self, led: Led, planlagt: str | None, boern: Boern) -> None:
        id_ = self._plan.id
        udvidelse = led.extension(KERNE + "MunicipalityCaseNumber").liste("extension")
        nummer = udvidelse[0].led("valueIdentifier") if udvidelse else Led({}, led.sti, self._m)
        self._put(
            "indsats",
            id_,
            indsats_id=id_,
            status=led.tekst("status", kraevet=True),
            hensigt=led.tekst("intent", kraevet=True),
            sagsnummer=nummer.tekst("value") or None,
            sagsnummer_system=nummer.tekst("system") or None,
            opfoelgning_id=planlagt,
            **_period(led),
        )
        for navn, ider in boern.items():
            for nr, (til, rang) in enumerate(ider, start=1):
                egne = {f"{navn}_id": til} | ({"rang": rang} if rang else {})
                self._put(f"indsats_{navn}", id_, indsats_id=id_, nr=nr, **egne)

    def _maalgrupper(self, plan: Led) -> Iterator[tuple[Led, Post]]:
        for peger, post in self._poster.find_all(plan.liste("addresses", kraevet=True), "Condition"):
            kode = post.led.led("code", kraevet=True).ffb_kode("maalgruppe", kraevet=True)
            self._put("maalgruppe", post.id, ffb_maalgruppe_kode=kode, **self._condition(post))
            yield peger, post

    def _condition(self, post: Post) -> dict[str, Any]:
        """What a målgruppe and a theme have in common."""
        self.check_subject(post.led)
        klinisk = next((k for _s, k in post.led.led("clinicalStatus").codes() if k), None)
        return {"klinisk_status": klinisk, "dato": post.led.dato("recordedDate")}

    def _tilbud(self, plan: Led) -> Iterator[str]:
        forfatter = plan.led("author").v.get("reference")
        for _peger, post in self._poster.find_all(plan.liste("careTeam"), "CareTeam"):
            self.check_subject(post.led)
            for deltager in post.led.liste("participant", kraevet=True):
                if deltager.led("member").v.get("reference") != forfatter:  # who is the contact
                    self.mere += [par for par in read_participant(deltager, self._poster) if par[1]]
            koder = [k for c in post.led.liste("category") if (k := c.ffb_kode("tilbud"))]
            if koder:
                self._put("tilbud", post.id, ffb_tilbud_kode=koder[0])
                self._word(post, post.led.tekst("name"))
                yield post.id
            else:
                self._remark_code(post, post.led.at("category"))

    def _goals(self, plan: Led) -> Iterator[str]:
        """The ids of the indsatsmål. The purpose is kept, the citizen's own objective said in words."""
        for _peger, post in self._poster.find_all(plan.liste("goal"), "Goal"):
            self.check_subject(post.led)
            koder = {k for c in post.led.liste("category") for _s, k in c.codes()}
            tekst = post.led.led("description", kraevet=True).tekst("text", kraevet=True)
            if FORMAAL in koder or post.profile().lower().endswith("purpose"):
                self.formaal = tekst
            elif p.INDSATSMAAL_KODE in koder or "target" in post.led.v:
                self._indsatsmaal(post, tekst)
                yield post.id
            else:
                self.mere.append((_("Borgerens overordnede mål"), tekst))

    def _indsatsmaal(self, post: Post, tekst: str) -> None:
        felter: dict[str, Any] = {}
        for maal in post.led.liste("target"):
            kode = maal.led("detailCodeableConcept", kraevet=True).ffb_kode("maaltype", NIVEAU, kraevet=True)
            felter["forventet_kode" if _art(kode) == NIVEAU else "maaltype_kode"] = kode or None
        self._put("indsatsmaal", post.id, maal_id=post.id, **felter)
        temaer = self._poster.find_all(post.led.liste("addresses"), "Condition")
        for nr, (peger, tema) in enumerate(temaer, start=1):
            egne = {"maal_id": post.id, "nr": nr, "rang": _rang(peger), "tema_id": tema.id}
            self._put("indsatsmaal_tema", post.id, **egne)
        self._word(post, tekst)

    def _stoettebehov(self, plan: Led) -> list[str]:
        """The ids of the støttebehov the indsats rests on. An evaluation that is only a text is left."""
        peger = [o for a in plan.liste("activity") for o in a.liste("outcomeReference")]
        egne = {post.id for _peger, post in self._poster.find_all(peger, "Observation")}
        laeste = []
        for post in self._poster.of("Observation"):
            self.check_subject(post.led)
            vaerdi = post.led.led("valueCodeableConcept")
            er_behov = any(k == p.STOETTEBEHOV_KODE for _s, k in post.led.led("code").codes())
            if er_behov and "coding" in vaerdi.v:
                self._poster.take(post)
                kode = vaerdi.ffb_kode("stoettebehovsniveau", kraevet=True)
                dag = post.led.dato("effectiveDateTime", kraevet=True)
                self._put("stoettebehov", post.id, niveau_kode=kode, dato=dag)
                self._word(post, vaerdi.tekst("text"))
                laeste.append(post.id)
            else:
                self._poster.leave(post)
        return [i for i in laeste if i in egne]

    def _tema(self, post: Post) -> str | None:
        """A theme; returns the id of its planned follow-up."""
        if self._has("maalgruppe", post.id):
            return None
        led, kode_led = post.led, post.led.led("code", kraevet=True)
        kode = kode_led.ffb_kode(*TEMA_ARTER)
        if not kode:
            self.check_subject(led)
            self._poster.leave(post)
            return None
        self._poster.take(post)
        senest = led.extension(KERNE + "ConditionLastAssertedDate")
        senest.dato("valueDateTime")
        felter = {"kode": kode, "senest_tekst": senest.tekst("valueDateTime") or None}
        felter |= self._condition(post)
        niveau = led.led("severity")
        if niveau or _art(kode) == AD:
            felter["niveau_kode"] = niveau.ffb_kode(NIVEAU, kraevet=True) if niveau else None
        self._put("aktivitet_deltagelse" if "niveau_kode" in felter else "udredningstema", post.id, **felter)
        self._word(post, "\n".join(n.tekst("text") for n in led.liste("note")))
        return self._planned(led)

    def _planned(self, tema: Led) -> str | None:
        peger = tema.extension(KERNE + "FollowUpEncounter").led("valueReference")
        post = self._poster.find(peger, "Encounter")
        if post is None:
            return None
        if not self._has("planlagt_opfoelgning", post.id):
            dag = post.led.led("period", kraevet=True).dato("start", kraevet=True)
            self._put("planlagt_opfoelgning", post.id, dato=dag)
        return post.id

    def _udredninger(self) -> None:
        staar = {r["kilde_id"] for _tabel, r in self.raekker}
        for post in map(self._poster.take, self._poster.of("ClinicalImpression")):
            led = post.led
            self.check_subject(led)
            status, dag = led.tekst("status", kraevet=True), led.dato("effectiveDateTime")
            self._put("udredning", post.id, status=status, dato=dag)
            fund = [f.led("itemReference") for f in led.liste("finding")]
            behov = [i for u in led.liste("investigation") for i in u.liste("item")]
            peger = [("tema", self._poster.see(f, "Condition")) for f in fund]
            peger += [("stoettebehov", self._poster.see(b, "Observation")) for b in behov]
            kendte = [(slags, til.id) for slags, til in peger if til and til.id in staar]
            for nr, (slags, id_) in enumerate(kendte, start=1):
                self._put("udredning_tema", post.id, nr=nr, slags=slags, tema_id=id_)

    def _is_ordered(self, post: Post) -> bool:
        """It stands under the ordered indsats."""
        peger = [self._poster.see(b, "CarePlan") for b in post.led.liste("basedOn")]
        return any(til is self._plan for til in peger)

    def _ydelse(self, post: Post) -> None:
        led = self._poster.take(post).led
        self.check_subject(led)
        for nr, aktivitet in enumerate(led.liste("activity", kraevet=True), start=1):
            kode_led = aktivitet.led("detail", kraevet=True).led("code", kraevet=True)
            kode = kode_led.ffb_kode("ydelse")
            if not kode:
                self.mere.append((_("Ydelse uden FFB-kode"), kode_led.words()))
                self._remark_code(post, kode_led.sti)
                continue
            oprettet = led.dato("created")
            self._put(
                "ydelse",
                post.id,
                ydelse_id=post.id,
                aktivitet_nr=nr,
                indsats_id=self._plan.id,
                ffb_ydelse_kode=kode,
                oprettet_tekst=oprettet.isoformat() if oprettet else None,
                **_period(led),
            )

    def check_subject(self, led: Led) -> None:
        """It is about the citizen of the order."""
        post = self._poster.find(led.led("subject", kraevet=True), "Patient")
        if post and self._borger and post is not self._borger:
            self._m.refuse(led.at("subject"), "Den handler om en anden borger.", "Send én besked pr. borger.")

    def _remark_code(self, post: Post, sted: str) -> None:
        goer = "Afklar med afsenderen, hvad der er bestilt, hvis det er uklart."
        self._m.remark(sted, UDEN_KODE[post.art], goer)

    def _has(self, tabel: str, kilde_id: str) -> bool:
        return any(navn == tabel and r["kilde_id"] == kilde_id for navn, r in self.raekker)

    def _put(self, tabel: str, kilde_id: str, **felter: Any) -> None:
        tom = dict.fromkeys(TABELLER[tabel].kolonnenavne)
        self.raekker.append((tabel, {**tom, "kilde_id": kilde_id, "trukket": False, **felter}))

    def _word(self, post: Post, tekst: str) -> None:
        if tekst:
            self.tekst[post.id] = tekst


def _period(led: Led) -> dict[str, Any]:
    periode = led.led("period")
    return {"startdato": periode.dato("start"), "slutdato": periode.dato("end")}


def _rang(peger: Led) -> int:
    """1 for the first, else 2."""
    return 1 if peger.extension(KERNE + "ConditionRank").tal("valuePositiveInt") == 1 else 2


def _art(kode: str) -> str:
    begreb = find_begreb(kode)
    return begreb.art if begreb else ""
