"""Addresses for machines."""

from __future__ import annotations

from django.urls import path

from ffb.server.api import fhir

urlpatterns = [
    path("fhir", fhir.post_bundle, name="fhir"),
    path("fhir/$indberet", fhir.post_indberet, name="fhir_indberet"),
]
