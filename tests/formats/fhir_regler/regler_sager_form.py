"""Hand-written faults of form, ids and bytes. Importing this module registers all hand-written cases."""

from __future__ import annotations

import json
from typing import Any

import regler_sager_koder  # noqa: F401  # registers its cases
from regler_eksempel import copy_of, find, load_bundle
from regler_sager import SAGER, Bundle, sag

from ffb.formats.fhir.profil import BUNDLE_PROFIL, RANG_URL

# -- form -------------------------------------------------------------------------------------------


@sag("FHIR-VALG")
def forkert_variant(b: Bundle) -> str:
    r, sti = find(b, "udredning")
    r["effectivePeriod"] = {"start": r.pop("effectiveDateTime")}
    return f"{sti}.effectivePeriod"


@sag("FHIR-VALG")
def rang_i_forkert_felt(b: Bundle) -> str:
    r, sti = find(b, "indsats")
    r["addresses"][2]["extension"] = [{"url": RANG_URL, "valueInteger": 2}]
    return f"{sti}.addresses[2].extension[0].valueInteger"


@sag("FHIR-VALG-FLERE")
def to_varianter(b: Bundle) -> str:
    r, sti = find(b, "indsatsmaal")
    r["target"][0]["dueDate"] = "2021-12-01"
    r["target"][0]["dueDuration"] = {"value": 3}
    return f"{sti}.target[0].dueDuration"


@sag("FHIR-PERIODE")
def slut_foer_start(b: Bundle) -> str:
    r, sti = find(b, "ydelse")
    r["period"]["end"] = "2021-05-28"
    return f"{sti}.period.end"


@sag("FHIR-DATO-DEL")
def dato_uden_dag(b: Bundle) -> str:
    r, sti = find(b, "maalgruppe")
    r["recordedDate"] = "2021-05"
    return f"{sti}.recordedDate"


@sag("FHIR-DATO")
def klokkeslaet_uden_zone(b: Bundle) -> str:
    r, sti = find(b, "maalgruppe")
    r["recordedDate"] = "2021-05-29T10:00:00"
    return f"{sti}.recordedDate"


@sag("FHIR-DATO")
def lastupdated_uden_tid(b: Bundle) -> str:
    r, sti = find(b, "maalgruppe")
    r["meta"]["lastUpdated"] = "2021-05-29"
    return f"{sti}.meta.lastUpdated"


@sag("FHIR-TIDSPUNKT")
def tidspunkt_er_en_dato(b: Bundle) -> str:
    b["timestamp"] = "2021-06-18"
    return "Bundle.timestamp"


@sag("FHIR-MANGE")
def flere_fejl_end_der_vises(b: Bundle) -> str:
    find(b, "tilbud")[0]["category"][0]["coding"] += [{}] * 20_001
    return "Bundle"


@sag("FHIR-DYBDE")
def for_dybt(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    udvidelse: dict[str, Any] = {"url": "a", "valueBoolean": True}
    for _ in range(50):
        udvidelse = {"url": "a", "extension": [udvidelse]}
    r["extension"] = [udvidelse]
    return f"{sti}{'.extension[0]' * 40}"


@sag("FHIR-TOM")
def skyggefelt_tomt(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    r["_language"] = {}
    return f"{sti}._language"


@sag("FHIR-UKENDT")
def skyggefelt_ved_objekt(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    r["_subject"] = {"id": "x"}
    return f"{sti}._subject"


@sag("FHIR-FORBUDT")
def skyggefelt_ved_forbudt(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    r["_name"] = {"id": "x"}
    return f"{sti}._name"


@sag("FHIR-TYPE")
def skyggefelt_er_tekst(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    r["meta"]["_profile"] = [{"id": "x"}, "x"]
    return f"{sti}.meta._profile[1]"


@sag("FHIR-TYPE")
def entry_er_ikke_liste(b: Bundle) -> str:
    b["entry"] = {"a": 1}
    return "Bundle.entry"


# -- ids and entries --------------------------------------------------------------------------------


@sag("FHIR-ID")
def ressource_uden_id(b: Bundle) -> str:
    r, sti = find(b, "tilbud", 1)
    del r["id"]
    return f"{sti}.id"


@sag("FHIR-ID-DOBBELT")
def samme_id_to_slags(b: Bundle) -> str:
    r, sti = find(b, "opfoelgning", 1)
    r["id"] = find(b, "tilbud")[0]["id"]
    return f"{sti}.id"


@sag("FHIR-FULLURL-DOBBELT")
def samme_ressource_to_gange(b: Bundle) -> str:
    b["entry"].append(copy_of(b["entry"][5]))
    return f"Bundle.entry[{len(b['entry']) - 1}].fullUrl"


@sag("FHIR-FULLURL")
def fullurl_siger_anden_type(b: Bundle) -> str:
    b["entry"][3]["fullUrl"] = b["entry"][3]["fullUrl"].replace("Condition", "Goal")
    return "Bundle.entry[3].fullUrl"


@sag("FHIR-FULLURL")
def fullurl_siger_andet_id(b: Bundle) -> str:
    b["entry"][3]["fullUrl"] = "Condition/andet"
    return "Bundle.entry[3].fullUrl"


@sag("FHIR-FULLURL")
def fullurl_med_version(b: Bundle) -> str:
    b["entry"][3]["fullUrl"] += "/_history/1"
    return "Bundle.entry[3].fullUrl"


@sag("FHIR-FULLURL-MANGLER")
def fullurl_mangler(b: Bundle) -> str:
    del b["entry"][3]["fullUrl"]
    return "Bundle.entry[3].fullUrl"


@sag("FHIR-ENTRY")
def entry_er_null(b: Bundle) -> str:
    b["entry"].append(None)
    return f"Bundle.entry[{len(b['entry']) - 1}]"


@sag("FHIR-RESSOURCE")
def fremmed_ressource(b: Bundle) -> str:
    b["entry"].append({"fullUrl": "Device/x", "resource": {"resourceType": "Device", "id": "x"}})
    return f"Bundle.entry[{len(b['entry']) - 1}].resource.resourceType"


@sag("FHIR-FRITEKST-CPR")
def cpr_i_fremmed_ressource(b: Bundle) -> str:
    b["entry"].append({"resource": {"resourceType": "Basic", "id": "x", "author": {"display": "6101814321"}}})
    return f"Bundle.entry[{len(b['entry']) - 1}].resource.author.display"


@sag("FHIR-RESSOURCE")
def resourcetype_mangler(b: Bundle) -> str:
    del b["entry"][3]["resource"]["resourceType"]
    return "Bundle.entry[3].resource.resourceType"


@sag("FHIR-RESOURCETYPE")
def bundle_uden_resourcetype(b: Bundle) -> str:
    del b["resourceType"]
    return "Bundle.resourceType"


@sag("FHIR-BUNDLE")
def er_en_patient(b: Bundle) -> str:
    b["resourceType"] = "Patient"
    return "Bundle.resourceType"


@sag("FHIR-FAST")
def bundle_er_en_batch(b: Bundle) -> str:
    b["type"] = "batch"
    b["meta"]["profile"] = [BUNDLE_PROFIL + "|1.0.0"]
    return "Bundle.type"


@sag("FHIR-BINDING")
def status_findes_ikke(b: Bundle) -> str:
    r, sti = find(b, "ydelse")
    r["activity"][0]["detail"]["status"] = "active"
    return f"{sti}.activity[0].detail.status"


@sag("FHIR-SYSTEM")
def system_mangler(b: Bundle) -> str:
    r, sti = find(b, "stoettebehov")
    del r["valueCodeableConcept"]["coding"][0]["system"]
    return f"{sti}.valueCodeableConcept.coding[0].system"


@sag("FHIR-SYSTEM-GAMMEL")
def gammelt_system(b: Bundle) -> str:
    r, sti = find(b, "ydelse")
    r["activity"][0]["detail"]["code"]["coding"][0]["system"] = (
        "http://kl.dk/fhir/common/caresocial/CodeSystem/FFB"
    )
    return f"{sti}.activity[0].detail.code.coding[0].system"


# -- bytes ------------------------------------------------------------------------------------------


def _b(**nyt: Any) -> bytes:
    return json.dumps(load_bundle() | nyt, ensure_ascii=False).encode()


def make_bytes() -> list[tuple[str, str, bytes, str]]:
    """(rule, name, bytes, place): faults of the text itself."""
    hel = _b()
    start = b'{"resourceType": "Bundle"'
    return [
        ("FHIR-BOM", "bom", b"\xef\xbb\xbf" + hel, "Bundle"),
        ("FHIR-TEGNSAET", "latin-1", _b(language="dæ").decode().encode("latin-1"), "Bundle"),
        ("FHIR-JSON", "afkortet", hel[:5000], "Bundle"),
        ("FHIR-JSON", "tom", b"", "Bundle"),
        ("FHIR-JSON", "for dyb", b"[" * 100_000, "Bundle"),
        ("FHIR-JSON", "for langt tal", b"9" * 10_000, "Bundle"),
        ("FHIR-BUNDLE", "en liste", b"[1]", "Bundle"),
        ("FHIR-BUNDLE", "null", b"null", "Bundle.resourceType"),
        ("FHIR-DOBBELT", "to type", start + b', "type": "batch"' + hel[len(start) :], "Bundle.type"),
        (
            "FHIR-DOBBELT",
            "to id i entry 4",
            hel.replace(b'"id": "45b460b2', b'"id": "x", "id": "45b460b2', 1),
            "Bundle.entry[4].resource.id",
        ),
        ("FHIR-NAN", "NaN", start + b', "total": NaN' + hel[len(start) :], "Bundle.total"),
        ("FHIR-NAN", "Infinity", start + b', "total": -Infinity' + hel[len(start) :], "Bundle.total"),
        (
            "FHIR-TEGN",
            "halvt tegn",
            start + b', "language": "\\ud800"' + hel[len(start) :],
            "Bundle.language",
        ),
    ]


__all__ = ["SAGER", "make_bytes"]
