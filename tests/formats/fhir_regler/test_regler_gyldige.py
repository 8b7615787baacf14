"""Variations that are valid by the guide's intention refuse nothing."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from regler_eksempel import (
    AD_KODE,
    FFB,
    GRAVE,
    MAALGRUPPE_KODE,
    MODERAT,
    OFFICIELLE,
    check,
    find,
    find_ad,
    grave,
    kraever_officielle,
    load_bundle,
    nouns,
    rang,
)

from ffb.begreber import load_katalog
from ffb.formats.fhir.profil import SAGSNUMMER_URL, SENEST_URL
from ffb.formats.fhir.regler import validate

pytestmark = kraever_officielle
Bundle = dict[str, Any]
GYLDIGE: list[Callable[[Bundle], Bundle | None]] = []


def gyldig(f: Callable[[Bundle], Bundle | None]) -> Callable[[Bundle], Bundle | None]:
    GYLDIGE.append(f)
    return f


def _omskriv(b: Bundle, skriv: Callable[[str], str]) -> Bundle:
    """Every fullUrl and reference rewritten alike."""
    tekst = json.dumps(b)
    for post in b["entry"]:
        tekst = tekst.replace(f'"{post["fullUrl"]}"', f'"{skriv(post["fullUrl"])}"')
    return json.loads(tekst)


@gyldig
def absolutte_adresser(b: Bundle) -> Bundle:
    return _omskriv(b, lambda url: f"https://fagsystem.example.dk/fhir/{url}")


@gyldig
def absolut_fullurl_og_relative_henvisninger(b: Bundle) -> None:
    for post in b["entry"]:
        post["fullUrl"] = f"https://fagsystem.example.dk/fhir/{post['fullUrl']}"


@gyldig
def urn_uuid(b: Bundle) -> Bundle:
    return _omskriv(b, lambda url: "urn:uuid:" + url.split("/")[1])


@gyldig
def uden_fullurl(b: Bundle) -> None:
    for post in b["entry"]:
        del post["fullUrl"]


@gyldig
def anden_raekkefoelge(b: Bundle) -> None:
    b["entry"].reverse()


@gyldig
def uden_profiler(b: Bundle) -> None:
    for post in b["entry"]:
        del post["resource"]["meta"]


@gyldig
def profil_med_version(b: Bundle) -> None:
    for post in b["entry"]:
        post["resource"]["meta"]["profile"] = [p + "|1.0.0" for p in post["resource"]["meta"]["profile"]]


@gyldig
def lastupdated_paa_alle(b: Bundle) -> None:
    for post in b["entry"]:
        post["resource"]["meta"] |= {"lastUpdated": "2021-06-18T16:53:11.123+02:00", "versionId": "3"}


@gyldig
def uden_id_paa_bundle(b: Bundle) -> None:
    del b["id"]


@gyldig
def fremmed_kode_ved_siden_af(b: Bundle) -> None:
    find(b, "tilstand")[0]["code"]["coding"].insert(
        0, {"system": "http://snomed.info/sct", "code": "365930001"}
    )


@gyldig
def fremmed_kode_paa_tilbud(b: Bundle) -> None:
    find(b, "tilbud")[0]["category"][0]["coding"].append({"system": "http://example.org", "code": "1"})


@gyldig
def maalgruppenavn_med_blanke(b: Bundle) -> None:
    find(b, "maalgruppe")[0]["code"]["coding"][0]["display"] = "Udviklingshæmning   "


@gyldig
def tema_som_maalgruppe(b: Bundle) -> None:
    find(b, "maalgruppe")[0]["code"]["coding"][0]["code"] = AD_KODE


@gyldig
def ikke_vurderet_som_niveau(b: Bundle) -> None:
    kode = next(
        n.kode for n in load_katalog("ffb/2023-05").art("funktionsevneniveau") if "vurderet" in n.term
    )
    find_ad(b)[0]["severity"]["coding"][0]["code"] = kode


@gyldig
def ikke_vurderet_som_maal(b: Bundle) -> None:
    kode = next(
        n.kode for n in load_katalog("ffb/2023-05").art("funktionsevneniveau") if "vurderet" in n.term
    )
    find(b, "indsatsmaal")[0]["target"][0]["detailCodeableConcept"]["coding"][0]["code"] = kode


@gyldig
def trukket_tilstand_uden_klinisk_status(b: Bundle) -> None:
    r, _ = find(b, "maalgruppe")
    r["verificationStatus"] = _ver("entered-in-error")


@gyldig
def trukket_tilstand_med_klinisk_status(b: Bundle) -> None:
    find(b, "tilstand")[0]["verificationStatus"] = _ver("entered-in-error")


@gyldig
def trukket_tema_uden_klinisk_status(b: Bundle) -> None:
    r, _ = find(b, "tilstand")
    r["verificationStatus"] = _ver("entered-in-error")
    del r["clinicalStatus"]


def _ver(kode: str) -> dict[str, Any]:
    return {
        "coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-ver-status", "code": kode}]
    }


@gyldig
def trukket_opfoelgning(b: Bundle) -> None:
    find(b, "opfoelgning")[0]["status"] = "entered-in-error"


@gyldig
def fremmed_udvidelse(b: Bundle) -> None:
    find(b, "tilbud")[0]["extension"] = [{"url": "http://example.org/x", "valueBoolean": True}]


@gyldig
def sagsnummer_officielt(b: Bundle) -> None:
    r, _ = find(b, "indsats")
    indre = {"url": "official", "valueIdentifier": {"system": "http://example.dk/sag", "value": "2021-12345"}}
    r["extension"][0] = {"url": SAGSNUMMER_URL, "extension": [indre]}


@gyldig
def sagsnummer_officielt_som_tekst(b: Bundle) -> None:
    r, _ = find(b, "indsats")
    r["extension"][0]["extension"] = [{"url": "official", "valueUri": "urn:oid:1.2.208.5"}]


@gyldig
def sagsnummer_der_ligner_cpr(b: Bundle) -> None:
    r, _ = find(b, "indsats")
    r["extension"][0]["extension"][0]["valueIdentifier"] |= {"value": "6101814321", "use": "usual"}


@gyldig
def henvendelse_uden_sagsnummer(b: Bundle) -> None:
    del find(b, "henvendelse")[0]["extension"]


@gyldig
def sekundaert_tema_uden_rang(b: Bundle) -> None:
    del find(b, "indsatsmaal")[0]["addresses"][2]["extension"]


@gyldig
def foedt_paa_skuddag(b: Bundle) -> None:
    b["entry"][0]["resource"]["identifier"][0]["value"] = "8902044321"  # day + 60, 29 February 2004


@gyldig
def erstatningsnummer(b: Bundle) -> None:
    b["entry"][0]["resource"]["identifier"][0]["value"] = "6101814321"


@gyldig
def uden_use(b: Bundle) -> None:
    del b["entry"][0]["resource"]["identifier"][0]["use"]
    del b["entry"][0]["resource"]["managingOrganization"]["identifier"]["use"]


@gyldig
def organisation_som_urn(b: Bundle) -> None:
    sts = b["entry"][0]["resource"]["managingOrganization"]["identifier"]
    sts["value"] = "urn:uuid:" + sts["value"]


@gyldig
def plan_uden_det_en_ordre_kraever(b: Bundle) -> None:
    r, _ = find(b, "indsats")
    del r["activity"], r["addresses"], r["careTeam"], r["extension"][1]


@gyldig
def ydelse_afsluttet_men_aktiv(b: Bundle) -> None:
    for _, r in nouns(b, "ydelse"):
        r["period"]["end"] = r["period"]["start"]


@gyldig
def ydelse_i_to_indsatser(b: Bundle) -> None:
    find(b, "ydelse")[0]["basedOn"].append({"reference": f"CarePlan/{find(b, 'indsats', 1)[0]['id']}"})


@gyldig
def tilstand_vurderet_paa_tidspunkt(b: Bundle) -> None:
    r, _ = find(b, "tilstand")
    r["extension"] = [{"url": SENEST_URL, "valueDateTime": "2021-06-18T10:00:00+02:00"}]


@gyldig
def udredning_med_stoettebehov(b: Bundle) -> None:
    r, _ = find(b, "udredning")
    item = {"reference": f"Observation/{find(b, 'stoettebehov')[0]['id']}", "type": "Observation"}
    kode = {
        "system": "http://fhir.kl.dk/term/CodeSystem/CareSocialCodes",
        "code": "effe55c7-572c-4a99-8fb4-2a9dda2f6572",
    }
    r["investigation"] = [{"code": {"coding": [kode]}, "item": [item]}]


@gyldig
def maal_med_frist_og_ekstra_maaling(b: Bundle) -> None:
    r, _ = find(b, "indsatsmaal")
    r["target"][0]["dueDate"] = "2021-12-31"
    maaling = {"coding": [{"system": "http://example.org", "code": "x"}]}
    r["target"].append({"measure": maaling, "detailInteger": 3})


@gyldig
def maal_i_omvendt_raekkefoelge(b: Bundle) -> None:
    find(b, "indsatsmaal")[0]["target"].reverse()
    find(b, "indsatsmaal")[0]["addresses"].reverse()


@gyldig
def indsats_med_maal(b: Bundle) -> None:
    find(b, "indsats", 2)[0]["goal"] = [{"reference": f"Goal/{find(b, 'indsatsmaal')[0]['id']}"}]


@gyldig
def nyt_tema_kun_sekundaert(b: Bundle) -> None:
    nyt = copy.deepcopy(find_ad(b)[0]) | {"id": "nyt-tema"}
    nyt["severity"]["coding"][0]["code"] = MODERAT
    b["entry"].append({"fullUrl": "Condition/nyt-tema", "resource": nyt})
    find(b, "indsatsmaal")[0]["addresses"].append({"extension": [rang(2)], "reference": "Condition/nyt-tema"})


@gyldig
def kun_borger(b: Bundle) -> None:
    del b["entry"][1:]


@gyldig
def element_id_og_skygge(b: Bundle) -> None:
    r, _ = find(b, "maalgruppe")
    r["_recordedDate"] = {"id": "a1"}
    r["subject"]["id"] = "a2"


@gyldig
def henvisning_med_version(b: Bundle) -> None:
    find(b, "tilbud")[0]["meta"]["versionId"] = "2"
    find(b, "indsats")[0]["careTeam"][0]["reference"] += "/_history/2"


@gyldig
def periode_samme_dag_med_klokkeslaet(b: Bundle) -> None:
    find(b, "ydelse")[0]["period"] = {"start": "2021-05-29", "end": "2021-05-29T08:00:00+02:00"}


@gyldig
def to_koder_hvor_anden_er_vores(b: Bundle) -> None:
    fremmed = {"system": "http://example.org", "code": MAALGRUPPE_KODE}
    find(b, "opfoelgning")[0]["valueCodeableConcept"]["coding"].insert(0, fremmed)
    assert find(b, "opfoelgning")[0]["valueCodeableConcept"]["coding"][1]["system"] == FFB


@pytest.mark.parametrize("variation", GYLDIGE, ids=lambda f: f.__name__)
def test_valid_variation_is_not_refused(variation: Callable[[Bundle], Bundle | None]) -> None:
    bundle = load_bundle()
    foer = json.dumps(bundle)
    ny = variation(bundle) or bundle
    assert json.dumps(ny) != foer
    assert grave(check(ny)) == set()


@pytest.mark.parametrize("fil", OFFICIELLE, ids=lambda f: f.stem)
def test_official_example_is_accepted_but_for_lastupdated(fil: Path) -> None:
    data = fil.read_bytes()
    brud = validate(data)
    assert not [b for b in brud if b.alvor in GRAVE]
    assert {b.regel for b in validate(data, streng=True) if b.alvor in GRAVE} == {"FHIR-LASTUPDATED"}
    assert brud == validate(json.loads(data))


def test_official_example_with_lastupdated_is_accepted_in_streng() -> None:
    bundle = load_bundle()
    lastupdated_paa_alle(bundle)
    assert grave(check(bundle, streng=True)) == set()


def test_there_are_enough() -> None:
    assert len(GYLDIGE) >= 25
