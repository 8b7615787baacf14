"""Addresses for machines."""

from __future__ import annotations

from django.urls import path

from ffb.server.api import analyser, bestilling, fhir, tal, terminologi

urlpatterns = [
    path("fhir", fhir.post_bundle, name="fhir"),
    path("fhir/$indberet", fhir.post_indberet, name="fhir_indberet"),
    path("fhir/$process-message", bestilling.post_besked, name="fhir_besked"),
    path("fhir/CodeSystem", terminologi.kodesystemer, name="fhir_kodesystemer"),
    path("fhir/CodeSystem/$lookup", terminologi.lookup, name="fhir_lookup"),
    path("fhir/CodeSystem/$validate-code", terminologi.validate_kode, name="fhir_validate_kode"),
    path("fhir/CodeSystem/<id_>", terminologi.kodesystem, name="fhir_kodesystem"),
    path("fhir/ValueSet", terminologi.vaerdisaet_list, name="fhir_vaerdisaet_list"),
    path("fhir/ValueSet/$expand", terminologi.expand, name="fhir_expand"),
    path("fhir/ValueSet/$validate-code", terminologi.validate_i_saet, name="fhir_validate_i_saet"),
    path("fhir/ValueSet/<id_>", terminologi.vaerdisaet, name="fhir_vaerdisaet"),
    path("api/rapport", tal.rapport, name="api_rapport"),
    path("api/fund", tal.fund, name="api_fund"),
    path("api/status", tal.status, name="api_status"),
    path("api/analyser", analyser.analyser, name="api_analyser"),
    path("api/analyser/<id_>", analyser.analyse, name="api_analyse"),
    path("api/openapi.json", tal.openapi, name="api_openapi"),
]
