"""From a citizen to bundles: what a løbende FHIR system sends, day by day.

A citizen's days, as in the official examples: udredning (themes, scores, goals), bevilling (målgruppe,
carePlan, tilbud, ydelse), opfølgning (new scores on the same conditions), lukning (the ydelse gets an end;
sometimes it is moved to another carePlan). Every referenced resource is in the bundle, and an ordered, active
carePlan has follow-up, støttebehov and målgruppe; where the world lacks one, the carePlan is still a plan.
Source: 9-uddatasaet, encounters 2–7 of the official guide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from ffb.demo.leveranceraekker import niveau_kode
from ffb.demo.model import Borger, Indsats, Maal, Ydelse, noegle
from ffb.demo.progression import LEVERET, OPFOELGNING_DAGE
from ffb.demo.verden import Skaber

SAG_SYSTEM = "urn:ffb:demo:sag"
SAG_ART = "municipalitySpecific"
RETTES_EFTER = timedelta(days=3)


@dataclass(slots=True)
class Post:
    """One entry: a resource and its rows, (table, columns)."""

    type: str
    id: str
    raekker: list[tuple[str, dict[str, Any]]]
    trukket: bool = False


@dataclass(slots=True)
class Bundt:
    """One bundle: a citizen and a day. `noegler` are what the facit may look it up by."""

    borger: Borger
    tid: datetime
    bundle_id: str
    poster: dict[tuple[str, str], Post] = field(default_factory=dict)
    noegler: set[tuple[str, str]] = field(default_factory=set)
    ider: dict[tuple[str, object], str] = field(default_factory=dict)

    def med(self, type_: str, id_: str, tabel: str, *, trukket: bool = False, **kolonner: Any) -> Post:
        """Adds a resource, or gives the one that is there already."""
        return self.poster.setdefault((type_, id_), Post(type_, id_, [(tabel, kolonner)], trukket))


class Fortaelling:
    """One citizen's bundles. Ids are drawn once, so that later days update what earlier days said."""

    def __init__(self, s: Skaber, b: Borger, sts_uuid: str) -> None:
        self.s, self.b, self.sts_uuid = s, b, sts_uuid
        self.ids: dict[tuple[str, str], str] = {}

    def id(self, slags: str, hvad: str = "") -> str:
        return self.ids.get((slags, hvad)) or self._nyt(slags, hvad)

    def _nyt(self, slags: str, hvad: str) -> str:
        self.ids[(slags, hvad)] = ny = self.s.uuid()
        return ny

    def bundter(self) -> Iterator[Bundt]:
        """All bundles, oldest first; one hour between those of one day."""
        for nr, (dag, _, fortael, hvad) in enumerate(sorted(self.dage(), key=lambda d: (d[0], d[1]))):
            bundt = Bundt(self.b, datetime.combine(dag, time(8 + nr % 12)), self.s.uuid())
            bundt.med(
                "Patient",
                self.id("Patient"),
                "borger",
                foedselsaar=self.b.foedselsaar,
                koen=self.b.koen,
                sts_uuid=self.sts_uuid,
            )
            fortael(bundt, dag, hvad)
            yield bundt

    def dage(self) -> Iterator[tuple[date, int, Any, Any]]:
        """(day, order within the day, what is told, about what)."""
        b = self.b
        datoer = {t.dato for t in b.temaer if t.dato}
        datoer |= {x.dato for x in b.scorer} | {x.dato for x in b.stoettebehov}
        for nr, dag in enumerate(sorted(datoer)):
            yield dag, 0, self.udredning, nr
        if any(t.trukket for t in b.temaer) or any(x.trukket for x in b.scorer):
            yield min(max(datoer) + RETTES_EFTER, LEVERET), 5, self.traek_temaer, None
        for i in (i for i in b.indsatser if i.trukket):
            yield min(max(datoer) + RETTES_EFTER, LEVERET), 6, self.traek_indsats, i
        for y in b.ydelser:
            if y.start:
                # an older ydelse is first sent on the day FFB is phased in
                yield from self.ydelse_dage(y, max(y.start, b.runder[0]) if b.runder else y.start)

    def ydelse_dage(self, y: Ydelse, start: date) -> Iterator[tuple[date, int, Any, Any]]:
        yield start, 1, self.bevilling, y
        rettes = min(start + y.rettes_efter, LEVERET)
        if y.foerst_ydelse_kode or y.foerst_uden_tilbud or y.status == "entered-in-error":
            yield rettes, 2, self.rettelse, y
        if self.er_lukket(y) and y.slut:
            yield max(y.slut, rettes), 3, self.lukning, y

    @staticmethod
    def er_lukket(y: Ydelse) -> bool:
        return y.slut is not None and y.slut <= LEVERET

    # -- the days -----------------------------------------------------------------------------------------
    def udredning(self, bundt: Bundt, dag: date, nr: int) -> None:
        """Themes and scores of the day, gathered in a ClinicalImpression; goals the first time."""
        fund = [self.tema(bundt, t.kode, t.dato) for t in self.b.temaer if t.dato == dag]
        fund += [
            self.score(bundt, k, dag) for k in dict.fromkeys(x.kode for x in self.b.scorer if x.dato == dag)
        ]
        vurdering = self.stoettebehov(bundt, dag) if any(x.dato == dag for x in self.b.stoettebehov) else None
        for maal in self.b.maal:
            if maal.dato == dag:
                self.maal(bundt, maal, dag)
        for opfoelgning in (o for o in self.b.opfoelgninger if o.dato == dag):
            indsats = next(i for i in self.b.indsatser if i.indsats_id == opfoelgning.indsats_id)
            y = next(y for y in self.b.ydelser if y.indsats is indsats)
            if not (self.er_lukket(y) and y.slut and y.slut <= dag):
                self.indsats(bundt, y, indsats, dag)
                self.opfoelgning(bundt, indsats.indsats_id, dag, opfoelgning.resultat)
                id_ = self.id("Observation", f"opfoelgning {indsats.indsats_id} {dag}")
                bundt.ider[("opfoelgning", noegle(opfoelgning))] = id_
        self.klinik(bundt, dag, fund, vurdering)

    def klinik(self, bundt: Bundt, dag: date, fund: list[str], vurdering: str | None) -> None:
        """Request and ClinicalImpression."""
        bundt.med(
            "ServiceRequest",
            self.id("ServiceRequest"),
            "henvendelse",
            sagsnummer=self.b.ydelser[0].indsats.sagsnummer,
            sagsnummer_system=SAG_SYSTEM,
            sagsnummer_art=SAG_ART,
            status="active",
        )
        post = bundt.med(
            "ClinicalImpression",
            self.id("ClinicalImpression", dag.isoformat()),
            "udredning",
            henvendelse_id=self.id("ServiceRequest"),
            status="completed",
            dato=dag,
            dato_tekst=dag.isoformat(),
        )
        for nr, tema_id in enumerate(fund, 1):
            post.raekker.append(("udredning_tema", {"nr": nr, "slags": "tema", "tema_id": tema_id}))
        if vurdering:
            post.raekker.append(("udredning_tema", {"nr": 1, "slags": "stoettebehov", "tema_id": vurdering}))

    def bevilling(self, bundt: Bundt, dag: date, y: Ydelse) -> None:
        foerst = replace(y.indsats, tilbud_kode=None) if y.foerst_uden_tilbud else y.indsats
        self.indsats(bundt, y, foerst, dag)
        status = "active" if y.status == "entered-in-error" else y.status
        self.ydelse(bundt, y, y.indsats.indsats_id, y.foerst_ydelse_kode or y.ydelse_kode, status)

    def rettelse(self, bundt: Bundt, dag: date, y: Ydelse) -> None:
        """The same ydelse again: with the right code, or withdrawn."""
        self.indsats(bundt, y, y.indsats, dag)
        self.ydelse(bundt, y, y.indsats.indsats_id, y.ydelse_kode, y.status)

    def lukning(self, bundt: Bundt, dag: date, y: Ydelse) -> None:
        """The ydelse gets an end; a moved one points at a new carePlan with another tilbud."""
        indsats = y.indsats
        if y.flytter:
            andre = [t.kode for t in self.s.katalog.art("tilbud") if t.kode != y.tilbud_kode]
            ny = self.id("CarePlan", y.ydelse_id)
            indsats = Indsats(ny, indsats.sagsnummer, indsats.start, y.slut, None, self.s.tilf.choice(andre))
            self.indsats(bundt, y, y.indsats, dag, lukket=True)
        self.indsats(bundt, y, indsats, dag, lukket=True)
        self.ydelse(bundt, y, indsats.indsats_id, y.ydelse_kode, y.status, lukket=True)
        if self.b.runder:
            self.opfoelgning(bundt, indsats.indsats_id, dag, self.s.resultater["afslutning"])

    def traek_temaer(self, bundt: Bundt, dag: date, _: None) -> None:
        for tema in self.b.temaer:
            if tema.trukket:
                self.tema(bundt, tema.kode, tema.dato, trukket=True)
        for kode in dict.fromkeys(x.kode for x in self.b.scorer if x.trukket):
            self.score(bundt, kode, dag, trukket=True)

    def traek_indsats(self, bundt: Bundt, dag: date, i: Indsats) -> None:
        """The carePlan withdrawn (entered-in-error), the ydelse that points at it is not."""
        y = next(y for y in self.b.ydelser if y.indsats is i)
        self.indsats(bundt, y, i, dag, trukket=True)

    # -- the resources ------------------------------------------------------------------------------------
    def tema(self, bundt: Bundt, kode: str, dato: date | None, *, trukket: bool = False) -> str:
        id_ = self.id("Condition", kode)
        bundt.med(
            "Condition",
            id_,
            "udredningstema",
            trukket=trukket,
            kode=kode,
            dato=dato,
            dato_tekst=dato and dato.isoformat(),
            klinisk_status="active",
            verifikation="entered-in-error" if trukket else "confirmed",
        )
        bundt.noegler.add(("udredningstema", str(self.b.nr)))
        bundt.ider |= {("udredningstema", noegle(t)): id_ for t in self.b.temaer if t.kode == kode}
        return id_

    def score(self, bundt: Bundt, kode: str, dag: date, *, trukket: bool = False) -> str:
        """The A&D theme as it stood on the day: first recorded then, last asserted now."""
        egne = sorted((x for x in self.b.scorer if x.kode == kode), key=lambda x: x.dato)
        foerst, nu = egne[0], [x for x in egne if x.dato <= max(dag, egne[0].dato)][-1]
        id_ = self.id("Condition", kode)
        bundt.med(
            "Condition",
            id_,
            "aktivitet_deltagelse",
            trukket=trukket,
            kode=kode,
            niveau_kode=niveau_kode("funktionsevneniveau", nu.niveau),
            niveau=nu.niveau,
            dato=nu.dato,
            dato_tekst=foerst.dato.isoformat(),
            senest_tekst=nu.dato.isoformat() if nu.dato != foerst.dato else None,
            klinisk_status="active",
            verifikation="entered-in-error" if trukket else "confirmed",
        )
        bundt.noegler.add(("aktivitet_deltagelse", str(self.b.nr)))
        bundt.ider |= {("aktivitet_deltagelse", noegle(x)): id_ for x in egne}
        return id_

    def stoettebehov(self, bundt: Bundt, dag: date) -> str | None:
        """The newest evaluation at the day, else the first; None where there is none."""
        egne = sorted(self.b.stoettebehov, key=lambda x: x.dato)
        if not egne:
            return None
        nu = [x for x in egne if x.dato <= max(dag, egne[0].dato)][-1]
        id_ = self.id("Observation", f"stoettebehov {nu.dato}")
        bundt.med(
            "Observation",
            id_,
            "stoettebehov",
            niveau_kode=niveau_kode("stoettebehovsniveau", nu.niveau),
            niveau=nu.niveau,
            dato=nu.dato,
            dato_tekst=nu.dato.isoformat(),
            status="final",
        )
        bundt.noegler.add(("stoettebehov", str(self.b.nr)))
        bundt.ider[("stoettebehov", noegle(nu))] = id_
        return id_

    def maal(self, bundt: Bundt, m: Maal, dag: date) -> str:
        """A goal with the A&D conditions it addresses."""
        kendte = {x.kode for x in self.b.scorer}
        temaer = [(kode, self.score(bundt, kode, dag)) for kode in (m.tema, *m.andre) if kode in kendte]
        post = bundt.med(
            "Goal",
            m.maal_id,
            "indsatsmaal",
            maal_id=m.maal_id,
            tema_kode=m.tema,
            maaltype_kode=m.maaltype,
            forventet_kode=niveau_kode("funktionsevneniveau", m.forventet),
            forventet_niveau=m.forventet,
            status="active",
        )
        if len(post.raekker) == 1:
            for nr, (kode, tema_id) in enumerate(temaer, 1):
                rang = 1 if nr == 1 else 2
                post.raekker.append(
                    (
                        "indsatsmaal_tema",
                        {"maal_id": m.maal_id, "nr": nr, "rang": rang, "tema_id": tema_id, "tema_kode": kode},
                    )
                )
        return m.maal_id

    def indsats(
        self, bundt: Bundt, y: Ydelse, i: Indsats, dag: date, *, lukket: bool = False, trukket: bool = False
    ) -> None:
        """A carePlan with everything it points at."""
        if ("CarePlan", i.indsats_id) in bundt.poster:
            return
        vurdering = self.stoettebehov(bundt, dag)
        grupper = [self.maalgruppe(bundt, i, kode, i.start) for kode in y.maalgrupper]
        maal = (
            []
            if lukket or i.indsats_id != self.b.ydelser[0].indsats.indsats_id
            else [self.maal(bundt, m, dag) for m in self.b.maal if m.dato is None or m.dato <= dag]
        )
        hensigt = i.hensigt if vurdering and grupper else "plan"
        bundt.ider[("indsats", noegle(i))] = i.indsats_id
        opfoelgning = None if lukket else self.planlagt(bundt, i, dag)
        post = bundt.med(
            "CarePlan",
            i.indsats_id,
            "indsats",
            trukket=trukket,
            indsats_id=i.indsats_id,
            sagsnummer=i.sagsnummer,
            sagsnummer_system=SAG_SYSTEM,
            sagsnummer_art=SAG_ART,
            status="entered-in-error" if trukket else "completed" if lukket else "active",
            hensigt=hensigt,
            startdato=i.start,
            slutdato=i.slut if lukket else None,
            start_tekst=i.start.isoformat(),
            slut_tekst=i.slut.isoformat() if lukket and i.slut else None,
            planlagt_opfoelgning=opfoelgning[0] if opfoelgning else None,
            opfoelgning_id=opfoelgning[1] if opfoelgning else None,
        )
        self.indsats_peger(bundt, post, i, vurdering, grupper, maal)

    def indsats_peger(
        self, bundt: Bundt, post: Post, i: Indsats, vurdering: str | None, grupper: list[str], maal: list[str]
    ) -> None:
        """The references of a carePlan: tilbud, støttebehov, målgrupper with rank, goals."""
        til = post.raekker.append
        eget = {"indsats_id": i.indsats_id}
        if i.tilbud_kode:
            tilbud_id = self.id("CareTeam", i.indsats_id)
            bundt.med("CareTeam", tilbud_id, "tilbud", ffb_tilbud_kode=i.tilbud_kode)
            til(
                (
                    "indsats_tilbud",
                    {**eget, "nr": 1, "tilbud_id": tilbud_id, "ffb_tilbud_kode": i.tilbud_kode},
                )
            )
        if vurdering:
            til(("indsats_stoettebehov", {**eget, "nr": 1, "stoettebehov_id": vurdering}))
        for nr, id_ in enumerate(grupper, 1):
            til(("indsats_maalgruppe", {**eget, "nr": nr, "maalgruppe_id": id_, "rang": min(nr, 2)}))
        for nr, id_ in enumerate(maal, 1):
            til(("indsats_maal", {**eget, "nr": nr, "maal_id": id_}))

    def maalgruppe(self, bundt: Bundt, i: Indsats, kode: str, dato: date) -> str:
        id_ = self.id("maalgruppe", f"{i.indsats_id} {kode}")
        bundt.ider[("maalgruppe", ("maalgruppe", i.indsats_id, kode))] = id_
        bundt.med(
            "Condition", id_, "maalgruppe", ffb_maalgruppe_kode=kode, dato=dato, dato_tekst=dato.isoformat()
        )
        return id_

    def planlagt(self, bundt: Bundt, i: Indsats, dag: date) -> tuple[date, str]:
        """The follow-up planned on the day: the next one held, after the last one the one to come."""
        holdt = [o.dato for o in self.b.opfoelgninger if o.indsats_id == i.indsats_id]
        naeste = [d for d in holdt if d > max(dag, i.start) and (i.slut is None or d < i.slut)]
        dato = min(naeste, default=i.planlagt_opfoelgning or dag + timedelta(days=OPFOELGNING_DAGE))
        id_ = self.id("Encounter", i.indsats_id)
        bundt.med("Encounter", id_, "planlagt_opfoelgning", dato=dato, dato_tekst=dato.isoformat())
        return dato, id_

    def ydelse(
        self, bundt: Bundt, y: Ydelse, indsats_id: str, kode: str | None, status: str, *, lukket: bool = False
    ) -> None:
        slut = y.slut if lukket else None
        bundt.med(
            "CarePlan",
            y.ydelse_id,
            "ydelse",
            trukket=status == "entered-in-error",
            ydelse_id=y.ydelse_id,
            aktivitet_nr=1,
            indsats_id=indsats_id,
            ffb_ydelse_kode=kode,
            startdato=y.start,
            slutdato=slut,
            start_tekst=y.start and y.start.isoformat(),
            slut_tekst=slut and slut.isoformat(),
            status=status,
            hensigt=y.hensigt,
            oprettet_tekst=y.start and f"{y.start.isoformat()}T08:00:00Z",
            aktivitet_status="completed" if lukket else "in-progress",
        )
        bundt.noegler.add(("ydelse", y.ydelse_id))

    def opfoelgning(self, bundt: Bundt, indsats_id: str, dag: date, resultat: str | None) -> None:
        bundt.med(
            "Observation",
            self.id("Observation", f"opfoelgning {indsats_id} {dag}"),
            "opfoelgning",
            indsats_id=indsats_id,
            dato=dag,
            dato_tekst=dag.isoformat(),
            resultat_kode=resultat,
            status="final",
        )
