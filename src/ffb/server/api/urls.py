"""Addresses for machines."""

from __future__ import annotations

from django.urls import path

from ffb.server.api import fhir, tal

urlpatterns = [
    path("fhir", fhir.post_bundle, name="fhir"),
    path("fhir/$indberet", fhir.post_indberet, name="fhir_indberet"),
    path("api/rapport", tal.rapport, name="api_rapport"),
    path("api/fund", tal.fund, name="api_fund"),
    path("api/status", tal.status, name="api_status"),
    path("api/openapi.json", tal.openapi, name="api_openapi"),
]
