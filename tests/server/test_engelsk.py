"""Every address with every role in English: no Danish text is left, but what is said to be Danish.

What was made before anyone asked for English (counts, findings, receipts, answers, approvals) is made in
Danish here too, and must come out in English all the same.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from ffb.analyses import load_analyser
from ffb.begreber import katalog_list, kommune_list
from ffb.server.adgang.models import Bruger
from ffb.server.adgang.oversigt import find_sider
from ffb.server.adgang.roller import Rolle
from ffb.server.fund.actions import explain_fund
from ffb.server.fund.models import Fund, Opgoerelse
from ffb.server.godkendelse.actions import begin_godkendelse, give_godkendelse, tick_punkt
from ffb.server.godkendelse.models import Godkendelse
from ffb.server.godkendelse.tjekliste import PUNKTER
from ffb.server.leverance.models import Borgernummer, Kontakt, System
from ffb.server.leverance.modtag import receive_filer
from ffb.server.opgave.koe import work
from ffb.server.redskaber.actions import order_svar
from ffb.server.redskaber.kuvert import Indfil
from ffb.server.sag.actions import create_borger, create_objekt, open_sag
from ffb.server.sag.slags import FASER, slags_dict
from ffb.server.udgivelse.actions import order_udgivelse, publish_udgivelse
from server.engelsk_side import find_danske
from server.server_steder import ADGANGSKODE, KOMMUNE

pytestmark = [pytest.mark.django_db, pytest.mark.ens_paa_begge, pytest.mark.lang]
Som = Callable[..., Client]
PERIODE = "?fra=2025-01-01&til=2025-12-31"
UDEN_SIDE = {"account_logout", "invitation_link"}
DELIVERED = {
    "Åse Ødegård",
    "Læser",
    "Tidligere anvendt",
    "Nuværende",
    "Demo Sagsbehandler",
}  # names and statuses


@pytest.fixture
def proever(talt: Opgoerelse, make_bruger: Callable[..., Any], settings: Any) -> dict[str, Any]:
    """A value for each word of an address, with something kept behind each, all of it made in Danish."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    person = make_bruger(Rolle.FAGLIG_ANSVARLIG, email="hun@eksempel.dk")
    kvittering = receive_filer(KOMMUNE, [("a.csv", io.BytesIO(b"intet"))], vej="upload", by=person)
    fund = list(Fund.objects.filter(kommune=KOMMUNE).exclude(borger_id=None).order_by("regel", "pk"))
    explain_fund(fund[0], tekst="Drawn up with the citizen.", udloeber="31.12.2099", by=person)
    valg = {"fra": "2025-01-01", "til": "2025-12-31", "kolonner": {}, "tolerance": 0}
    liste = Indfil("bevilling", "l.csv", b"CPR;PARAGRAF;STARTDATO\n6103704321;\xc2\xa7 85;01.02.2025\n")
    svar = [
        order_svar(KOMMUNE, "afstemning", valg, by=person, filer=[liste]),
        order_svar(KOMMUNE, "indfasning", {}, by=person),
    ]
    work(til_tom=True)
    godkendt = begin_godkendelse(talt, by=person)
    for punkt in PUNKTER:
        tick_punkt(godkendt, punkt, bemaerkning="", sat=True, by=person)
    give_godkendelse(godkendt, "2", bemaerkning="", by=person)
    Godkendelse.objects.filter(pk=godkendt.pk).update(
        aendringer=["CPR-liste 1: 3 rækker er nye eller ændret, 2 er væk eller ændret"],
        foraeldet_tid=godkendt.afgivet_tid,
    )
    udgivet = order_udgivelse((talt.periode_fra, talt.periode_til), 3, by=person)
    work(til_tom=True)
    publish_udgivelse(udgivet, by=person)
    kladde = order_udgivelse((talt.periode_fra, talt.periode_til), 3, by=person)
    work(til_tom=True)
    katalog = katalog_list()[0]
    sag = open_sag(create_borger(KOMMUNE, "6101814321", "Åse Ødegård", by=person), "DEMO-1", by=person)
    objekter = [create_objekt(sag, art, {}, by=person) for art in slags_dict()]
    return {
        "kode": KOMMUNE,
        "borger_id": Borgernummer.objects.filter(kommune=KOMMUNE).earliest("pk").borger_id,
        "navn": katalog.id.partition("/")[0],
        "version": katalog.version,
        "begreb_kode": katalog.art(next(iter(katalog.art_antal())))[0].kode,
        "system_nr": System.objects.filter(kommune=KOMMUNE).earliest("pk").pk,
        "id_": fund[0].regel,
        "fund": fund,
        "kvittering": kvittering.uuid,
        "svar": [s.uuid for s in svar],
        "godkendelse": godkendt.pk,
        "kladde": begin_godkendelse(talt, by=person).pk,
        "person": person.pk,
        "udgivelse_navn": udgivet.navn,
        "udgivelse_kladde": kladde.navn,
        "sag_id": sag.pk,
        "objekt_id": objekter[0].pk,
        "slags": objekter[0].slags,
        "fase": next(iter(FASER)),
    }


def find_adresser(p: dict[str, Any]) -> Iterator[str]:
    """Every address of a page, filled in."""
    for side in find_sider():
        if side.navn in UDEN_SIDE or "format_" in side.argumenter or (side.regel and side.regel.token):
            continue
        kwargs = {n: p.get(n, "1") for n in side.argumenter} | _egne(side.navn, side.argumenter, p)
        try:
            yield reverse(side.navn, kwargs=kwargs)
        except NoReverseMatch:  # a link of a mail, sign-in at a provider
            assert side.navn.startswith(("account_reset", "openid")), side.navn


def _egne(navn: str, argumenter: dict[str, str], p: dict[str, Any]) -> dict[str, Any]:
    """The values that depend on the page."""
    if navn.startswith("godkendelse") and "nr" in argumenter:
        return {"nr": p["kladde"] if navn == "godkendelse_kladde" else p["godkendelse"]}
    if navn == "udgivelse_kladde":
        return {"udgivelse_navn": p["udgivelse_kladde"]}
    if navn == "fund_side":
        return {"nr": p["fund"][0].pk}
    if navn == "leverancer_kvittering":
        return {"uuid": p["kvittering"]}
    if "uuid" in argumenter:
        return {"uuid": p["svar"][0]} | ({"navn": "ikke_leveret"} if "navn" in argumenter else {})
    return {"pk": p["person"]} if "pk" in argumenter else {}


def find_flere(p: dict[str, Any]) -> list[str]:
    """More of the same pages: each needs to be seen by one role only."""
    fund = {f.regel: f for f in p["fund"]}.values()  # each rule has words of its own
    return [
        *FLERE,
        *(f"/k/9001/fund/{f.pk}" for f in fund),
        *(f"/k/9001/redskaber/svar/{uuid}" for uuid in p["svar"]),
        *(f"/k/9001/sag/{p['sag_id']}/fase/{fase}" for fase in FASER),
        *(f"{hvor}/viden/{a.id}" for hvor in ("/k/9001", "/dst") for a in load_analyser()),
    ]


FLERE = (
    "/k/9001/fund?status=ny", "/k/9001/rapport?fra=xx&til=1", "/k/9001/rapport?aar=2011",
    f"/k/9001/rapport/bag{PERIODE}&tabel=tabel1&raekke=I+alt&kolonne=antal",
    f"/k/9001/rapport/bag{PERIODE}&tabel=tabel2&raekke=progressionsdata&kolonne=antal",
    f"/k/9001/rapport/liste/1{PERIODE}", f"/k/9001/godkendelse{PERIODE}", "/k/9001/ikke-her",
    f"/k/9001/rapport{PERIODE}&pr=2100-01-01", "/dst/?vis=med_fejl", "/dst/paamind?vis=ikke_frisk",
    "/regler?q=dato", "/begreber?q=bo",
)  # fmt: skip


def find_data() -> re.Pattern[str]:
    """Words that are data and may be Danish: names, what was delivered, FFB's own terms."""
    fund = Fund.objects.filter(kommune=KOMMUNE)
    felter = [v for r in fund.values_list("enhed", "system", "vaerdi", "felt", "leverance") for v in r if v]
    ord_ = {*felter, *(k.navn for k in kommune_list()), *System.objects.values_list("navn", flat=True)}
    ord_ |= {b.term for k in katalog_list() for b in k.begreb_list}
    ord_ |= {v for par in Bruger.objects.values_list("navn", "email") for v in par} | DELIVERED
    ord_ |= set(Kontakt.objects.values_list("navn", flat=True))
    lange = sorted((o for o in ord_ if re.search("[A-Za-zÆØÅæøå]{3}", o)), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, lange)))


def visit(browser: Client, sti: str) -> tuple[int, str]:
    """The status and the page in English; "" where it is none."""
    browser.cookies["ffb_sprog"] = "en"
    svar = browser.get(sti)
    er_side = svar.headers.get("Content-Type", "").startswith("text/html") and b"<html" in svar.content
    return svar.status_code, svar.content.decode() if er_side else ""


def sign_in(p: dict[str, Any]) -> Client:
    """The person whose answers they are, with the password just given: the pages of the second step open."""
    browser = Client()
    browser.post("/konto/log-ind/", {"login": "hun@eksempel.dk", "password": ADGANGSKODE})
    browser.post("/konto/bekraeft/", {"password": ADGANGSKODE})
    return browser


def test_every_page_with_every_role_in_english(proever: dict[str, Any], som: Som) -> None:
    roller: dict[str, Client] = {"": Client(), "den, der spurgte": sign_in(proever)}
    roller |= {rolle: som(rolle) for rolle in Rolle}
    data, brud, sete, afvist = find_data(), [], set(), set()
    flere = find_flere(proever)
    for rolle, browser in roller.items():
        for sti in [*find_adresser(proever), *(s for s in flere if s not in sete)]:
            status, html = visit(browser, sti)
            if status == 200 and html:
                sete.add(sti)
            if html and (status, rolle) not in afvist:  # a refusal says the same everywhere
                brud += [f"{d} <- {sti}, {rolle}" for d in find_danske(html, data)]
            if status == 403:
                afvist.add((status, rolle))
    assert len(sete) > 100, len(sete)
    for sti in (
        "/sag/",
        "/konto/totrin/app/",
        "/konto/log-ind/",
        "/viden/V02",
        "/redskaber/svar/",
        "/kladde",
        "/kvittering/",
        "/borger/",
        "/fund/",
        "/dst/",
        "/regler/",
    ):
        assert any(sti in s for s in sete), sti
    assert brud == [], "\n".join(brud)
