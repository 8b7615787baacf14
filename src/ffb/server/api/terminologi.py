"""`/fhir/CodeSystem`, `ValueSet/$expand`, `$lookup`, `$validate-code`: the concepts for vendors' programs.

Open to anyone: codes and names are public, and nothing here is of a kommune. JSON only; who asks for XML
alone is told so. `date` (ours) or `version` choose the version, else the one in force today.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from ffb.begreber import (
    Begreb,
    Katalog,
    katalog_list,
    katalog_navn_list,
    load_about,
    load_katalog_paa,
    opslag_list,
    version_list,
)
from ffb.formats.fhir import terminologi as t
from ffb.server.adgang.regler import View, offentlig
from ffb.server.api.fhir import issue, outcome
from ffb.sprog import _

STOERST_ANTAL = 10_000
JSON = ("*/*", "application/*", "application/json", "application/fhir+json", "text/html", "json")


class Nej(Exception):
    """The question cannot be answered; becomes an OperationOutcome."""

    def __init__(self, status: int, kode: str, tekst: str) -> None:
        super().__init__(tekst)
        self.status, self.kode = status, kode


def terminologi(*, post: bool = False) -> Callable[[View], View]:
    """JSON or a refusal in FHIR's form; GET, and POST of Parameters where `post`."""

    def pynt(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def svar(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                _check_form(request, post)
                ressource = view(request, *args, **kwargs)
            except Nej as nej:
                hoveder = {"Allow": "GET, POST" if post else "GET"} if nej.status == 405 else {}
                return outcome(nej.status, [issue("error", nej.kode, str(nej))], hoveder)
            tekst = json.dumps(ressource, ensure_ascii=False)
            return HttpResponse(tekst, content_type="application/fhir+json; charset=utf-8")

        return offentlig(svar)

    return pynt


def _check_form(request: HttpRequest, post: bool) -> None:
    if request.method not in (("GET", "HEAD", "POST") if post else ("GET", "HEAD")):
        raise Nej(405, "not-supported", _("Brug GET."))
    oensket = request.GET.get("_format") or request.headers.get("Accept") or "*/*"
    typer = {del_.partition(";")[0].strip().lower() for del_ in oensket.split(",")}
    if not typer & set(JSON):
        raise Nej(406, "not-supported", _("Der svares kun i JSON: application/fhir+json."))


def _valg(request: HttpRequest) -> dict[str, str]:
    """The parameters, from the address or from a posted Parameters."""
    if request.method != "POST":
        return {k: v for k, v in request.GET.items() if not k.startswith("_")}
    try:
        krop = json.loads(request.body)
        poster = krop["parameter"] if krop["resourceType"] == "Parameters" else None
        assert isinstance(poster, list)
        return dict(p for post in poster for p in _par(post))
    except (ValueError, KeyError, TypeError, AssertionError, AttributeError):
        raise Nej(400, "structure", _("Send en Parameters i JSON.")) from None


def _par(post: dict[str, Any]) -> list[tuple[str, str]]:
    vaerdi = next((v for k, v in post.items() if k.startswith("value")), "")
    if isinstance(vaerdi, dict):  # a coding
        return [(n, str(vaerdi[n])) for n in ("system", "code", "version", "display") if n in vaerdi]
    return [(str(post["name"]), str(vaerdi))]


def _rod() -> str:
    return f"{settings.URL}/fhir"


def _dag(valg: dict[str, str]) -> date:
    tekst = valg.get("date", "")
    try:
        return date.fromisoformat(tekst[:10]) if tekst else timezone.localdate()
    except ValueError:
        raise Nej(400, "value", _("date: skriv dagen som 2025-12-31.")) from None


def _katalog(navn: str, valg: dict[str, str], version: str = "version") -> Katalog:
    """The version asked for, else that of the day, else the newest."""
    versioner = version_list(navn)
    if sagt := valg.get(version, ""):
        fundet = next((k for k in versioner if k.version == sagt), None)
        if fundet is None:
            raise Nej(
                404,
                "not-found",
                _(
                    "Versionen findes ikke. Der er: {versioner}.",
                    versioner=", ".join(k.version for k in versioner),
                ),
            )
        return fundet
    dag = _dag(valg)
    return load_katalog_paa(navn, dag) or versioner[0]


def _find_system(url: str) -> str:
    """The catalogue with this identifier."""
    url = url.partition("|")[0]
    for navn in katalog_navn_list():
        om = load_about(navn)
        if url in (t.find_system(version_list(navn)[0], _rod()), *om.get("ogsaa", [])):
            return navn
    raise Nej(404, "not-found", _("Kodesystemet findes ikke her. Se /fhir/CodeSystem."))


def _kraev(valg: dict[str, str], *navne: str) -> str:
    for navn in navne:
        if valg.get(navn):
            return valg[navn]
    raise Nej(400, "required", _("{navn} mangler.", navn=navne[0]))


# -- code systems ---------------------------------------------------------------------------------------


@terminologi()
def kodesystemer(request: HttpRequest) -> Any:
    """Every version of every catalogue without its concepts; `url` and `version` choose among them."""
    valg = _valg(request)
    fundne = [
        t.build_kodesystem(k, rod_url=_rod(), summary=True)
        for k in katalog_list()
        if valg.get("url", "") in ("", t.find_system(k, _rod()))
        and valg.get("version", "") in ("", k.version)
    ]
    return t.build_bundt(fundne, _rod())


@terminologi()
def kodesystem(request: HttpRequest, id_: str) -> Any:
    """One version with all its concepts; the catalogue's short name is the version of today."""
    for k in katalog_list():
        if t.make_id(k.id) == id_:
            return t.build_kodesystem(k, rod_url=_rod())
    for navn in katalog_navn_list():
        if t.make_id(navn) == id_:
            return t.build_kodesystem(_katalog(navn, _valg(request)), rod_url=_rod())
    raise Nej(404, "not-found", _("Kodesystemet findes ikke her. Se /fhir/CodeSystem."))


@terminologi(post=True)
def lookup(request: HttpRequest) -> Any:
    """`system`, `code`, and `version` or `date` if not today's. A withdrawn code is found and marked."""
    valg = _valg(request)
    navn, kode = _find_system(_kraev(valg, "system", "url")), _kraev(valg, "code")
    k, b = _find_begreb(navn, kode, valg)
    return t.build_opslag(k, b)


def _find_begreb(navn: str, kode: str, valg: dict[str, str]) -> tuple[Katalog, Begreb]:
    k = _katalog(navn, valg)
    if (b := k.find(kode)) is not None:
        return k, b
    if not (valg.get("version") or valg.get("date")):
        for aeldre in opslag_list(navn):
            if (b := aeldre.find(kode)) is not None:
                return aeldre, b
    raise Nej(404, "not-found", _("Koden findes ikke i {katalog}.", katalog=k.id))


@terminologi(post=True)
def validate_kode(request: HttpRequest) -> Any:
    """`url` (or `system`), `code`, and `display` if the name is to be judged too."""
    valg = _valg(request)
    k = _katalog(_find_system(_kraev(valg, "url", "system")), valg)
    b = k.find(_kraev(valg, "code"))
    besked = "" if b else _("Koden findes ikke i {katalog}.", katalog=k.id)
    return t.build_svar(b, besked=besked, display=valg.get("display", ""))


# -- value sets -----------------------------------------------------------------------------------------


def _find_saet(url: str, id_: str = "") -> t.Vaerdisaet:
    for v in t.find_vaerdisaet_list(_rod()):
        if v.url == url.partition("|")[0] or v.id == id_:
            return v
    raise Nej(404, "not-found", _("Værdisættet findes ikke her. Se /fhir/ValueSet."))


@terminologi()
def vaerdisaet_list(request: HttpRequest) -> Any:
    """Every value set with its codes as of today; `url` chooses."""
    valg = _valg(request)
    fundne = [
        t.build_vaerdisaet(v, _katalog(v.katalog, {}), rod_url=_rod())
        for v in t.find_vaerdisaet_list(_rod())
        if valg.get("url", "") in ("", v.url)
    ]
    return t.build_bundt(fundne, _rod())


@terminologi()
def vaerdisaet(request: HttpRequest, id_: str) -> Any:
    """One value set."""
    v = _find_saet("", id_)
    return t.build_vaerdisaet(v, _katalog(v.katalog, _valg(request)), rod_url=_rod())


@terminologi(post=True)
def expand(request: HttpRequest) -> Any:
    """`url`, and `filter`, `count`, `offset`, `date`, `version` as one likes."""
    valg = _valg(request)
    v = _find_saet(_kraev(valg, "url"))
    return t.build_udvidelse(
        v,
        _katalog(v.katalog, valg, "valueSetVersion"),
        rod_url=_rod(),
        tid=timezone.now().isoformat(timespec="seconds"),
        filter_=valg.get("filter", ""),
        antal=min(_tal(valg, "count", 1000), STOERST_ANTAL),
        fra=_tal(valg, "offset", 0),
    )


def _tal(valg: dict[str, str], navn: str, ellers: int) -> int:
    tekst = valg.get(navn, "")
    if tekst and not (tekst.isascii() and tekst.isdigit() and len(tekst) < 10):
        raise Nej(400, "value", _("{navn}: skriv et helt tal.", navn=navn))
    return int(tekst) if tekst else ellers


@terminologi(post=True)
def validate_i_saet(request: HttpRequest) -> Any:
    """`url`, `code`, and `system` or `display` if they are to be judged too."""
    valg = _valg(request)
    v = _find_saet(_kraev(valg, "url"))
    k = _katalog(v.katalog, valg, "valueSetVersion")
    b = k.find(_kraev(valg, "code"))
    if valg.get("system") and valg["system"] != t.find_system(k, _rod()):
        return t.build_svar(None, besked=_("Brug system {system}.", system=t.find_system(k, _rod())))
    i_saet = b if b is not None and b.art in v.arter else None
    besked = "" if i_saet else _("Koden hører ikke til {saet}.", saet=v.navn)
    return t.build_svar(i_saet, besked=besked, display=valg.get("display", ""))
