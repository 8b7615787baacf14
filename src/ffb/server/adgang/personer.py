"""Pages of people: who has access, in a kommune or (without `kommune`) in the country."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from ffb.begreber import find_kommune, kommune_list
from ffb.begreber.kommune import Kommune
from ffb.errors import BrugsFejl
from ffb.server.adgang import actions
from ffb.server.adgang.formularer import Invitationsformular, Rolleformular
from ffb.server.adgang.models import Bruger, Invitation, Tildeling
from ffb.server.adgang.post import send_invitation
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import GOER, NATIONALE, RETTER, Ret, Rolle
from ffb.sprog import _

PR_SIDE = 50


def kode_af(kommune: Kommune | None) -> str:
    """'' stands for the country."""
    return kommune.kode if kommune else ""


def til(navn: str, kommune: Kommune | None, *args: Any) -> HttpResponse:
    """Redirect to the page `navn` of the kommune, or to its national sister."""
    return redirect(navn, kommune.kode, *args) if kommune else redirect(f"{navn}_national", *args)


def find_person(pk: int, kommune: Kommune | None) -> Bruger:
    """Someone with a role in the kommune; nationally anyone. Raises Http404."""
    valg = Bruger.objects.all()
    if kommune:
        valg = valg.filter(tildeling__kommune=kommune.kode).distinct()
    return get_object_or_404(valg, pk=pk)


@kraever(Ret.STYR_ADGANG)
def personer(request: HttpRequest, kommune: Kommune | None = None) -> HttpResponse:
    """Everyone with a role, and the invitations that wait. Nationally also the way to each kommune's."""
    if kommune is None and (valgt := find_kommune(request.GET.get("kommune"))):
        return redirect("personer", valgt.kode)
    valg = Bruger.objects.prefetch_related("tildeling_set")
    if kommune:
        valg = valg.filter(tildeling__kommune=kommune.kode).distinct()
    q = request.GET.get("q", "").strip()
    if q:
        valg = valg.filter(Q(navn__icontains=q) | Q(email__icontains=q))
    side = Paginator(valg, PR_SIDE).get_page(request.GET.get("side"))
    invitationer = Invitation.objects.filter(brugt_tid=None, trukket_tid=None)
    if kommune:
        invitationer = invitationer.filter(kommune=kommune.kode)
    indhold = {
        "side": side,
        "personer": [_linje(b, kommune, _totrin(side)) for b in side],
        "invitationer": invitationer[:200],
        "nu": timezone.now(),
        "q": q,
        "alle_kommuner": () if kommune else kommune_list(),
    }
    return render(request, "adgang/personer.html", indhold)


def _totrin(side: Any) -> set[int]:
    """Who on the page has a second factor."""
    typer = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return set(
        Authenticator.objects.filter(user__in=list(side), type__in=typer).values_list("user_id", flat=True)
    )


def _linje(bruger: Bruger, kommune: Kommune | None, totrin: set[int]) -> dict[str, Any]:
    roller = [t for t in bruger.tildeling_set.all() if not kommune or t.kommune == kommune.kode]
    return {"b": bruger, "roller": roller, "totrin": bruger.pk in totrin}


@kraever(Ret.STYR_ADGANG)
def person(request: HttpRequest, pk: int, kommune: Kommune | None = None) -> HttpResponse:
    """One person: roles to give and take, and the account itself."""
    bruger = find_person(pk, kommune)
    roller = [
        {"t": t, "kommune": find_kommune(t.kommune or None), "goer": GOER[Rolle(t.rolle)]}
        for t in bruger.tildelinger()
        if not kommune or t.kommune == kommune.kode
    ]
    indhold = {
        "person": bruger,
        "roller": roller,
        "form": Rolleformular(kommune=kode_af(kommune)),
        "maa_lukke": actions.may_close(bruger, kode_af(kommune)),
        "totrin": bruger.pk in _totrin([bruger]),
    }
    return render(request, "adgang/person.html", indhold)


@kraever(Ret.STYR_ADGANG)
def inviter(request: HttpRequest, kommune: Kommune | None = None) -> HttpResponse:
    """Invite by mail."""
    form = Invitationsformular(request.POST or None, kommune=kode_af(kommune))
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        try:
            invitation, hemmelig = actions.invite(
                d["email"], d["navn"], Rolle(d["rolle"]), kode_af(kommune), by=request.user
            )
        except BrugsFejl as fejl:
            form.add_error("rolle", str(fejl))
        else:
            return _send(request, invitation, hemmelig, kommune)
    return render(request, "adgang/inviter.html", {"form": form, "goer": _forklaring(kommune)})


def _forklaring(kommune: Kommune | None) -> list[tuple[str, str]]:
    return [(r.value, GOER[r]) for r in Rolle if (r in NATIONALE) == (kommune is None)]


def _send(
    request: HttpRequest, invitation: Invitation, hemmelig: str, kommune: Kommune | None
) -> HttpResponse:
    try:
        send_invitation(invitation, hemmelig)
    except OSError:  # smtplib's errors too
        messages.error(
            request,
            _("Invitationen er lavet, men mailen kunne ikke sendes. Prøv Send igen, når posten virker."),
        )
    else:
        messages.success(
            request,
            _("Invitationen er sendt til {email}. Linket gælder i 7 dage.", email=invitation.email),
        )
    return til("personer", kommune)


@require_POST
@kraever(Ret.STYR_ADGANG)
def invitation_igen(request: HttpRequest, pk: int, kommune: Kommune | None = None) -> HttpResponse:
    """A new link; the former no longer works."""
    invitation = _find_invitation(pk, kommune)
    try:
        hemmelig = actions.renew_invitation(invitation, by=request.user)
    except BrugsFejl as fejl:
        messages.error(request, str(fejl))
        return til("personer", kommune)
    return _send(request, invitation, hemmelig, kommune)


@require_POST
@kraever(Ret.STYR_ADGANG)
def invitation_traek(request: HttpRequest, pk: int, kommune: Kommune | None = None) -> HttpResponse:
    """Withdraw."""
    actions.withdraw_invitation(_find_invitation(pk, kommune), by=request.user)
    messages.success(request, _("Invitationen er trukket tilbage. Linket virker ikke mere."))
    return til("personer", kommune)


def _find_invitation(pk: int, kommune: Kommune | None) -> Invitation:
    valg = Invitation.objects.filter(kommune=kommune.kode) if kommune else Invitation.objects.all()
    return get_object_or_404(valg, pk=pk)


@require_POST
@kraever(Ret.STYR_ADGANG)
def giv_rolle(request: HttpRequest, pk: int, kommune: Kommune | None = None) -> HttpResponse:
    """Give a role of this place."""
    bruger = find_person(pk, kommune)
    form = Rolleformular(request.POST, kommune=kode_af(kommune))
    if not form.is_valid():
        raise Http404
    actions.grant_rolle(bruger, Rolle(form.cleaned_data["rolle"]), kode_af(kommune), by=request.user)
    messages.success(request, _("Rollen er givet. Den virker fra næste klik."))
    return til("personer_person", kommune, pk)


@require_POST
@kraever(Ret.STYR_ADGANG)
def tag_rolle(request: HttpRequest, pk: int, kommune: Kommune | None = None) -> HttpResponse:
    """Take a role away; asks first when it locks oneself or the last administrator out."""
    bruger = find_person(pk, kommune)
    tildeling = get_object_or_404(bruger.tildeling_set, pk=_tal(request.POST.get("tildeling")))
    if kommune and tildeling.kommune != kommune.kode:
        raise Http404
    rolle = Rolle(tildeling.rolle)
    if Ret.STYR_ADGANG in RETTER[rolle] and (spoerg := _ask(request, bruger, kommune, tildeling)):
        return spoerg
    actions.revoke_rolle(bruger, rolle, tildeling.kommune, by=request.user)
    messages.success(request, _("Rollen er taget. Det virker fra næste klik."))
    if bruger.pk == request.user.pk and not bruger.har(Ret.STYR_ADGANG, kode_af(kommune) or None):
        return redirect("forside")
    if kommune and not bruger.tildeling_set.filter(kommune=kommune.kode).exists():
        return til("personer", kommune)
    return til("personer_person", kommune, pk)


def _tal(tekst: str | None) -> int:
    if tekst is None or not tekst.isdecimal() or len(tekst) > 18:
        raise Http404
    return int(tekst)


@require_POST
@kraever(Ret.STYR_ADGANG)
def luk_konto(request: HttpRequest, pk: int, kommune: Kommune | None = None) -> HttpResponse:
    """Close the account; asks first when it is one's own or the last administrator's."""
    bruger = find_person(pk, kommune)
    if not actions.may_close(bruger, kode_af(kommune)):
        raise Http404
    if spoerg := _ask(request, bruger, kommune):
        return spoerg
    return _do(
        request, pk, kommune, actions.deactivate_bruger, _("Kontoen er lukket, og personen er logget ud.")
    )


@require_POST
@kraever(Ret.STYR_ADGANG)
def aabn_konto(request: HttpRequest, pk: int, kommune: Kommune | None = None) -> HttpResponse:
    """Open a closed account again."""
    return _do(request, pk, kommune, actions.activate_bruger, _("Kontoen er åben igen."))


@require_POST
@kraever(Ret.STYR_ADGANG)
def nulstil_totrin(request: HttpRequest, pk: int, kommune: Kommune | None = None) -> HttpResponse:
    """For one who lost the telephone."""
    besked = _("Totrin er nulstillet, og personen er logget ud. Totrin sættes op igen ved næste log ind.")
    return _do(request, pk, kommune, actions.reset_totrin, besked)


def _do(
    request: HttpRequest, pk: int, kommune: Kommune | None, handling: Callable[..., Any], besked: str
) -> HttpResponse:
    bruger = find_person(pk, kommune)
    if not actions.may_close(bruger, kode_af(kommune)):
        raise Http404
    handling(bruger, by=request.user, kommune=kode_af(kommune))
    messages.success(request, besked)
    return redirect("forside") if bruger.pk == request.user.pk else til("personer_person", kommune, pk)


def _ask(
    request: HttpRequest, bruger: Bruger, kommune: Kommune | None, tildeling: Tildeling | None = None
) -> HttpResponse | None:
    """A page that asks, unless it has been answered or nobody is locked out."""
    steder = {tildeling.kommune} if tildeling else {t.kommune for t in bruger.tildelinger()}
    grunde = []
    if bruger.pk == request.user.pk:
        grunde.append(_("Det er din egen adgang: du kan ikke selv give dig den igen."))
    if any(actions.is_last_administrator(bruger, kode) for kode in steder):
        grunde.append(
            _(
                "{navn} er den sidste, der kan give adgang. Bagefter kan kun den, der driver serveren.",
                navn=bruger,
            )
        )
    if not grunde or request.POST.get("bekraeft") == "ja":
        return None
    return render(
        request, "adgang/bekraeft.html", {"person": bruger, "tildeling": tildeling, "grunde": grunde}
    )
