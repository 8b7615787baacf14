"""`POST /fhir` and `POST /fhir/$indberet`: bundles in, an OperationOutcome out.

200: stored (or had before). 422: every error of every bundle, and nothing of the request stored. The rules of
form run before the answer; the others run in the background. Source: 8-graenseflader, HTTP; 4-regler.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from string import Formatter
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ffb.errors import Filfejl, Laesefejl
from ffb.formats.fhir.laes import read_fhir
from ffb.formats.fhir.regler import Brud
from ffb.formats.fhir.tilsyn import Tilsyn
from ffb.formats.graenser import GRAENSER
from ffb.formats.grundlag import Fil, Laesevalg, Leverancehoved
from ffb.formats.identitet import Identitet
from ffb.formats.zip import check_zip, open_medlem, open_zip
from ffb.model.raekker import Raekkesamler
from ffb.rules.form import load_formregler
from ffb.server.adgang.models import Systemnoegle
from ffb.server.adgang.noegle import kraever_token
from ffb.server.leverance.aaben import Bundt
from ffb.server.leverance.models import Opsaetning
from ffb.server.leverance.pulje import PULJE, Indsending
from ffb.server.noegler import load_noegler
from ffb.sprog import _

STOERSTE = 100_000_000
AFVISER = frozenset({"fejl", "blokerende"})
ALVOR = {"blokerende": "fatal", "fejl": "error", "advarsel": "warning", "oplysning": "information"}


class Ulaeselig(Exception):
    """The request's body is not what its address takes. Its text is for the sender and holds no value."""


@kraever_token("indberet")
def post_bundle(request: HttpRequest, noegle: Systemnoegle) -> HttpResponse:
    """One Bundle."""
    return _post(request, noegle, lambda data: iter([("bundle", data)]))


@kraever_token("indberet")
def post_indberet(request: HttpRequest, noegle: Systemnoegle) -> HttpResponse:
    """Many bundles: NDJSON, or a ZIP of JSON files; all are stored or none."""
    return _post(request, noegle, _split)


def _post(request: HttpRequest, noegle: Systemnoegle, del_op: Any) -> HttpResponse:
    if request.method != "POST":
        return outcome(405, [issue("error", "not-supported", _("Brug POST."))], {"Allow": "POST"})
    laengde = int(request.headers.get("Content-Length") or 0)
    if laengde > STOERSTE:
        return outcome(
            413,
            [issue("error", "too-long", _("Højst {mb} MB ad gangen. Del det op.", mb=STOERSTE // 1_000_000))],
        )
    try:
        filer = [Fil(navn, data) for navn, data in del_op(request.read())]
    except Ulaeselig as fejl:
        return outcome(422, [issue("fatal", "structure", str(fejl))])
    return _receive(filer, noegle)


def _receive(filer: list[Fil], noegle: Systemnoegle) -> HttpResponse:
    valgt = Opsaetning.objects.filter(kommune=noegle.kommune).values_list("streng", flat=True).first()
    streng = bool(valgt)  # not the whole row: it holds code lists and look-ups
    samler = Raekkesamler()
    tilsyn = Tilsyn(streng=streng)
    brud = [(fil, b) for fil in filer for b in tilsyn.check(fil.data)]
    valg = Laesevalg(Identitet(load_noegler().pseudonym), tjekket=True)
    filfejl = read_fhir(filer, Leverancehoved(noegle.kommune, noegle.system), 1, samler, valg)
    if filfejl or any(b.alvor in AFVISER for _fil, b in brud):
        return outcome(422, [*map(_filissue, filfejl), *(_brudissue(f, b, len(filer)) for f, b in brud)])
    nye = PULJE.put(Indsending(noegle.kommune, noegle.system, noegle, _bundter(filer, samler)))
    tekst = _(
        "{nye} af {alle} bundles er gemt; {foer} var modtaget før.",
        nye=nye,
        alle=len(filer),
        foer=len(filer) - nye,
    )
    svar = [issue("information", "informational", tekst)]
    return outcome(200, [*svar, *(_brudissue(f, b, len(filer)) for f, b in brud)])


def _bundter(filer: list[Fil], samler: Raekkesamler) -> list[Bundt]:
    cpr: dict[int, str] = dict(samler.raekker["cpr"])
    borger = {r[1]: r[3] for r in samler.raekker["borger"]}
    return [
        Bundt(f.data, hashlib.sha256(f.data).hexdigest(), (borger[nr], cpr[borger[nr]]))
        for nr, f in enumerate(filer, start=1)
    ]


def _split(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The bundles of a body. Raises Ulaeselig."""
    if data[:2] == b"PK":
        yield from _unzip(data)
        return
    linjer = [linje for linje in data.split(b"\n") if linje.strip()]
    if not linjer:
        raise Ulaeselig(
            _("Der er ingen bundles i forespørgslen. Send NDJSON (en bundle pr. linje) eller en ZIP.")
        )
    yield from ((_("linje {nr}", nr=nr), linje) for nr, linje in enumerate(linjer, start=1))


def _unzip(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of a ZIP by number, since names are the sender's to choose. Raises Ulaeselig."""
    try:
        with open_zip(io.BytesIO(data), "ZIP") as z:
            medlemmer = [i for i in z.infolist() if not i.is_dir()]
            loft = min(GRAENSER.zip_bytes, settings.STOERSTE_UPLOAD)
            fejl = check_zip(medlemmer, "ZIP", len(data), GRAENSER, loft)
            if fejl:
                raise Laesefejl(fejl)
            for nr, info in enumerate(medlemmer, start=1):
                with open_medlem(z, info, _("fil {nr}", nr=nr), GRAENSER) as medlem:
                    yield _("fil {nr}", nr=nr), medlem.read()
    except Laesefejl as samlet:
        hvad = dict.fromkeys(f"{f.hvad} {f.goer}" for f in samlet.fejl)
        raise Ulaeselig(" ".join(hvad)) from None


def issue(
    severity: str, code: str, tekst: str, *, diagnostics: str = "", expression: str = ""
) -> dict[str, Any]:
    """One issue of an OperationOutcome."""
    ud: dict[str, Any] = {"severity": severity, "code": code, "details": {"text": tekst}}
    if diagnostics:
        ud["diagnostics"] = diagnostics
    if expression:
        ud["expression"] = [expression]
    return ud


def outcome(status: int, issues: list[dict[str, Any]], hoveder: dict[str, str] | None = None) -> HttpResponse:
    """An OperationOutcome as the answer."""
    data = {"resourceType": "OperationOutcome", "issue": issues}
    svar = HttpResponse(
        json.dumps(data, ensure_ascii=False),
        status=status,
        content_type="application/fhir+json; charset=utf-8",
    )
    for navn, vaerdi in (hoveder or {}).items():
        svar.headers[navn] = vaerdi
    return svar


def _filissue(fejl: Filfejl) -> dict[str, Any]:
    return issue("fatal", "structure", f"{fejl.hvad} {fejl.goer}", diagnostics=fejl.sted)


def _brudissue(fil: Fil, b: Brud, antal: int) -> dict[str, Any]:
    """One breach in words: what is wrong, what to do, which rule and where. Values stay out of the answer."""
    sted = _("{regel} i {fil}", regel=b.regel, fil=fil.sti) if antal > 1 else b.regel
    return issue(ALVOR[b.alvor], "invalid", brud_ord(b), diagnostics=sted, expression=b.sti)


def brud_ord(b: Brud) -> str:
    """What is wrong and what to do; the rule's name alone where nothing more is known."""
    regel = load_formregler().get(b.regel)
    if regel is None:
        return b.regel
    tekst = regel.tekst()
    kendt = {"element": b.element, "forventet": b.forventet, "aarsag": b.aarsag}
    felter = {navn for _fast, navn, *_rest in Formatter().parse(tekst.besked + tekst.goer) if navn}
    if any(kendt.get(navn) is None for navn in felter):
        return f"{tekst.titel}."
    return f"{tekst.besked} {tekst.goer}".format_map(kendt)
