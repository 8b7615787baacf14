"""Invite, accept, give and take roles, close accounts, tokens; and the same from the command line."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ffb.cli import run
from ffb.server.adgang import actions
from ffb.server.adgang.models import Bruger, Invitation, Systemnoegle, Tildeling
from ffb.server.adgang.roller import Ret, Rolle
from ffb.server.spor.actions import verify_spor
from ffb.server.spor.models import Spor
from server.server_steder import ANDEN, KOMMUNE

KODE = "fire gode nye ord"
NY = {"navn": "Ny Person", "email": "Ny.Person@eksempel.dk", "rolle": "godkender"}


@pytest.fixture
def admin(som: Callable[..., Client]) -> Client:
    return som(Rolle.ADMINISTRATOR)


def adresse(navn: str, *args: Any, kommune: str = KOMMUNE) -> str:
    return reverse(navn, args=[kommune, *args])


def inviter(browser: Client, **felter: str) -> str:
    """Invite through the page; returns the address in the mail."""
    svar = browser.post(adresse("personer_inviter"), NY | felter)
    assert svar.status_code == 302, svar.content.decode()
    fundet = re.search(r"https?://[^/]+(/invitation/\S+)", mail.outbox[-1].body)
    assert fundet
    return fundet[1]


def tekst(svar: Any) -> str:
    return svar.content.decode()


def test_from_invitation_to_first_page(admin: Client) -> None:
    link = inviter(admin)
    assert mail.outbox[0].to == ["ny.person@eksempel.dk"]
    hemmelig = link.rsplit("/", 1)[1]
    assert hemmelig not in str(list(Invitation.objects.values())), "only its hash is kept"
    ny = Client()
    svar = ny.get(link)
    assert svar.headers["Location"] == "/invitation", "the secret leaves the address"
    assert "Godkender" in tekst(ny.get("/invitation"))
    fejl = tekst(ny.post("/invitation", {"navn": "Ny", "adgangskode": "kort", "igen": "kort"}))
    assert 'aria-invalid="true"' in fejl and "mindst 12" in fejl and 'href="#id_adgangskode"' in fejl
    assert "ikke ens" in tekst(
        ny.post("/invitation", {"navn": "Ny", "adgangskode": KODE, "igen": KODE + "x"})
    )
    svar = ny.post("/invitation", {"navn": "Ny Person", "adgangskode": KODE, "igen": KODE})
    assert svar.headers["Location"] == "/"
    bruger = Bruger.objects.get(email="ny.person@eksempel.dk")
    assert bruger.har(Ret.GODKEND, KOMMUNE) and not bruger.har(Ret.GODKEND, ANDEN)
    assert ny.get("/konto").status_code == 200
    assert Client().get(link, follow=True).status_code == 404, "good once"
    assert {"invitation.sendt", "invitation.brugt", "bruger.oprettet", "rolle.givet"} <= set(
        Spor.objects.values_list("handling", flat=True)
    )
    assert verify_spor() == []


def test_a_link_is_good_for_seven_days(admin: Client) -> None:
    link = inviter(admin)
    assert Client().get(link, follow=True).status_code == 200
    Invitation.objects.update(udloeber_tid=timezone.now() - timedelta(seconds=1))
    assert Client().get(link, follow=True).status_code == 404
    assert timedelta(days=6, hours=23) < actions.GYLDIG <= timedelta(days=7)


def test_withdrawn_and_sent_again(admin: Client) -> None:
    gammel = inviter(admin)
    pk = Invitation.objects.get().pk
    admin.post(adresse("personer_invitation_igen", pk))
    assert Client().get(gammel, follow=True).status_code == 404
    ny = re.search(r"/invitation/\S+", mail.outbox[-1].body)
    assert ny and Client().get(ny[0], follow=True).status_code == 200
    admin.post(adresse("personer_invitation_traek", pk))
    assert Client().get(ny[0], follow=True).status_code == 404
    admin.post(adresse("personer_invitation_igen", pk))
    assert len(mail.outbox) == 2


def test_one_who_has_an_account_signs_in_to_accept(admin: Client, make_bruger: Callable[..., Bruger]) -> None:
    kendt = make_bruger(Rolle.LAESER, kommune=ANDEN, email="ny.person@eksempel.dk")
    link = inviter(admin)
    browser = Client()
    assert "allerede en konto" in tekst(browser.get(link, follow=True))
    browser.post("/invitation", {"navn": "x", "adgangskode": KODE, "igen": KODE})
    assert Tildeling.objects.filter(bruger=kendt).count() == 1, "the link alone gives nothing"
    fremmed = Client()
    fremmed.force_login(make_bruger(Rolle.LEDER))
    assert "logget ind som en anden" in tekst(fremmed.get(link, follow=True))
    browser.force_login(kendt)
    browser.get(link)
    browser.post("/invitation")
    assert kendt.tildeling_set.filter(rolle="godkender", kommune=KOMMUNE).exists()


def test_the_post_is_down(admin: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert "ikke sendes" in tekst(admin.post(adresse("personer_inviter"), NY, follow=True))
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("rolle", ["drift", "findes_ikke", ""])
def test_a_kommune_gives_its_own_roles_only(
    admin: Client, rolle: str, make_bruger: Callable[..., Bruger]
) -> None:
    svar = admin.post(adresse("personer_inviter"), NY | {"rolle": rolle})
    assert svar.status_code == 200 and "fejlliste" in tekst(svar)
    egen = make_bruger(Rolle.LAESER)
    assert admin.post(adresse("personer_giv", egen.pk), {"rolle": rolle}).status_code == 404
    assert not Invitation.objects.exists()


def test_people_of_another_kommune_are_not_there(admin: Client, make_bruger: Callable[..., Bruger]) -> None:
    fremmed = make_bruger(Rolle.LAESER, kommune=ANDEN)
    assert fremmed.email not in tekst(admin.get(adresse("personer")))
    for navn in ("personer_person", "personer_giv", "personer_tag", "personer_luk", "personer_totrin"):
        browser = admin.get if navn == "personer_person" else admin.post
        assert browser(adresse(navn, fremmed.pk), {"rolle": "godkender"}).status_code == 404
    rolle = fremmed.tildeling_set.get()
    egen = make_bruger(Rolle.LEDER)
    assert admin.post(adresse("personer_tag", egen.pk), {"tildeling": rolle.pk}).status_code == 404
    assert fremmed.tildeling_set.exists()


def test_give_and_take(admin: Client, make_bruger: Callable[..., Bruger]) -> None:
    egen = make_bruger(Rolle.LAESER)
    admin.post(adresse("personer_giv", egen.pk), {"rolle": "godkender"})
    assert {t.rolle for t in egen.tildeling_set.all()} == {"laeser", "godkender"}
    side = tekst(admin.get(adresse("personer_person", egen.pk)))
    assert "Godkender" in side and "Tag rollen" in side
    for t in egen.tildeling_set.all():
        admin.post(adresse("personer_tag", egen.pk), {"tildeling": t.pk})
    assert not egen.tildeling_set.exists()
    assert [s.detaljer["rolle"] for s in Spor.objects.filter(handling="rolle.taget").order_by("nr")] == [
        "laeser",
        "godkender",
    ]


def test_nobody_locks_himself_or_the_last_administrator_out_by_a_slip(
    admin: Client, make_bruger: Callable[..., Bruger]
) -> None:
    selv = Bruger.objects.get()
    rolle = selv.tildeling_set.get()
    svar = tekst(admin.post(adresse("personer_tag", selv.pk), {"tildeling": rolle.pk}))
    assert "din egen adgang" in svar and "den sidste" in svar
    assert "den sidste" in tekst(admin.post(adresse("personer_luk", selv.pk)))
    assert selv.tildeling_set.exists()
    anden = make_bruger(Rolle.ADMINISTRATOR, email="anden@eksempel.dk")
    svar = tekst(admin.post(adresse("personer_tag", selv.pk), {"tildeling": rolle.pk}))
    assert "din egen adgang" in svar and "den sidste" not in svar
    assert admin.post(adresse("personer_luk", anden.pk)).status_code == 302, "another may be closed at once"
    svar = admin.post(adresse("personer_tag", selv.pk), {"tildeling": rolle.pk, "bekraeft": "ja"})
    assert svar.headers["Location"] == "/"
    assert admin.get(adresse("personer")).status_code == 403


def test_a_kommune_cannot_close_one_who_works_elsewhere_too(
    admin: Client, make_bruger: Callable[..., Bruger], som: Callable[..., Client]
) -> None:
    begge = make_bruger(Rolle.LAESER)
    actions.grant_rolle(begge, Rolle.LAESER, ANDEN, by="test")
    assert "kun driften" in tekst(admin.get(adresse("personer_person", begge.pk)))
    for navn in ("personer_luk", "personer_aabn", "personer_totrin"):
        assert admin.post(adresse(navn, begge.pk)).status_code == 404
    drift = som(Rolle.DRIFT)
    assert drift.post(reverse("personer_luk_national", args=[begge.pk])).status_code == 302
    begge.refresh_from_db()
    assert not begge.er_aktiv


def test_national_roles_and_search(som: Callable[..., Client], make_bruger: Callable[..., Bruger]) -> None:
    drift, person = som(Rolle.DRIFT), make_bruger(Rolle.LAESER)
    drift.post(reverse("personer_giv_national", args=[person.pk]), {"rolle": "statistiker"})
    assert person.tildeling_set.filter(rolle="statistiker", kommune="").exists()
    side = tekst(drift.get(reverse("personer_national"), {"q": "LAESER"}))
    assert person.email in side and "drift.9001" not in side


def test_tokens_are_shown_once(admin: Client, client: Client) -> None:
    data = {"system": "Nexus", "navn": "Hver nat", "omfang": ["indberet"], "udloeber": "31.12.2099"}
    side = tekst(admin.post(adresse("personer_noegler_ny"), data))
    fundet = re.search(r"ffb_[\w-]{40,}", side)
    assert fundet
    noegle = Systemnoegle.objects.get()
    assert noegle.udloeber_tid and noegle.omfang == "indberet"
    liste = tekst(admin.get(adresse("personer_noegler")))
    assert fundet[0] not in liste and noegle.begyndelse in liste
    assert fundet[0] not in str(list(Spor.objects.values())) + str(list(Systemnoegle.objects.values()))

    def kald() -> int:
        return client.post(
            "/fhir",
            b"{}",
            content_type="application/fhir+json",
            headers={"Authorization": f"Bearer {fundet[0]}"},
        ).status_code

    assert kald() != 401
    admin.post(adresse("personer_noegler_traek", noegle.pk))
    assert kald() == 401
    assert "Trukket tilbage" in tekst(admin.get(adresse("personer_noegler")))


@pytest.mark.parametrize(
    ("felter", "ord_"),
    [
        ({"udloeber": "01.01.2020"}, "passeret"),
        ({"udloeber": "i morgen"}, "DD.MM.ÅÅÅÅ"),
        ({"omfang": []}, "fejlliste"),
        ({"omfang": ["alt"]}, "fejlliste"),
    ],
)
def test_a_token_that_cannot_be_made(admin: Client, felter: dict[str, Any], ord_: str) -> None:
    data = {"system": "Nexus", "navn": "Hver nat", "omfang": ["indberet"], "udloeber": ""}
    svar = admin.post(adresse("personer_noegler_ny"), data | felter)
    assert ord_ in tekst(svar) and "Nexus" in tekst(svar)
    assert not Systemnoegle.objects.exists()


# -- command line ------------------------------------------------------------


def test_ffb_bruger(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run(["bruger", "inviter", "ny@eksempel.dk", "administrator", "--kommune", "9001", "--navn", "Ny"])
        == 0
    )
    link = re.search(r"/invitation/\S+", capsys.readouterr().out)
    assert link
    browser = Client()
    browser.get(link[0])
    browser.post("/invitation", {"navn": "Ny", "adgangskode": KODE, "igen": KODE})
    assert run(["bruger", "giv", "ny@eksempel.dk", "godkender", "--kommune", "9001"]) == 0
    assert run(["bruger", "tag", "ny@eksempel.dk", "administrator", "--kommune", "9001"]) == 0
    assert run(["bruger", "liste", "--kommune", "9001"]) == 0
    assert "ny@eksempel.dk  Ny  godkender 9001" in capsys.readouterr().out
    assert run(["bruger", "deaktiver", "ny@eksempel.dk"]) == 0
    assert browser.get("/konto").status_code == 302
    assert run(["bruger", "roller"]) == 0
    assert all(str(r) in capsys.readouterr().out for r in [Rolle.DRIFT])
    assert {s.hvem for s in Spor.objects.filter(handling="rolle.taget")} == {"program"}


def test_ffb_bruger_opret_asks_for_the_password(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    svar = iter(["kort", KODE])
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(svar))
    ord_ = ["bruger", "opret", "ny@eksempel.dk", "--navn", "Ny"]
    assert run(ord_) == 10
    assert "mindst 12" in capsys.readouterr().err
    assert run(ord_) == 0
    assert Bruger.objects.get().check_password(KODE)


@pytest.mark.parametrize(
    "ord_",
    [
        ["giv", "ingen@eksempel.dk", "laeser", "--kommune", "9001"],
        ["giv", "findes@eksempel.dk", "konge", "--kommune", "9001"],
        ["giv", "findes@eksempel.dk", "laeser"],
        ["giv", "findes@eksempel.dk", "drift", "--kommune", "9001"],
        ["giv", "findes@eksempel.dk", "laeser", "--kommune", "0000"],
        ["tag", "findes@eksempel.dk", "laeser", "--kommune", "9001"],
    ],
)
def test_ffb_bruger_says_what_is_wrong(db: None, ord_: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Bruger.objects.create_user("findes@eksempel.dk", KODE, navn="Findes")
    assert run(["bruger", *ord_]) == 10
    fejl = capsys.readouterr().err
    assert fejl.startswith("Fejl: ") and "Traceback" not in fejl
