"""A kommune's choices: settings, the mapping guide, DST codes, look-ups, and its contacts.

A file that cannot be read leaves what was there; every fault is told. A change counts anew.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ffb.begreber import Kommune
from ffb.errors import Filfejl, Laesefejl
from ffb.formats.dst_koder import read_dst_koder
from ffb.formats.kolonner import read_kolonner
from ffb.formats.mapning import read_mapning
from ffb.formats.opslag import read_opslag
from ffb.rules.normer import read_normer
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.database import skrivning
from ffb.server.leverance.actions import enqueue_opgoer, store_vejledning
from ffb.server.leverance.grundlag import load_opsaetning
from ffb.server.leverance.models import Kontakt, Opsaetning, System, Vejledning
from ffb.server.leverance.modtag import safe_navn
from ffb.server.spor.actions import who, write_spor
from ffb.sprog import Dansk, _

STOERSTE = 20_000_000
JANEJ = ("krav_ff", "ikke_vurderet_taeller", "kladde_taeller", "streng")
GAMMEL_KONTAKT = 180  # days without anyone saying that it is right
MANUEL = "Manuel indberetning (IDEP)"  # the name of a system, as others are
ROLLER: tuple[Dansk, ...] = ("faglig ansvarlig", "kvitteringsmodtager", "teknisk ansvarlig")


@kraever(Ret.INDLEVER)
@require_http_methods(["GET", "POST"])
def opsaetning(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """See and change what the kommune has chosen."""
    o = load_opsaetning(kommune.kode)
    fejl: list[Filfejl] = []
    if request.method == "POST":
        hvad = request.POST.get("hvad", "")
        fejl = _save(o, request) if hvad == "valg" else _take_fil(o, hvad, request)
        if not fejl:
            messages.success(request, _("Gemt. Tallene regnes om."))
            return redirect("leverancer_opsaetning", kommune.kode)
    felter = {
        "o": o,
        "fejl": fejl,
        "vejledning": Vejledning.objects.filter(kommune__in=[kommune.kode, ""]).first(),
        "systemer": System.objects.filter(kommune=kommune.kode),
    }
    return render(request, "leverance/opsaetning.html", felter, status=400 if fejl else 200)


def _save(o: Opsaetning, request: HttpRequest) -> list[Filfejl]:
    fejl = []
    for navn in JANEJ:
        setattr(o, navn, request.POST.get(navn) == "ja")
    tal = {
        "leveringsdag": (1, 31, _("Skriv en dag fra 1 til 31.")),
        "bytes_dage": (1, 3650, _("Skriv et antal dage.")),
    }
    for navn, (mindst, hoejst, goer) in tal.items():
        tekst = request.POST.get(navn, "").strip()
        if tekst.isdigit() and mindst <= int(tekst) <= hoejst:
            setattr(o, navn, int(tekst))
        else:
            fejl.append(_fejl(navn, "Tallet kan ikke bruges.", goer))
    frist = request.POST.get("godkendelse_frist", "").strip()
    if frist and (dato := _dag_maaned(frist)) is None:
        fejl.append(_fejl("godkendelse_frist", "Datoen kan ikke læses.", "Skriv dag og måned, fx 01.04."))
    elif not fejl:
        o.godkendelse_frist = dato if frist else ""
    if not fejl:
        _store(o, "valg", request.user)
    return fejl


def _dag_maaned(tekst: str) -> str | None:
    """`1.4` -> `04-01`."""
    from datetime import date

    dele = tekst.replace("-", ".").strip(".").split(".")
    try:
        dag = date(2024, int(dele[1]), int(dele[0]))
    except (ValueError, IndexError):
        return None
    return f"{dag:%m-%d}"


def _fejl(sted: str, hvad: Dansk, goer: Dansk) -> Filfejl:
    from ffb.errors import Exit

    return Filfejl(sted, hvad, goer, Exit.OPSAETNING)


def _store(o: Opsaetning, hvad: str, by: Any) -> None:
    with skrivning():
        o.save()
        write_spor("opsaetning.aendret", by=by, kommune=o.kommune, hvad=hvad)
        enqueue_opgoer(o.kommune)


def _take_fil(o: Opsaetning, hvad: str, request: HttpRequest) -> list[Filfejl]:
    """Read one of the small files and put it in force."""
    fil = request.FILES.get("fil")
    if hvad not in LAESERE:
        raise Http404
    if fil is None:
        return [_fejl("fil", "Der er ingen fil.", "Vælg en fil.")]
    if fil.size > STOERSTE:
        return [
            _fejl(safe_navn(fil.name), "Filen fylder mere end 20 MB.", "Kontrollér, at det er den rigtige.")
        ]
    with tempfile.TemporaryDirectory() as mappe:
        sti = _write(fil, Path(mappe))
        try:
            LAESERE[hvad](o, sti, request)
        except Laesefejl as fejl:
            return [Filfejl(f.sted.replace(f"{mappe}/", ""), f.hvad, f.goer, f.kode) for f in fejl.fejl]
    return []


def _write(fil: UploadedFile, mappe: Path) -> Path:
    sti = mappe / safe_navn(fil.name)
    sti.write_bytes(fil.read())
    return sti


def _take_mapning(o: Opsaetning, sti: Path, request: HttpRequest) -> None:
    store_vejledning(o.kommune, read_mapning(sti)[0], sti.name, by=request.user)


def _take_dst(o: Opsaetning, sti: Path, request: HttpRequest) -> None:
    o.dst_koder = [list(r) for r in read_dst_koder(sti)]
    _store(o, "dst_koder", request.user)


def _take_opslag(o: Opsaetning, sti: Path, request: HttpRequest) -> None:
    opslag = read_opslag(sti)
    if opslag.sager:  # a file of P-numbers alone leaves the sager as they were, and the other way round
        o.opslag = {sag: list(svar) for sag, svar in opslag.sager.items()}
    if opslag.tilbud:
        o.opslag_tilbud = opslag.tilbud
    _store(o, "opslag", request.user)


def _take_kolonner(o: Opsaetning, sti: Path, request: HttpRequest) -> None:
    o.kolonner = {**o.kolonner, request.POST.get("system", "")[:200]: read_kolonner(sti)}
    _store(o, "kolonner", request.user)


def _take_normer(o: Opsaetning, sti: Path, request: HttpRequest) -> None:
    o.normer = read_normer(sti)
    _store(o, "normer", request.user)


LAESERE: dict[str, Callable[[Opsaetning, Path, HttpRequest], None]] = {
    "mapning": _take_mapning,
    "dst_koder": _take_dst,
    "opslag": _take_opslag,
    "kolonner": _take_kolonner,
    "normer": _take_normer,
}


# -- contacts -------------------------------------------------------------------------------------------


@kraever(Ret.SE_TAL)
@require_http_methods(["GET", "POST"])
def kontakter(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """Contacts as delivered; those for manual reporting can be edited; anyone who hands in can say they
    are right."""
    maa = request.user.har(Ret.INDLEVER, kommune.kode)
    fejl = ""
    if request.method == "POST":
        if not maa:
            from django.core.exceptions import PermissionDenied

            raise PermissionDenied
        fejl = _edit_kontakt(request, kommune.kode)
        if not fejl:
            return redirect("leverancer_kontakter", kommune.kode)
    alle = list(Kontakt.objects.filter(kommune=kommune.kode))
    graense = timezone.now() - timezone.timedelta(days=GAMMEL_KONTAKT)
    felter = {
        "kontakter": [(k, k.bekraeftet_tid is None or k.bekraeftet_tid < graense) for k in alle],
        "maa": maa,
        "roller": ROLLER,
        "fejl": fejl,
        "dage": GAMMEL_KONTAKT,
        "manuel": MANUEL,
    }
    return render(request, "leverance/kontakter.html", felter, status=400 if fejl else 200)


def _edit_kontakt(request: HttpRequest, kode: str) -> str:
    """Confirm, add or remove; returns what is wrong."""
    hvad, nr = request.POST.get("hvad", ""), request.POST.get("nr", "")
    if hvad == "bekraeft":
        k = get_object_or_404(Kontakt, pk=nr or 0, kommune=kode)
        k.bekraeftet_tid, k.bekraeftet_af = timezone.now(), who(request.user)
        k.save(update_fields=["bekraeftet_tid", "bekraeftet_af"])
    elif hvad == "fjern":
        get_object_or_404(Kontakt, pk=nr or 0, kommune=kode, manuel=True).delete()
    else:
        felter = {
            n: request.POST.get(n, "").strip()[:200] for n in ("system", "rolle", "navn", "email", "telefon")
        }
        if felter["rolle"] not in ROLLER or not felter["navn"] or not felter["system"]:
            return _("Udfyld system, rolle og navn.")
        if felter["email"] and "@" not in felter["email"]:
            return _("E-mailadressen mangler et @.")
        felter["telefon"] = felter["telefon"][:40]
        Kontakt.objects.create(
            kommune=kode,
            manuel=True,
            bekraeftet_tid=timezone.now(),
            bekraeftet_af=who(request.user),
            **felter,
        )
    write_spor("kontakt.aendret", by=request.user, kommune=kode, hvad=hvad or "tilfoej")
    messages.success(request, _("Gemt."))
    return ""


# -- objection ------------------------------------------------------------------------------------------


@kraever(Ret.INDLEVER)
@require_POST
def indsigelse(request: HttpRequest, kommune: Kommune, system_nr: int) -> HttpResponse:
    """A draft to DST about a system's status: DST decides, the kommune objects (3-rapport)."""
    from email.message import EmailMessage

    system = get_object_or_404(System, pk=system_nr, kommune=kommune.kode)
    andet = "Tidligere anvendt" if system.status == "Nuværende" else "Nuværende"
    mail = EmailMessage()
    mail["To"], mail["X-Unsent"] = load_opsaetning(kommune.kode).dst_mail, "1"
    mail["Subject"] = f"{kommune.navn}: System_status for {system.navn}"
    mail.set_content(
        f"Til Danmarks Statistik\n\n{system.navn} står som »{system.status}«. "
        f"Det er ikke rigtigt: systemet er »{andet}« hos os.\n\n"
        f"Venlig hilsen\n{request.user.navn}, {kommune.navn}\n"
    )
    write_spor("system.indsigelse", by=request.user, kommune=kommune.kode, genstand=f"system:{system.pk}")
    svar = HttpResponse(bytes(mail), content_type="message/rfc822")
    svar.headers["Content-Disposition"] = f'attachment; filename="indsigelse-{kommune.kode}-{system.pk}.eml"'
    return svar
