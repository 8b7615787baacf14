"""Every page × every role × own and other kommune: the rule on the view is what happens."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from ffb.server.adgang.oversigt import ALLAUTH_INDE, Side, find_sider
from ffb.server.adgang.roller import NATIONALE, RETTER, Ret, Rolle
from server.server_steder import ANDEN, KOMMUNE

PROEVER = {"Int": 999_999, "UUID": UUID(int=7), "String": "findes-ikke", "Slug": "findes-ikke"}
SVAR = {200, 302, 400, 404, 405, 409, 422}
UDE = {401, 403}  # pages that say no themselves: there is no sign-up, the provider failed
LOGIN = "/konto/log-ind/"
# what a POST to these would do is to end the session that the rest of the walk needs
KUN_GET = {"account_logout"}

# The table of 2-arkitektur (Access), written by hand: who may do what. Not read from the code under test.
MAA = {
    Ret.SE_TAL: "laeser leder sagsbehandler faglig_ansvarlig godkender statistiker",
    Ret.SE_PERSONDATA: "sagsbehandler faglig_ansvarlig godkender statistiker",
    Ret.INDLEVER: "faglig_ansvarlig",
    Ret.BEGRUND: "faglig_ansvarlig",
    Ret.KONVERTER: "sagsbehandler faglig_ansvarlig",
    Ret.EKSPORT: "faglig_ansvarlig",
    Ret.GODKEND: "godkender",
    Ret.SAG: "sagsbehandler",
    Ret.SAG_UDFOERER: "udfoerer",
    Ret.SAG_LISTE: "leder sagsbehandler",
    Ret.STYR_ADGANG: "administrator drift",
    Ret.SE_SPOR: "faglig_ansvarlig administrator drift",
    Ret.SE_NATIONALT: "statistiker",
    Ret.STYR_NATIONALT: "statistiker",
    Ret.SE_UDGIVELSE: "analytiker statistiker",
    Ret.SE_DRIFT: "drift",
    Ret.STYR_KATALOG: "faglig_ansvarlig godkender statistiker",
}


def url(side: Side, kode: str) -> str:
    kwargs = {navn: kode if navn == "kode" else PROEVER[art] for navn, art in side.argumenter.items()}
    return reverse(side.navn, kwargs=kwargs)


def send(browser: Client, side: Side, kode: str) -> HttpResponse:
    """GET, and POST where GET is not for it."""
    svar = browser.get(url(side, kode))
    if svar.status_code == 405 and side.navn not in KUN_GET:
        svar = browser.post(url(side, kode))
    return svar


def to_login(svar: HttpResponse) -> bool:
    return svar.status_code == 302 and svar.headers["Location"].startswith(LOGIN)


def test_every_page_has_a_name_and_a_rule() -> None:
    sider = find_sider()
    assert len(sider) > 60
    assert [s.rute for s in sider if not s.navn] == []
    assert [s.rute for s in sider if s.regel is None] == []
    assert {s.navn for s in sider} >= ALLAUTH_INDE, "a page of allauth that we do not have"


def test_the_table_of_rights_is_the_one_decided() -> None:
    assert {ret: {str(r) for r, har in RETTER.items() if ret in har} for ret in Ret} == {
        ret: set(roller.split()) for ret, roller in MAA.items()
    }


@pytest.mark.parametrize("rolle", [None, *Rolle])
def test_role(rolle: Rolle | None, som: Callable[..., Client]) -> None:
    browser = som(*([rolle] if rolle else []))
    fejl = []
    for side in find_sider():
        if side.navn == "account_logout":
            continue  # it ends the session; test_adgang_konto has it
        for kode in (KOMMUNE, ANDEN) if side.i_kommune else (KOMMUNE,):
            svar = send(browser, side, kode)
            if not is_right(side, svar, may(side, rolle, kode)):
                fejl.append((side.navn, kode, svar.status_code, svar.headers.get("Location")))
    assert fejl == []


def may(side: Side, rolle: Rolle | None, kode: str) -> bool:
    assert side.regel is not None
    if side.regel.token:
        return False
    if side.regel.ret is None:
        return True
    if rolle is None or str(rolle) not in MAA[side.regel.ret].split():
        return False
    return rolle in NATIONALE or (side.i_kommune and kode == KOMMUNE)


def is_right(side: Side, svar: HttpResponse, maa: bool) -> bool:
    if side.regel and side.regel.token:
        return svar.status_code == 401
    if side.regel and side.regel.offentlig:
        return svar.status_code in SVAR | UDE
    return svar.status_code in SVAR and not to_login(svar) if maa else svar.status_code == 403


def test_anonymous(client: Client, db: None) -> None:
    fejl = []
    for side in find_sider():
        assert side.regel is not None
        svar = send(client, side, KOMMUNE)
        if side.regel.token:
            ret = svar.status_code == 401
        elif side.regel.offentlig:
            ret = svar.status_code in SVAR | UDE
        else:
            ret = to_login(svar)
        if not ret:
            fejl.append((side.navn, svar.status_code, svar.headers.get("Location")))
    assert fejl == []


def test_an_unknown_kommune_is_not_found(som: Callable[..., Client]) -> None:
    browser = som(Rolle.DRIFT)
    assert browser.get(reverse("personer", args=["9999"])).status_code == 404


def test_a_closed_account_is_out_everywhere(som: Callable[..., Client]) -> None:
    from ffb.server.adgang.models import Bruger

    browser = som(Rolle.ADMINISTRATOR)
    assert browser.get(reverse("personer", args=[KOMMUNE])).status_code == 200
    Bruger.objects.update(er_aktiv=False)
    assert to_login(browser.get(reverse("personer", args=[KOMMUNE])))
