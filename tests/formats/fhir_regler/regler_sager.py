"""Hand-written faults, at least one for each rule: a function spoils a fresh bundle and returns the place.

`SAGER` holds (rule, name, function). More stand in `regler_sager_form`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from regler_eksempel import (
    FF_KODE,
    copy_of,
    find,
    find_ad,
    nouns,
    rang,
)

from ffb.formats.fhir.profil import (
    OPFOELGNING_URL,
    PROFIL,
    PROFIL_ROD,
)

Bundle = dict[str, Any]
Spoil = Callable[[Bundle], str]
SAGER: list[tuple[str, str, Spoil]] = []
_STS = "managingOrganization"


def sag(regel: str) -> Callable[[Spoil], Spoil]:
    def put(f: Spoil) -> Spoil:
        SAGER.append((regel, f.__name__, f))
        return f

    return put


def order(b: Bundle) -> tuple[dict[str, Any], str]:
    """The carePlan that is ordered and not completed."""
    for i, r in nouns(b, "indsats"):
        if (r["intent"], r["status"]) == ("order", "active"):
            return r, f"Bundle.entry[{i}].resource"
    raise LookupError


# -- invariants -------------------------------------------------------------------------------------


@sag("FHIR-CONDITION-1")
def ad_uden_niveau(b: Bundle) -> str:
    r, sti = find_ad(b)
    del r["severity"]
    return f"{sti}.severity"


@sag("FHIR-CONDITION-1")
def niveau_paa_ff_tema(b: Bundle) -> str:
    r, sti = find(b, "tilstand")
    r["severity"] = copy_of(find_ad(b)[0]["severity"])
    return f"{sti}.severity"


@sag("FHIR-CONDITION-1")
def kode_skiftet_til_ff(b: Bundle) -> str:
    r, sti = find_ad(b)
    r["code"]["coding"][0]["code"] = FF_KODE
    return f"{sti}.severity"


@sag("FHIR-GOAL-1")
def maal_mod_ff_tema(b: Bundle) -> str:
    r, sti = find(b, "indsatsmaal")
    r["addresses"][1]["reference"] = f"Condition/{find(b, 'tilstand')[0]['id']}"
    return f"{sti}.addresses[1].reference"


@sag("FHIR-GOAL-2")
def intet_primaert_tema(b: Bundle) -> str:
    r, sti = find(b, "indsatsmaal")
    r["addresses"][0]["extension"] = [rang(2)]
    return f"{sti}.addresses"


@sag("FHIR-GOAL-2")
def to_primaere_temaer(b: Bundle) -> str:
    r, sti = find(b, "indsatsmaal")
    r["addresses"][1]["extension"] = [rang(1)]
    return f"{sti}.addresses"


@sag("FHIR-GOAL-2")
def maal_uden_temaer(b: Bundle) -> str:
    r, sti = find(b, "indsatsmaal")
    del r["addresses"]
    return f"{sti}.addresses"


@sag("FHIR-CAREPLAN-1")
def ordre_uden_opfoelgning(b: Bundle) -> str:
    r, sti = order(b)
    r["extension"] = [e for e in r["extension"] if e["url"] != OPFOELGNING_URL]
    return f"{sti}.extension"


@sag("FHIR-CAREPLAN-1")
def afsluttet_genaabnet(b: Bundle) -> str:
    r, sti = find(b, "indsats", 1)
    r["status"] = "active"
    return f"{sti}.extension"


@sag("FHIR-CAREPLAN-2")
def to_primaere_maalgrupper(b: Bundle) -> str:
    r, sti = find(b, "indsats")
    r["addresses"][1]["extension"] = [rang(1)]
    return f"{sti}.addresses"


@sag("FHIR-CAREPLAN-4")
def ordre_uden_stoettebehov(b: Bundle) -> str:
    r, sti = order(b)
    del r["activity"]
    return f"{sti}.activity"


@sag("FHIR-CAREPLAN-5")
def ordre_uden_maalgruppe(b: Bundle) -> str:
    r, sti = order(b)
    del r["addresses"]
    return f"{sti}.addresses"


@sag("FHIR-FOLLOWUP-1")
def opfoelgning_foreloebig(b: Bundle) -> str:
    r, sti = find(b, "opfoelgning")
    r["status"] = "preliminary"
    return f"{sti}.status"


@sag("FHIR-DELIVERY-1")
def condition_uden_profil(b: Bundle) -> str:
    r, sti = find(b, "tilstand")
    del r["meta"], r["recordedDate"]
    return sti


@sag("FHIR-DELIVERY-2")
def careplan_uden_profil(b: Bundle) -> str:
    r, sti = find(b, "ydelse")
    r["meta"]["profile"] = ["http://hl7.org/fhir/StructureDefinition/CarePlan"]
    del r["created"]
    return sti


@sag("FHIR-DELIVERY-3")
def observation_uden_profil(b: Bundle) -> str:
    r, sti = find(b, "stoettebehov")
    del r["meta"]["profile"]
    r["issued"] = "2021-05-29T11:54:13Z"
    return sti


# -- profile ----------------------------------------------------------------------------------------


@sag("FHIR-PROFIL")
def profil_for_anden_slags(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    r["meta"]["profile"] = [PROFIL["indsats"]]
    return f"{sti}.meta.profile[0]"


@sag("FHIR-PROFIL")
def ydelse_kalder_sig_indsats(b: Bundle) -> str:
    r, sti = find(b, "ydelse")
    r["meta"]["profile"] = [PROFIL["indsats"]]
    return f"{sti}.meta.profile"


@sag("FHIR-PROFIL")
def opfoelgning_kalder_sig_stoettebehov(b: Bundle) -> str:
    r, sti = find(b, "opfoelgning")
    r["meta"]["profile"] = [PROFIL["stoettebehov"]]
    return f"{sti}.meta.profile"


@sag("FHIR-PROFIL")
def maalgruppe_kalder_sig_tilstand(b: Bundle) -> str:
    r, sti = find(b, "maalgruppe")
    r["meta"]["profile"] = [PROFIL["tilstand"]]
    return f"{sti}.meta.profile"


@sag("FHIR-PROFIL")
def to_profiler_der_modsiger_hinanden(b: Bundle) -> str:
    r, sti = find(b, "ydelse")
    r["meta"]["profile"].append(PROFIL["indsats"])
    return f"{sti}.meta.profile[1]"


@sag("FHIR-PROFIL")
def bundle_kalder_sig_borger(b: Bundle) -> str:
    b["meta"]["profile"] = [PROFIL["borger"]]
    return "Bundle.meta.profile[0]"


@sag("FHIR-PROFIL-UKENDT")
def profil_stavet_forkert(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    r["meta"]["profile"] = [PROFIL_ROD + "servicePerformar"]
    return f"{sti}.meta.profile[0]"


@sag("FHIR-PROFIL-MANGLER")
def profil_mangler(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    del r["meta"]
    return f"{sti}.meta.profile"


@sag("FHIR-PROFIL-FREMMED")
def fremmed_profil_ved_siden_af(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    r["meta"]["profile"].append("http://example.org/StructureDefinition/x")
    return f"{sti}.meta.profile[1]"


@sag("FHIR-LASTUPDATED")
def uden_lastupdated(b: Bundle) -> str:
    return f"{find(b, 'tilbud')[1]}.meta.lastUpdated"


# -- references -------------------------------------------------------------------------------------


@sag("FHIR-REFERENCE")
def tilbud_slettet(b: Bundle) -> str:
    r, _ = find(b, "indsats")
    maal = r["careTeam"][0]["reference"]
    nr = next(i for i, e in enumerate(b["entry"]) if e["fullUrl"] == maal)
    del b["entry"][nr]
    return f"{find(b, 'indsats')[1]}.careTeam[0].reference"


@sag("FHIR-REFERENCE")
def peger_paa_indlejret(b: Bundle) -> str:
    r, sti = find(b, "indsats")
    r["careTeam"][0]["reference"] = "#hold"
    return f"{sti}.careTeam[0].reference"


@sag("FHIR-REFERENCE")
def forkert_version(b: Bundle) -> str:
    r, sti = find(b, "indsats")
    r["careTeam"][0]["reference"] += "/_history/7"
    return f"{sti}.careTeam[0].reference"


@sag("FHIR-REFERENCE-SLAGS")
def subject_er_en_ydelse(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    r["subject"]["reference"] = f"CarePlan/{find(b, 'ydelse')[0]['id']}"
    return f"{sti}.subject.reference"


@sag("FHIR-REFERENCE-PROFIL")
def maalgruppe_er_et_tema(b: Bundle) -> str:
    r, sti = find(b, "indsats")
    r["addresses"][0]["reference"] = f"Condition/{find(b, 'tilstand')[0]['id']}"
    return f"{sti}.addresses[0].reference"


@sag("FHIR-REFERENCE-BORGER")
def subject_er_en_anden_borger(b: Bundle) -> str:
    anden = copy_of(b["entry"][0])
    anden["resource"]["id"] = "anden-borger"
    anden["fullUrl"] = "Patient/anden-borger"
    b["entry"].append(anden)
    r, sti = find(b, "tilbud")
    r["subject"]["reference"] = "Patient/anden-borger"
    return f"{sti}.subject.reference"


@sag("FHIR-REFERENCE-FORM")
def absolut_reference_uden_fullurl(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    r["subject"]["reference"] = f"https://example.org/fhir/{r['subject']['reference']}"
    return f"{sti}.subject.reference"


@sag("FHIR-REFERENCE-TYPE")
def reference_siger_forkert_type(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    r["subject"]["type"] = "Group"
    return f"{sti}.subject.type"


# -- the citizen ------------------------------------------------------------------------------------


@sag("FHIR-BORGER")
def ingen_borger(b: Bundle) -> str:
    del b["entry"][0]
    return "Bundle.entry"


@sag("FHIR-BORGER")
def tom_leverance(b: Bundle) -> str:
    b["entry"] = []
    return "Bundle.entry"


@sag("FHIR-BORGER-FLERE")
def to_borgere(b: Bundle) -> str:
    anden = copy_of(b["entry"][0])
    anden["resource"]["id"], anden["fullUrl"] = "anden-borger", "Patient/anden-borger"
    b["entry"].append(anden)
    return f"Bundle.entry[{len(b['entry']) - 1}].resource"


def _cpr(b: Bundle, cpr: str) -> str:
    b["entry"][0]["resource"]["identifier"][0]["value"] = cpr
    return "Bundle.entry[0].resource.identifier[0].value"


@sag("FHIR-CPR")
def cpr_med_bindestreg(b: Bundle) -> str:
    return _cpr(b, "610181-4321")


@sag("FHIR-CPR")
def cpr_med_ni_cifre(b: Bundle) -> str:
    return _cpr(b, "101814321")


@sag("FHIR-CPR")
def cpr_dag_findes_ikke(b: Bundle) -> str:
    return _cpr(b, "9102814321")


@sag("FHIR-CPR")
def cpr_maaned_findes_ikke(b: Bundle) -> str:
    return _cpr(b, "6113814321")


@sag("FHIR-CPR")
def cpr_skuddag_i_ikke_skudaar(b: Bundle) -> str:
    return _cpr(b, "8902814321")


@sag("FHIR-CPR-ERSTATNING")
def erstatningsnummer(b: Bundle) -> str:
    return _cpr(b, "6101814321")


@sag("FHIR-CPR-BOGSTAV")
def sundhedsvaesenets_ecpr(b: Bundle) -> str:
    return _cpr(b, "610181AB12")


@sag("FHIR-CPR-MODULUS")
def modulus_11_gaar_ikke_op(b: Bundle) -> str:
    return _cpr(b, "0201814321")


@sag("FHIR-STS")
def organisation_er_ikke_uuid(b: Bundle) -> str:
    b["entry"][0]["resource"][_STS]["identifier"]["value"] = "Demo Kommune"
    return f"Bundle.entry[0].resource.{_STS}.identifier.value"
