"""Hand-written faults of free text, codes and extensions; registered in `regler_sager.SAGER`."""

from __future__ import annotations

from regler_eksempel import FF_KODE, FFB, MAALGRUPPE_KODE, copy_of, find, rang
from regler_sager import Bundle, sag

from ffb.formats.fhir.profil import RANG_URL, SAGSNUMMER_URL, SENEST_URL

# -- free text --------------------------------------------------------------------------------------


@sag("FHIR-FRITEKST")
def maalbeskrivelse_i_ord(b: Bundle) -> str:
    r, sti = find(b, "indsatsmaal")
    r["description"]["text"] = "At komme mere ud"
    return f"{sti}.description.text"


@sag("FHIR-FRITEKST")
def reference_med_navn(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    r["subject"]["display"] = "Navn Navnesen"
    return f"{sti}.subject.display"


@sag("FHIR-FRITEKST")
def notat_paa_udredning(b: Bundle) -> str:
    r, sti = find(b, "udredning")
    r["note"] = [{"text": "Notat"}]
    return f"{sti}.note[0].text"


@sag("FHIR-FRITEKST")
def tekst_ved_opfoelgningskode(b: Bundle) -> str:
    r, sti = find(b, "opfoelgning")
    r["code"]["text"] = "Opfølgning"
    return f"{sti}.code.text"


@sag("FHIR-FRITEKST")
def tekst_i_fremmed_udvidelse(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    r["extension"] = [{"url": "http://example.org/x", "valueString": "Notat"}]
    return f"{sti}.extension[0].valueString"


@sag("FHIR-FRITEKST-CPR")
def cpr_i_tekst(b: Bundle) -> str:
    r, sti = find(b, "indsatsmaal")
    r["description"]["text"] = "Borger 610181-4321 vil mere ud"
    return f"{sti}.description.text"


@sag("FHIR-FRITEKST-CPR")
def cpr_i_forbudt_note(b: Bundle) -> str:
    r, sti = find(b, "ydelse")
    r["note"] = [{"text": "se 6101814321"}]
    return f"{sti}.note[0].text"


@sag("FHIR-FRITEKST-CPR")
def cpr_i_display(b: Bundle) -> str:
    r, sti = find(b, "maalgruppe")
    r["code"]["coding"][0]["display"] = "610181 4321"
    return f"{sti}.code.coding[0].display"


@sag("FHIR-FRITEKST-CPR")
def cpr_i_narrativ(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    r["text"] = {"status": "generated", "div": "<div>6101814321</div>"}
    return f"{sti}.text"


# -- codes ------------------------------------------------------------------------------------------


@sag("FHIR-KODE-FLERE")
def to_ffb_koder(b: Bundle) -> str:
    r, sti = find(b, "tilstand")
    r["code"]["coding"].append({"system": FFB, "code": FF_KODE})
    return f"{sti}.code.coding"


@sag("FHIR-KODE-UKENDT")
def uuid_med_store_bogstaver(b: Bundle) -> str:
    r, sti = find(b, "maalgruppe")
    r["code"]["coding"][0]["code"] = MAALGRUPPE_KODE.upper()
    return f"{sti}.code.coding[0].code"


@sag("FHIR-DISPLAY")
def forkert_navn(b: Bundle) -> str:
    r, sti = find(b, "maalgruppe")
    r["code"]["coding"][0]["display"] = "Noget andet"
    return f"{sti}.code.coding[0].display"


@sag("FHIR-MAALGRUPPE")
def tema_som_maalgruppe(b: Bundle) -> str:
    r, sti = find(b, "maalgruppe")
    r["code"]["coding"][0]["code"] = FF_KODE
    return f"{sti}.code"


@sag("FHIR-VAERDISAET")
def fremmed_kodning_ved_maalgruppe(b: Bundle) -> str:
    r, sti = find(b, "maalgruppe")
    r["code"]["coding"].append({"system": "http://snomed.info/sct", "code": "1"})
    return f"{sti}.code.coding[1].code"


@sag("FHIR-KODE")
def kun_id_i_kode(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    r["category"][0] = {"id": "x"}
    return f"{sti}.category[0].coding"


@sag("FHIR-MIN")
def maal_uden_niveau(b: Bundle) -> str:
    r, sti = find(b, "indsatsmaal")
    del r["target"][0]["detailCodeableConcept"]
    return f"{sti}.target[0].detailCodeableConcept"


@sag("FHIR-MIN")
def maal_uden_maaltype(b: Bundle) -> str:
    r, sti = find(b, "indsatsmaal")
    del r["target"][1]
    return f"{sti}.target"


@sag("FHIR-MAKS")
def to_forventede_niveauer(b: Bundle) -> str:
    r, sti = find(b, "indsatsmaal")
    r["target"].append(copy_of(r["target"][0]))
    return f"{sti}.target[2]"


@sag("FHIR-MIN")
def ekstra_maaling_uden_measure(b: Bundle) -> str:
    r, sti = find(b, "indsatsmaal")
    r["target"].append({"detailInteger": 3})
    return f"{sti}.target[2].measure"


# -- extensions -------------------------------------------------------------------------------------


@sag("FHIR-UDVIDELSE")
def fremmed_udvidelse_paa_lukket_profil(b: Bundle) -> str:
    r, sti = find(b, "tilstand")
    r["extension"] = [{"url": "http://example.org/x", "valueBoolean": True}]
    return f"{sti}.extension[0].url"


@sag("FHIR-UDVIDELSE-FREMMED")
def fremmed_udvidelse_paa_aaben_profil(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    r["extension"] = [{"url": "http://example.org/x", "valueBoolean": True}]
    return f"{sti}.extension[0].url"


@sag("FHIR-UDVIDELSE-TOM")
def udvidelse_uden_vaerdi(b: Bundle) -> str:
    r, sti = find(b, "tilstand")
    r["extension"] = [{"url": SENEST_URL}]
    return f"{sti}.extension[0]"


@sag("FHIR-UDVIDELSE-TOM")
def sagsnummer_uden_nummer(b: Bundle) -> str:
    r, sti = find(b, "indsats")
    r["extension"][0] = {"url": SAGSNUMMER_URL}
    return f"{sti}.extension[0]"


@sag("FHIR-UDVIDELSE-TOM")
def udvidelse_med_baade_vaerdi_og_indre(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    indre = {"url": "a", "valueBoolean": True}
    r["extension"] = [{"url": "http://example.org/x", "valueBoolean": True, "extension": [indre]}]
    return f"{sti}.extension[0]"


@sag("FHIR-RANG-TERM")
def rang_under_term(b: Bundle) -> str:
    r, sti = find(b, "indsatsmaal")
    r["addresses"][0]["extension"][0]["url"] = RANG_URL.replace("/core/", "/term/")
    return f"{sti}.addresses[0].extension[0].url"


@sag("FHIR-RANG")
def rang_3(b: Bundle) -> str:
    r, sti = find(b, "indsats")
    r["addresses"][2]["extension"] = [rang(3)]
    return f"{sti}.addresses[2].extension[0].valuePositiveInt"


@sag("FHIR-FORMAT")
def rang_0(b: Bundle) -> str:
    r, sti = find(b, "indsats")
    r["addresses"][2]["extension"] = [rang(0)]
    return f"{sti}.addresses[2].extension[0].valuePositiveInt"


@sag("FHIR-TYPE")
def rang_som_tekst(b: Bundle) -> str:
    r, sti = find(b, "indsats")
    r["addresses"][2]["extension"] = [{"url": RANG_URL, "valuePositiveInt": "2"}]
    return f"{sti}.addresses[2].extension[0].valuePositiveInt"


@sag("FHIR-MAAL-RANG")
def sekundaert_tema_uden_rang(b: Bundle) -> str:
    r, sti = find(b, "indsatsmaal")
    del r["addresses"][1]["extension"]
    return f"{sti}.addresses[1].extension"


@sag("FHIR-MODIFIER")
def modifier_paa_aaben_profil(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    r["modifierExtension"] = [{"url": "http://example.org/x", "valueBoolean": True}]
    return f"{sti}.modifierExtension"


@sag("FHIR-INDLEJRET")
def indlejret_ressource(b: Bundle) -> str:
    r, sti = find(b, "tilbud")
    r["contained"] = [{"resourceType": "Organization", "id": "hold"}]
    return f"{sti}.contained"


@sag("FHIR-FAST")
def kommunens_sagsnummer_kalder_sig_officielt(b: Bundle) -> str:
    r, sti = find(b, "indsats")
    r["extension"][0]["extension"][0]["valueIdentifier"]["use"] = "official"
    return f"{sti}.extension[0].extension[0].valueIdentifier.use"


@sag("FHIR-MAKS")
def to_sagsnumre(b: Bundle) -> str:
    r, sti = find(b, "indsats")
    r["extension"].append(copy_of(r["extension"][0]))
    return f"{sti}.extension[2]"


@sag("FHIR-SAG-TOM")
def sagsnummer_uden_vaerdi(b: Bundle) -> str:
    r, sti = find(b, "indsats")
    del r["extension"][0]["extension"][0]["valueIdentifier"]["value"]
    return f"{sti}.extension[0]"


@sag("FHIR-SAG-TOM")
def sagsnummer_under_ukendt_navn(b: Bundle) -> str:
    r, sti = find(b, "indsats")
    r["extension"][0]["extension"][0]["url"] = "sag"
    return f"{sti}.extension[0]"


@sag("FHIR-KODE-FLERE")
def to_stoettebehov(b: Bundle) -> str:
    r, sti = find(b, "stoettebehov")
    r["valueCodeableConcept"]["coding"] *= 2
    return f"{sti}.valueCodeableConcept.coding"


@sag("FHIR-FORMAT")
def profil_er_ikke_en_adresse(b: Bundle) -> str:
    r, sti = find(b, "stoettebehov")
    r["meta"]["profile"] = ["careEvaluation"]
    return f"{sti}.meta.profile[0]"


@sag("FHIR-SAG")
def henvendelse_uden_sagsnummer(b: Bundle) -> str:
    r, sti = find(b, "henvendelse")
    del r["extension"]
    return f"{sti}.extension"
