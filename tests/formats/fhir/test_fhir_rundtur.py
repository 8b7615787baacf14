"""Bundle to rows to bundle, and rows to bundle to rows: nothing the guide requires is lost."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from fhir_eksempel import AD_KODE, CPR, FF_KODE, NOEGLE, YDELSE_KODE, officielle
from hypothesis import given, settings
from hypothesis import strategies as st

from ffb.begreber import load_katalog
from ffb.formats.fhir.laes import read_fhir
from ffb.formats.fhir.skriv import write_bundles
from ffb.formats.grundlag import Fil, Laesevalg, Leverancehoved
from ffb.formats.identitet import Identitet
from ffb.model.raekker import Raekkesamler
from ffb.model.tabeller import TABELLER

KATALOG = load_katalog("ffb/2023-05")
STATUS = ("active", "completed", "entered-in-error", "in-progress")


def uden_visning(v: Any) -> Any:
    """A bundle without display, and with its entries in the order of fullUrl."""
    if isinstance(v, dict):
        return {k: uden_visning(x) for k, x in v.items() if k != "display"}
    if isinstance(v, list):
        led = [uden_visning(x) for x in v]
        return sorted(led, key=lambda e: e["fullUrl"]) if led and "fullUrl" in str(led[0])[:12] else led
    return v


def samler_af(*filer: bytes) -> Raekkesamler:
    samler = Raekkesamler()
    fejl = read_fhir(
        [Fil(f"{i}.json", f) for i, f in enumerate(filer, 1)],
        Leverancehoved(),
        1,
        samler,
        Laesevalg(Identitet(NOEGLE)),
    )
    assert fejl == []
    return samler


@pytest.mark.parametrize("indryk", [0, 2])
def test_official_bundles_come_out_as_they_went_in(indryk: int) -> None:
    filer = officielle()
    ud = dict(write_bundles(samler_af(*filer).tabeller(), indryk=indryk))
    assert list(ud) == [f"{i}.json" for i in range(1, 6)]
    for i, ind in enumerate(filer, 1):
        assert uden_visning(json.loads(ud[f"{i}.json"])) == uden_visning(json.loads(ind))


def test_what_is_written_has_no_display_and_no_free_text() -> None:
    for _, data in write_bundles(samler_af(*officielle()).tabeller()):
        assert b'"display"' not in data and b'"text"' not in data and b'"note"' not in data


def test_rows_from_elsewhere_get_dates_and_what_the_guide_requires() -> None:
    """Rows without texts, statuses and source ids, as a demo or a table gives them."""
    dag = date(2025, 3, 1)
    ud = skriv(
        fil=[{"fil_nr": 1, "sti": "a.json", "tid": datetime(2025, 3, 2, 10)}],
        cpr=[{"borger_id": 5, "cpr": CPR}],
        borger=[{"post_nr": 1, "kilde_id": "p"}],
        udredningstema=[{"post_nr": 2, "kode": FF_KODE, "dato": dag}],
        aktivitet_deltagelse=[{"post_nr": 3, "kode": AD_KODE, "dato": dag, "trukket": True}],
        ydelse=[
            {
                "post_nr": 4,
                "ydelse_id": "y",
                "aktivitet_nr": 1,
                "startdato": dag,
                "ffb_ydelse_kode": YDELSE_KODE,
            }
        ],
    )
    assert ud["timestamp"] == "2025-03-02T10:00:00Z"
    assert [e["fullUrl"] for e in ud["entry"]] == [
        "Patient/p",
        "Condition/udredningstema-2",
        "Condition/aktivitet-deltagelse-3",
        "CarePlan/y",
    ]
    tema, ad, ydelse = (e["resource"] for e in ud["entry"][1:])
    assert (tema["recordedDate"], tema["clinicalStatus"]["coding"][0]["code"]) == ("2025-03-01", "active")
    assert ad["verificationStatus"]["coding"][0]["code"] == "entered-in-error" and "clinicalStatus" not in ad
    assert (ydelse["created"], ydelse["period"]) == ("2025-03-01", {"start": "2025-03-01"})
    assert (ydelse["status"], ydelse["intent"]) == ("active", "order")
    assert ydelse["subject"] == {"reference": "Patient/p"}


def test_a_citizen_without_cpr_cannot_be_written() -> None:
    with pytest.raises(KeyError):
        skriv(fil=[{"fil_nr": 1}], borger=[{"post_nr": 1}])


def skriv(**tabeller: list[dict[str, Any]]) -> dict[str, Any]:
    """The first bundle of rows given by the columns they have; fil_nr 1, borger_id 5."""
    samler = Raekkesamler()
    fast = {"leverance_id": 1, "fil_nr": 1, "borger_id": 5, "trukket": False}
    for navn, raekker in tabeller.items():
        for r in raekker:
            samler.raekker[navn].append(tuple((fast | r).get(k) for k in TABELLER[navn].kolonnenavne))
    _, data = next(write_bundles(samler.tabeller()))
    svar: dict[str, Any] = json.loads(data)
    return svar


class Vilkaarlig:
    """Random rows of one leverance, consistent as a delivery is; told by a seed."""

    def __init__(self, tal: Random) -> None:
        self.tal, self.samler, self.identitet = tal, Raekkesamler(), Identitet(NOEGLE)

    def leverance(self, antal: int) -> Raekkesamler:
        cpr_list = [f"{d:02}{m:02}{self.tal.randrange(10, 100)}{self.tal.randrange(10**4):04}" for d, m in
                    [(self.tal.randrange(61, 89), self.tal.randrange(1, 13)) for _ in range(3)]]  # fmt: skip
        kendte: set[str] = set()
        for fil_nr in range(1, antal + 1):
            cpr = self.tal.choice(cpr_list)
            self.bundle(fil_nr, cpr)
            if cpr not in kendte:
                kendte.add(cpr)
                self.samler.raekker["cpr"].append((self.identitet.person(cpr).borger_id, cpr))
        return self.samler

    def bundle(self, fil_nr: int, cpr: str) -> None:
        self.fil_nr, self.post_nr, self.person = fil_nr, 0, self.identitet.person(cpr)
        self.tid = datetime(2025, 1, 1) + timedelta(seconds=self.tal.randrange(10**8))
        bundle_id = self.uuid()
        raekke = (1, fil_nr, f"{fil_nr}.json", None, None, bundle_id, self.tid, self.tid.isoformat() + "Z")
        self.samler.raekker["fil"].append(raekke)
        sts = self.uuid()
        self.ny(
            "borger",
            "Patient",
            False,
            foedselsaar=self.person.foedselsaar,
            koen=self.person.koen,
            sts_uuid=sts,
        )
        self.kontakter = {self.emit_kontakt(): self.dato_af for _ in range(self.faa())}
        self.tilbud = {self.emit_tilbud(): self.kode for _ in range(self.faa())}
        self.temaer = {self.emit_tema(slags): self.kode for slags in self.nogle(["ff", "ad"])}
        self.vurderinger = [self.emit_stoettebehov() for _ in range(self.faa())]
        self.maalgrupper = [self.emit_maalgruppe() for _ in range(self.faa())]
        self.henvendelser = [self.emit_henvendelse() for _ in range(self.faa())]
        self.maal = [self.emit_maal() for _ in range(self.faa())]
        self.indsatser = [self.emit_indsats() for _ in range(self.faa())]
        for emit in self.nogle([self.emit_udredning, self.emit_ydelse, self.emit_opfoelgning]):
            emit()

    # -- rows ---------------------------------------------------------------------------------------------

    def ny(self, tabel: str, type_: str | None, trukket: bool, **egne: Any) -> str:
        """A row, and its `ressource` row if it has a type of its own; child rows keep the entry."""
        if type_:
            self.post_nr, self.trukket, self.id = self.post_nr + 1, trukket, self.uuid()
        faelles = (1, self.fil_nr, self.post_nr, self.person.borger_id, self.id, self.tid, self.trukket)
        egne = {k: self.id if v is self else v for k, v in egne.items()}
        assert set(egne) <= set(TABELLER[tabel].egne)
        self.samler.raekker[tabel].append(faelles + tuple(egne.get(k) for k in TABELLER[tabel].egne))
        if type_:
            self.samler.raekker["ressource"].append((*faelles, type_))
        return self.id

    def emit_kontakt(self) -> str:
        return self.ny("planlagt_opfoelgning", "Encounter", self.maaske(), **self.dato())

    def emit_tilbud(self) -> str:
        return self.ny("tilbud", "CareTeam", self.maaske(), ffb_tilbud_kode=self.art("tilbud"))

    def emit_tema(self, slags: str) -> str:
        dato, status = self.dato(), self.tal.choice(["confirmed", "entered-in-error"])
        senest = self.dato() if self.maaske() else None
        felter = dato | {
            "dato": (senest or dato)["dato"],
            "senest_tekst": senest and senest["dato_tekst"],
            "klinisk_status": "resolved",
            "verifikation": status,
        }
        if slags == "ff":
            art = self.tal.choice(["ff_undertema", "omgivelse_undertema"])
            felter["kode"] = self.art(art)
            return self.ny("udredningstema", "Condition", status == "entered-in-error", **felter)
        felter |= self.niveau("funktionsevneniveau", "niveau_kode", "niveau")
        felter["kode"] = self.art("ad_undertema")
        return self.ny("aktivitet_deltagelse", "Condition", status == "entered-in-error", **felter)

    def emit_stoettebehov(self) -> str:
        niveau = self.niveau("stoettebehovsniveau", "niveau_kode", "niveau")
        return self.med_status("stoettebehov", "Observation", **niveau, **self.dato())

    def emit_maalgruppe(self) -> str:
        trukket = self.maaske()
        status = {"verifikation": "entered-in-error"} if trukket else {}
        kode = self.art("maalgruppe")
        return self.ny("maalgruppe", "Condition", trukket, ffb_maalgruppe_kode=kode, **self.dato(), **status)

    def emit_henvendelse(self) -> str:
        return self.med_status("henvendelse", "ServiceRequest", **self.sag())

    def emit_maal(self) -> str:
        temaer = self.nogle(list(self.temaer))
        rang = {t: 1 if i == 0 else self.tal.choice([2, None]) for i, t in enumerate(temaer)}
        maal_id = self.med_status(
            "indsatsmaal",
            "Goal",
            maal_id=self,
            maaltype_kode=self.art("maaltype"),
            tema_kode=self.temaer[temaer[0]] if temaer else None,
            **self.niveau("funktionsevneniveau", "forventet_kode", "forventet_niveau"),
        )
        for i, t in enumerate(temaer, 1):
            egne = {"maal_id": maal_id, "nr": i, "rang": rang[t], "tema_id": t, "tema_kode": self.temaer[t]}
            self.ny("indsatsmaal_tema", None, False, **egne)
        return maal_id

    def emit_indsats(self) -> str:
        kontakt = self.tal.choice([None, *self.kontakter])
        planlagt = self.kontakter.get(kontakt) if kontakt else None
        felter = self.sag() | self.periode() | {"opfoelgning_id": kontakt, "planlagt_opfoelgning": planlagt}
        id_ = self.med_status("indsats", "CarePlan", indsats_id=self, hensigt="order", **felter)
        for i, t in enumerate(self.nogle(list(self.tilbud)), 1):
            egne = {"tilbud_id": t, "ffb_tilbud_kode": self.tilbud[t]}
            self.ny("indsats_tilbud", None, False, indsats_id=id_, nr=i, **egne)
        for i, m in enumerate(self.nogle(self.maalgrupper), 1):
            rang = self.tal.choice([1, 2])
            self.ny("indsats_maalgruppe", None, False, indsats_id=id_, nr=i, maalgruppe_id=m, rang=rang)
        for i, m in enumerate(self.nogle(self.maal), 1):
            self.ny("indsats_maal", None, False, indsats_id=id_, nr=i, maal_id=m)
        for i, v in enumerate(self.nogle(self.vurderinger), 1):
            self.ny("indsats_stoettebehov", None, False, indsats_id=id_, nr=i, stoettebehov_id=v)
        return id_

    def emit_udredning(self) -> None:
        henvendelse = self.tal.choice([None, *self.henvendelser])
        self.med_status("udredning", "ClinicalImpression", henvendelse_id=henvendelse, **self.dato())
        for slags, ider in (("tema", list(self.temaer)), ("stoettebehov", self.vurderinger)):
            for i, id_ in enumerate(self.nogle(ider), 1):
                self.ny("udredning_tema", None, False, nr=i, slags=slags, tema_id=id_)

    def emit_ydelse(self) -> None:
        foerste, *flere = self.nogle(self.indsatser) or [None]
        oprettet = self.dato()["dato_tekst"]
        felter = self.periode() | {"indsats_id": foerste, "hensigt": "order", "oprettet_tekst": oprettet}
        status = self.tal.choice(STATUS)
        id_ = ""
        for i in range(self.tal.randrange(1, 3)):
            egne = felter | {"status": status, "aktivitet_nr": i + 1, "aktivitet_status": "in-progress"}
            egne |= {"ydelse_id": self, "ffb_ydelse_kode": self.art("ydelse")}
            id_ = self.ny("ydelse", None if i else "CarePlan", status == "entered-in-error", **egne)
        for i, anden in enumerate(flere, 2):
            self.ny("ydelse_indsats", None, False, ydelse_id=id_, nr=i, indsats_id=anden)

    def emit_opfoelgning(self) -> None:
        foerste, *flere = self.nogle(self.indsatser) or [None]
        kode = self.art("opfoelgningsresultat")
        self.med_status("opfoelgning", "Observation", indsats_id=foerste, resultat_kode=kode, **self.dato())
        for i, anden in enumerate(flere, 2):
            self.ny("opfoelgning_indsats", None, False, nr=i, indsats_id=anden)

    # -- values -------------------------------------------------------------------------------------------

    def med_status(self, tabel: str, type_: str, **egne: Any) -> str:
        status = self.tal.choice(STATUS)
        return self.ny(tabel, type_, status == "entered-in-error", status=status, **egne)

    def uuid(self) -> str:
        return str(UUID(int=self.tal.getrandbits(128), version=4))

    def maaske(self) -> bool:
        return self.tal.random() < 0.3

    def faa(self) -> int:
        return self.tal.randrange(0, 3)

    def nogle(self, led: list[Any]) -> list[Any]:
        return self.tal.sample(led, self.tal.randrange(0, len(led) + 1))

    def art(self, art: str) -> str:
        self.kode = self.tal.choice(KATALOG.art(art)).kode
        return self.kode

    def niveau(self, art: str, kode: str, vaerdi: str) -> dict[str, Any]:
        begreb = self.tal.choice(KATALOG.art(art))
        return {kode: begreb.kode, vaerdi: begreb.vaerdi}

    def dato(self) -> dict[str, Any]:
        self.dato_af = date(2024, 1, 1) + timedelta(days=self.tal.randrange(700))
        hale = self.tal.choice(["", "T10:00:00Z", "T23:30:00.5+02:00"])
        return {"dato": self.dato_af, "dato_tekst": self.dato_af.isoformat() + hale}

    def periode(self) -> dict[str, Any]:
        start, slut = self.dato(), self.dato() if self.maaske() else None
        return {
            "startdato": start["dato"],
            "start_tekst": start["dato_tekst"],
            "slutdato": slut and slut["dato"],
            "slut_tekst": slut and slut["dato_tekst"],
        }

    def sag(self) -> dict[str, Any]:
        art = self.tal.choice(["municipalitySpecific", "official"])
        return {"sagsnummer": self.uuid(), "sagsnummer_system": "urn:sag", "sagsnummer_art": art}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 4))
def test_rows_come_back_as_they_were_written(froe: int, antal: int) -> None:
    tabeller = Vilkaarlig(Random(froe)).leverance(antal).tabeller()
    tilbage = samler_af(*(data for _, data in write_bundles(tabeller))).tabeller()
    for navn, tabel in tabeller.items():
        if navn != "formatfund":  # the citizens are erstatningsnumre, and are told of
            assert _raekker(tilbage[navn]) == _raekker(tabel), navn
    assert set(tilbage["formatfund"]["regel"].to_pylist()) <= {"FHIR-CPR-ERSTATNING"}


def _raekker(tabel: Any) -> list[str]:
    return sorted(map(repr, tabel.to_pylist()))


def test_the_random_rows_fill_every_table_fhir_has() -> None:
    tabeller = Vilkaarlig(Random(1)).leverance(60).tabeller()
    fylder = {navn for navn, tabel in TABELLER.items() if tabeller[tabel.fysisk].num_rows}
    assert fylder == {n for n, t in TABELLER.items() if t.fhir} | {"fil", "cpr"}
