"""What the addresses for machines are, as OpenAPI 3.1. Shows nothing of any kommune."""

from __future__ import annotations

from typing import Any

from ffb import __version__
from ffb.analyses import DIMENSIONER

Objekt = dict[str, Any]
UDFALD = {"$ref": "#/components/schemas/OperationOutcome"}
FHIR = "application/fhir+json"


def describe_api() -> Objekt:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "FFB", "version": __version__, "description": "Fælles Faglige Begreber"},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"OperationOutcome": {"type": "object", "required": ["resourceType", "issue"]}},
        },
        "security": [{"token": []}],
        "paths": {**_indberetning(), **_terminologi(), **_tal()},
    }


def _indberetning() -> Objekt:
    return {
        "/fhir": {"post": _post("Indberet én Bundle", FHIR)},
        "/fhir/$process-message": {"post": _post("Send en bestilling (kl-ffb-messaging)", FHIR)},
        "/fhir/$indberet": {"post": _post("Indberet NDJSON eller ZIP", "application/fhir+ndjson")},
    }


def _terminologi() -> Objekt:
    """The concepts; open to all."""
    naar = ["version", "date"]
    return {
        "/fhir/CodeSystem": {"get": _hent("Kodesystemerne, en pr. version", ["url", "version"], "Bundle")},
        "/fhir/CodeSystem/{id}": {"get": _hent("Et kodesystem med begreber", [], "CodeSystem", id_=True)},
        "/fhir/CodeSystem/$lookup": {
            "get": _hent("Slå en kode op", ["code", "system", *naar], "Parameters", kraevet=["code"])
        },
        "/fhir/CodeSystem/$validate-code": {
            "get": _hent(
                "Findes koden?", ["code", "url", "display", *naar], "Parameters", kraevet=["code", "url"]
            )
        },
        "/fhir/ValueSet": {"get": _hent("Værdisættene", ["url"], "Bundle")},
        "/fhir/ValueSet/{id}": {"get": _hent("Et værdisæt", ["date"], "ValueSet", id_=True)},
        "/fhir/ValueSet/$expand": {
            "get": _hent(
                "Koderne i et værdisæt", ["url", "filter", "count", "offset", "date"], "ValueSet",
                kraevet=["url"],
            )
        },
        "/fhir/ValueSet/$validate-code": {
            "get": _hent(
                "Er koden i værdisættet?", ["url", "code", "system", "display", "date"], "Parameters",
                kraevet=["url", "code"],
            )
        },
    }  # fmt: skip


def _tal() -> Objekt:
    periode = [
        {"name": n, "in": "query", "required": False, "schema": {"type": "string"}, "description": d}
        for n, d in (("aar", "Kalenderår"), ("fra", "Første dag, ISO"), ("til", "Sidste dag, ISO"))
    ]
    analysevalg = [_valg(n) for n in (*DIMENSIONER, "vis") if n != "kommune"]
    return {
        "/api/rapport": {"get": _get("FFB-rapporten som rapport.json", periode, {"202": "Beregnes"})},
        "/api/fund": {
            "get": _get("Levende fund", [_valg(n) for n in ("regel", "ejer", "alvor", "side")], {})
        },
        "/api/analyser": {"get": _get("Analyserne og deres filtre", [], {})},
        "/api/analyser/{id}": {"get": _get("En analyse", [_id(), *periode, *analysevalg], {})},
        "/api/status": {"get": _get("Leverancer og kvitteringer", [], {})},
    }


def _id() -> Objekt:
    return {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}


def _valg(navn: str, *, kraevet: bool = False) -> Objekt:
    return {"name": navn, "in": "query", "required": kraevet, "schema": {"type": "string"}}


def _hent(
    hvad: str, valg: list[str], svar: str, *, kraevet: list[str] | None = None, id_: bool = False
) -> Objekt:
    """A read of the concepts, which asks for no token."""
    egne = [_valg(n, kraevet=n in (kraevet or ())) for n in valg]
    fejl = {"400": "Et valg mangler eller kan ikke læses", "404": "Findes ikke", "406": "Kun FHIR som JSON"}
    return {
        "summary": hvad,
        "security": [],
        "parameters": [*([_id()] if id_ else []), *egne],
        "responses": {
            "200": {"description": svar, "content": {FHIR: {"schema": {"type": "object"}}}},
            **{k: {"description": v, "content": {FHIR: {"schema": UDFALD}}} for k, v in fejl.items()},
        },
    }


def _get(hvad: str, parametre: list[Objekt], flere: dict[str, str]) -> Objekt:
    svar = {"200": "OK", "401": "Intet gyldigt token", "403": "Tokenet giver ikke ret", **flere}
    if parametre:
        svar |= {"400": "Et valg kan ikke læses", "404": "Ingen leverancer"}
    return {
        "summary": hvad,
        "parameters": parametre,
        "responses": {k: {"description": v} for k, v in sorted(svar.items())},
    }


def _post(hvad: str, medie: str) -> Objekt:
    svar = {"200": "Gemt", "401": "Intet gyldigt token", "403": "Tokenet giver ikke ret",
            "413": "For stort", "422": "Intet er gemt; alle fejl"}  # fmt: skip
    return {
        "summary": hvad,
        "requestBody": {"required": True, "content": {medie: {"schema": {}}}},
        "responses": {k: {"description": v, "content": {FHIR: {"schema": UDFALD}}} for k, v in svar.items()},
    }
