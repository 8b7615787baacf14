"""The steward's tools in the browser: figures as `ffb afstem` and its like give them, CPR for a purpose only,
every look in the trail, lists handed in gone as soon as they are read."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from ffb.afstem.bevilling import Afstemningsvalg, build_afstemning
from ffb.afstem.grundlag import prepare_grundlag
from ffb.engine.duckdb import DuckDB
from ffb.formats.identitet import Identitet
from ffb.rules.hoved import find_regel
from ffb.server.adgang.roller import Rolle
from ffb.server.drift.backup import backup_modeller
from ffb.server.fund.models import Fund, Opgoerelse
from ffb.server.fund.opgoer import build_opsaetning, default_periode, opgoer, to_laesning
from ffb.server.fund.rapporter import pak_ud
from ffb.server.leverance.actions import VED_SLETNING
from ffb.server.leverance.boks import open_cpr
from ffb.server.leverance.grundlag import find_grundlag, load_opsaetning, load_vejledning
from ffb.server.leverance.models import Borgernummer, Leverance, Opsaetning, System
from ffb.server.noegler import load_noegler
from ffb.server.opgave.koe import work
from ffb.server.opgave.models import Opgave
from ffb.server.redskaber.actions import expire_svar
from ffb.server.redskaber.beregn import read_lister
from ffb.server.redskaber.kuvert import Indfil, aabn_svar, luk_filer
from ffb.server.redskaber.models import Redskabssvar
from ffb.server.spor.models import Spor, SporBorger

pytestmark = pytest.mark.django_db
Som = Callable[..., Client]
ROD = "/k/9001/redskaber"
UKENDT = "6103704321"  # day + 60: nobody's, and in no leverance
FORMAAL = "Rette fejl i sagerne"


def tekst(svar: Any, status: int = 200) -> str:
    assert svar.status_code == status, svar.status_code
    return unescape(svar.content.decode())


def indhold(svar: Any) -> bytes:
    assert svar.status_code == 200
    return b"".join(svar.streaming_content) if svar.streaming else svar.content


def numre() -> dict[int, str]:
    return open_cpr("9001", Borgernummer.objects.filter(kommune="9001").values_list("borger_id", flat=True))


def uden_cpr(data: str) -> bool:
    return not any(n in data for n in [*numre().values(), UKENDT])


def bevillinger() -> str:
    """Three citizens of the vault and one nobody has delivered."""
    kendte = sorted(numre().values())[:3]
    linjer = [f"{cpr};§ 85;01.02.2025;;B{nr}" for nr, cpr in enumerate([*kendte, UKENDT])]
    return "CPR;PARAGRAF;STARTDATO;SLUTDATO;BEVILLING_ID\n" + "".join(f"{x}\n" for x in linjer)


def csv_fil(indhold_: str, navn: str = "liste.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(navn, indhold_.encode())


def bestil(browser: Client, redskab: str, felter: dict[str, Any]) -> tuple[str, Redskabssvar]:
    """Hand in, let the work be done; the answer's address and row."""
    svar = browser.post(f"{ROD}/{redskab}", felter)
    assert svar.status_code == 302, tekst(svar, 400)
    url = svar["Location"]
    assert "progress" in tekst(browser.get(url))
    work(til_tom=True)
    return url, Redskabssvar.objects.get(pk=url.rsplit("/", 1)[1])


@pytest.fixture(autouse=True)
def _kun_eget_arbejde(talt: Opgoerelse) -> None:
    """What publishing the demo ordered is not this module's matter."""
    Opgave.objects.all().delete()


@pytest.fixture
def afstemt(som: Som, talt: Opgoerelse) -> tuple[Client, str, Redskabssvar]:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    periode = {"fra": "01.01.2025", "til": "31.12.2025"}
    return browser, *bestil(browser, "afstemning", {"bevillinger": csv_fil(bevillinger()), **periode})


def test_afstemning_has_the_figures_of_the_command(afstemt: tuple[Client, str, Redskabssvar]) -> None:
    browser, url, s = afstemt
    liste = read_lister("9001", [Indfil("bevilling", "l.csv", bevillinger().encode())], {})["bevilling"]
    klar = prepare_grundlag(
        DuckDB(),
        to_laesning(find_grundlag("9001")),
        load_vejledning("9001"),
        build_opsaetning("9001", *default_periode()),
    )
    facit = build_afstemning(klar, liste, Afstemningsvalg(date(2025, 1, 1), date(2025, 12, 31)))
    o = aabn_svar(s.data).opgoerelse
    assert o.tal == facit.tal and o.tal["bevillinger"] == 4 and o.tal["ikke_leveret"] >= 1
    assert {n: t.raekker for n, t in o.tabeller.items()} == {n: t.raekker for n, t in facit.tabeller.items()}
    side = tekst(browser.get(url))
    assert facit.konklusion[1] in side and "Bevilget, men ikke leveret" in side and uden_cpr(side)


def test_rows_have_pseudonyms_and_cpr_only_for_a_purpose(afstemt: tuple[Client, str, Redskabssvar]) -> None:
    browser, url, s = afstemt
    liste = f"{url}/liste/ikke_leveret"
    side = tekst(browser.get(liste))
    ukendt = Identitet(load_noegler().pseudonym).person(UKENDT).borger_id
    assert f"P{ukendt}" in side and uden_cpr(side)
    assert f"/borger/{ukendt}" not in side and "/k/9001/borger/" in tekst(
        browser.get(f"{url}/liste/ikke_bevilget")
    )
    set_ = Spor.objects.get(handling="redskab.liste_set", detaljer__liste="ikke_leveret")
    assert SporBorger.objects.filter(spor_nr=set_.nr, borger_id=ukendt).exists()
    tekst(browser.post(liste, {"kopi": "cpr", "som": "csv"}), 400)
    assert not Spor.objects.filter(handling="redskab.cpr_vist").exists()
    sikker = indhold(browser.post(liste, {"formaal": FORMAAL, "som": "csv"})).decode()
    assert "Pseudonym" in sikker and uden_cpr(sikker)
    med = indhold(browser.post(liste, {"formaal": FORMAAL, "kopi": "cpr", "som": "csv"})).decode()
    assert UKENDT in med and "CPR" in med and "Pseudonym" not in med  # the vault does not know her
    assert UKENDT in tekst(browser.post(liste, {"formaal": FORMAAL, "kopi": "cpr"}))
    assert Spor.objects.filter(handling="redskab.cpr_vist", formaal=FORMAAL, borgere__gt=0).count() == 2
    assert browser.get(f"{url}/liste/pr_paragraf").status_code == 404
    assert UKENDT.encode() not in bytes(s.data)


def test_all_of_it_as_files(afstemt: tuple[Client, str, Redskabssvar]) -> None:
    browser, url, _ = afstemt
    assert browser.post(f"{url}/hent", {"som": "xlsx"}).status_code == 302
    for kopi, har in (("", False), ("cpr", True)):
        bog = indhold(browser.post(f"{url}/hent", {"som": "xlsx", "formaal": FORMAAL, "kopi": kopi}))
        ark = CalamineWorkbook.from_filelike(io.BytesIO(bog))
        celler = {str(c) for n in ark.sheet_names for r in ark.get_sheet_by_name(n).to_python() for c in r}
        assert (UKENDT in celler) is har and {"ikke_leveret", "datoer_afviger"} <= set(ark.sheet_names)
    with zipfile.ZipFile(
        io.BytesIO(indhold(browser.post(f"{url}/hent", {"som": "csv", "formaal": FORMAAL})))
    ) as z:
        assert "ikke_leveret.csv" in z.namelist()
        assert all(uden_cpr(z.read(n).decode()) for n in z.namelist())
    for format_ in ("pdf", "html"):
        assert len(indhold(browser.get(f"{url}/hent/{format_}"))) > 1000
    assert uden_cpr(indhold(browser.get(f"{url}/hent/html")).decode())
    assert browser.get(f"{url}/hent/xlsx").status_code == 404


def test_every_fault_of_a_list_is_told_and_nothing_kept(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    daarlig = f"CPR;PARAGRAF;STARTDATO\nxx;§ 85;01.02.2025\n{UKENDT};§ 85;32.13.2025\n;§ 85;\n"
    url, s = bestil(browser, "afstemning", {"bevillinger": csv_fil(daarlig)})
    side = tekst(browser.get(url))
    assert all(f"linje {n}" in side for n in (2, 3, 4)) and "/tmp" not in side and UKENDT not in side
    assert s.tilstand == "fejl" and not s.data and UKENDT not in str(s.fejl)
    felter = {"bevillinger": csv_fil(bevillinger(), "liste.pdf"), "fra": "x", "tolerance": "-1"}
    formen = tekst(browser.post(f"{ROD}/afstemning", felter), 400)
    assert all(f'href="#{felt}"' in formen for felt in ("bevillinger", "fra", "tolerance"))
    byttet = {"bevillinger": csv_fil(bevillinger()), "fra": "2025-12-31", "til": "2025-01-01"}
    assert "Byt om" in tekst(browser.post(f"{ROD}/afstemning", byttet), 400)
    assert "Vælg bevillingslisten" in tekst(browser.post(f"{ROD}/afstemning", {}), 400)
    toml = SimpleUploadedFile("k.toml", b"[findes_ikke]\nA = 'B'\n")
    tekst(browser.post(f"{ROD}/afstemning", byttet | {"kolonner": toml}), 400)


def test_a_list_may_have_its_own_column_names(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    egne = bevillinger().replace("CPR;PARAGRAF", "Hvem;Hvorefter", 1)
    toml = SimpleUploadedFile("k.toml", b'[bevilling]\nCPR = "Hvem"\nPARAGRAF = "Hvorefter"\n')
    _, s = bestil(browser, "afstemning", {"bevillinger": csv_fil(egne), "kolonner": toml})
    assert s.tilstand == "faerdig"


def test_the_files_are_encrypted_and_gone_when_read(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    url = browser.post(f"{ROD}/afstemning", {"bevillinger": csv_fil(bevillinger())})["Location"]
    s = Redskabssvar.objects.get()
    assert UKENDT.encode() not in bytes(s.data) and UKENDT not in str(
        Opgave.objects.values_list("argumenter")
    )
    work(til_tom=True)
    s.refresh_from_db()
    assert UKENDT not in aabn_svar(s.data).opgoerelse.tabeller["ikke_leveret"].raekker[0].values()
    assert luk_filer([]) and Redskabssvar not in backup_modeller()
    # another steward's list is nobody else's
    assert som(Rolle.FAGLIG_ANSVARLIG, Rolle.GODKENDER).get(url).status_code == 404
    assert som(Rolle.FAGLIG_ANSVARLIG, kommune="9002").get(url.replace("9001", "9002")).status_code == 404


def test_answers_end(afstemt: tuple[Client, str, Redskabssvar], talt: Opgoerelse) -> None:
    browser, url, _ = afstemt
    assert expire_svar() == 0
    assert "Afstemning mod bevillinger" in tekst(browser.get(ROD))
    Redskabssvar.objects.update(udloeber_tid=timezone.now() - timedelta(seconds=1))
    assert browser.get(url).status_code == 404 and expire_svar() == 1
    browser.get(f"{ROD}/indfasning")
    [ved("9001", 1) for ved in VED_SLETNING]
    assert not Redskabssvar.objects.exists()
    ny = browser.get(f"{ROD}/indfasning")["Location"]
    work(til_tom=True)
    assert browser.post(f"{ny}/slet").status_code == 302 and not Redskabssvar.objects.exists()


def test_indfasning_is_computed_once_and_shown_to_all_who_may(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.SAGSBEHANDLER)
    url = browser.get(f"{ROD}/indfasning")["Location"]
    assert browser.get(f"{ROD}/indfasning")["Location"] == url
    work(til_tom=True)
    assert browser.get(url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    side = tekst(som(Rolle.GODKENDER).get(url))
    assert "til dato pr. enhed" in side and "Prognose for Tabel 1" in side and uden_cpr(side)
    assert som(Rolle.LAESER).get(url).status_code == 403
    liste = tekst(browser.get(f"{url}/liste/indfasning_liste?side=1"))
    assert "Viser" in liste and uden_cpr(liste)
    Leverance.objects.filter(kommune="9001").order_by("pk").last().delete()  # type: ignore[union-attr]
    assert browser.get(f"{ROD}/indfasning")["Location"] != url


def test_the_five_questions_to_a_system(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.SAGSBEHANDLER)
    system = System.objects.filter(kommune="9001").earliest("pk")
    assert system.navn in tekst(browser.get(f"{ROD}/selvtjek"))
    url = browser.get(f"{ROD}/selvtjek?system=")["Location"]
    assert browser.get(f"{ROD}/selvtjek?system={system.pk}")["Location"] != url
    work(til_tom=True)
    side = tekst(browser.get(url))
    assert "De fem spørgsmål" in side and uden_cpr(side)
    for ord_ in ("Så vidt data viser", "Kan ikke ses", "fakta_ydelse", "passer med vejledningen"):
        assert ord_ in side, ord_


def test_systemskifte_from_one_system_to_another(som: Som, talt: Opgoerelse) -> None:
    """The second leverance is taken for a new system: what it lacks is lost, what both have is carried on."""
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    gammelt = System.objects.filter(kommune="9001").order_by("pk").first()
    assert gammelt is not None
    nyt = System.objects.filter(kommune="9001").exclude(pk=gammelt.pk).first()
    assert nyt is not None
    assert "Vælg to forskellige" in tekst(
        browser.get(f"{ROD}/systemskifte?gammelt={nyt.pk}&nyt={nyt.pk}"), 400
    )
    assert gammelt.navn in tekst(browser.get(f"{ROD}/systemskifte"))
    url = browser.get(f"{ROD}/systemskifte?gammelt={gammelt.pk}&nyt={nyt.pk}")["Location"]
    work(til_tom=True)
    s = Redskabssvar.objects.get()
    assert s.tilstand == "faerdig", s.fejl
    o = aabn_svar(s.data).opgoerelse
    assert o.indstillinger["gamle_systemer"] == [gammelt.navn]
    assert sum(r["antal"] for r in o.tabeller["udfald"].raekker) == len(o.tabeller["skifteydelser"].raekker)
    side = tekst(browser.get(url))
    assert "Hvad der blev af det gamle systems ydelser" in side and uden_cpr(side)
    assert uden_cpr(tekst(browser.get(f"{url}/liste/cpr_skift")))


def test_dst_lists_are_joined_with_ours(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    vores = {int(r["cpr"].removeprefix("P")) for r in pak_ud(talt.rapport).tabeller["cpr_liste_2"].raekker}
    deres = [numre()[b] for b in sorted(vores)[:2]] + [UKENDT]
    felter = {
        "liste2": csv_fil("CPR;MANGLER\n" + "".join(f"{c};noget\n" for c in deres)),
        "fra": "01.01.2025",
        "til": "31.12.2025",
        "dst_dato": "01.03.2026",
    }
    url, s = bestil(browser, "dstlister", felter)
    assert s.tilstand == "faerdig", s.fejl
    tal = aabn_svar(s.data).opgoerelse.tal
    assert (tal["liste_2_begge"], tal["liste_2_kun_dst"], tal["liste_2_kun_os"]) == (2, 1, len(vores) - 2)
    assert uden_cpr(tekst(browser.get(url)))
    assert "mindst én" in tekst(browser.post(f"{ROD}/dstlister", {"dst_dato": ""}), 400)


def test_what_a_redelivery_mended(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    system = System.objects.filter(kommune="9001").first()
    assert system is not None
    nyeste = Leverance.objects.filter(kommune="9001").first()
    assert nyeste is not None
    efter, foer = nyeste.modtaget_tid + timedelta(hours=1), nyeste.modtaget_tid - timedelta(days=1)
    alle = Fund.objects.filter(kommune="9001")
    alle.update(foerst_set_tid=foer, status="fortsat")
    ider = list(alle.order_by("pk").values_list("pk", flat=True))
    alle.filter(pk__in=ider[:3]).update(status="loest", loest_tid=efter)
    alle.filter(pk__in=ider[3:5]).update(status="ny", foerst_set_tid=efter)
    alle.filter(pk=ider[5]).update(status="genopstaaet")
    alle.filter(pk=ider[6]).update(status="loest", loest_tid=foer)  # mended before: not this delivery's doing
    side = tekst(browser.get(f"{ROD}/rettelser"))
    assert "3 fund er løst" in side and "2 er nye" in side and "1 er kommet igen" in side
    fil = indhold(browser.get(f"{ROD}/rettelser/json")).decode()
    tal = re.search(r'"tal": \{([^}]+)\}', fil)
    assert tal is not None
    assert Counter(dict(re.findall(r'"(\w+)": (\d+)', tal[1]))) == {
        "loest": "3", "nye": "2", "genopstaaet": "1", "fortsat": str(len(ider) - 7), "uafklaret": "0",
    }  # fmt: skip
    assert uden_cpr(side + fil) and not any(str(b) in fil for b in numre())
    for format_ in ("html", "xlsx"):
        assert len(indhold(browser.get(f"{ROD}/rettelser/{format_}?system={system.pk}"))) > 1000
    assert Spor.objects.filter(handling="rettelser.hentet").count() == 3
    dagen_foer = f"{timezone.localtime(foer - timedelta(days=1)):%d.%m.%Y}"
    assert "4 fund er løst" in tekst(browser.get(f"{ROD}/rettelser?siden={dagen_foer}"))
    tekst(browser.get(f"{ROD}/rettelser?siden=igaar"), 400)
    assert browser.get(f"{ROD}/rettelser/csv").status_code == 404
    assert som(Rolle.LAESER).get(f"{ROD}/rettelser").status_code == 403
    assert "ingen leverance" in tekst(
        som(Rolle.FAGLIG_ANSVARLIG, kommune="9005").get("/k/9005/redskaber/rettelser")
    )


# -- norms and look-ups ---------------------------------------------------------------------------------

URL = "/k/9001/leverancer/opsaetning"


def test_own_norms_are_taken_shown_and_used(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    regel = find_regel("MEL-17")
    assert regel is not None and regel.norm is not None and regel.norm["dage"]["vaerdi"] != 3650
    fil = SimpleUploadedFile("n.toml", b'["mel-17"]\ndage = 3650\n')
    assert browser.post(URL, {"hvad": "normer", "fil": fil}).status_code == 302
    assert Opsaetning.objects.get(kommune="9001").normer == {"MEL-17": {"dage": 3650}}
    assert "MEL-17" in tekst(browser.get(URL))
    side = tekst(browser.get("/regler/MEL-17"))
    assert "bruger dage = 3.650" in re.sub(r"<[^>]+>", "", side)
    assert "egen norm" not in tekst(som(Rolle.LAESER, kommune="9002").get("/regler/MEL-17"))
    fra, til = date(2025, 1, 1), date(2025, 12, 31)
    anden = opgoer("9001", (fra, til))
    assert anden is not None and anden.pk != talt.pk  # other norms, another count
    assert anden.tjek["normer"] == {"MEL-17": {"dage": 3650}} and talt.tjek["normer"] == {}
    daarlig = b'["MEL-17"]\ndage = 0.5\n["XXX-1"]\na = 1\n["T1-01"]\nb = 2\n'
    svar = tekst(browser.post(URL, {"hvad": "normer", "fil": SimpleUploadedFile("n.toml", daarlig)}), 400)
    assert all(id_ in svar for id_ in ("MEL-17", "XXX-1", "T1-01")) and "/tmp" not in svar
    assert (
        browser.post(URL, {"hvad": "normer", "fil": SimpleUploadedFile("n.toml", b"\n")}).status_code == 302
    )
    assert Opsaetning.objects.get(kommune="9001").normer == {}


def test_a_norm_that_is_no_more_is_left_out(talt: Opgoerelse) -> None:
    o = load_opsaetning("9001")
    o.normer = {"MEL-17": {"dage": 3, "vaek": 1}, "GAMMEL-1": {"x": 2}}
    o.save()
    assert build_opsaetning("9001", *default_periode()).normer == {"MEL-17": {"dage": 3}}


def test_look_ups_of_sager_and_tilbud_are_kept_apart(som: Som) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    for indhold_ in (b"SAGSNUMMER;ENHED;SAGSBEHANDLER\nS1;Nord;A\n", b"P_NUMMER;TILBUD\n1009999999;Huset\n"):
        fil = SimpleUploadedFile("o.csv", indhold_)
        assert browser.post(URL, {"hvad": "opslag", "fil": fil}).status_code == 302
    o = build_opsaetning("9001", *default_periode())
    assert o.opslag == {"S1": ("Nord", "A")} and o.opslag_tilbud == {"1009999999": "Huset"}
    assert "1 tilbud" in tekst(browser.get(URL))


# -- as of an earlier day -------------------------------------------------------------------------------

PERIODE = "fra=2025-01-01&til=2025-12-31"


def test_the_report_as_it_was(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    foerste = Leverance.objects.filter(kommune="9001").order_by("leverance_id").first()
    assert foerste is not None
    dengang = timezone.make_aware(datetime(2026, 1, 20, 12))
    Leverance.objects.filter(pk=foerste.pk).update(modtaget_tid=dengang)
    fund = list(Fund.objects.order_by("pk").values("pk", "status"))
    url = f"/k/9001/rapport?{PERIODE}&pr=20.01.2026"
    assert "progress" in tekst(browser.get(url)) and "Som det så ud" in tekst(browser.get(url))
    work(til_tom=True)
    den = Opgoerelse.objects.get(pr_dato=date(2026, 1, 20))
    assert den.grundlag == [foerste.leverance_id] != talt.grundlag
    side = tekst(browser.get(url))
    assert "Som det så ud den 20. januar 2026" in side
    for fra_bjaelken in (url, "/k/9001/"):  # the bar of progress gets a fresh page, not one inside the other
        assert browser.get(fra_bjaelken, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert f"{PERIODE}&pr=2026-01-20" in side  # the numbers lead to the rows of then
    assert list(Fund.objects.order_by("pk").values("pk", "status")) == fund
    # the state of now is untouched, whichever was counted last
    nu = tekst(browser.get(f"/k/9001/rapport?{PERIODE}"))
    assert "Som det så ud den <" not in nu and 'section class="som-det-saa-ud"' not in nu
    fil = browser.get(f"/k/9001/rapport/hent/html?{PERIODE}&pr=2026-01-20")
    assert (
        "-pr-20260120" in fil["Content-Disposition"]
        and "Som det så ud den 20.01.2026" in indhold(fil).decode()
    )


def test_a_day_before_anything_and_a_day_to_come(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.LAESER)
    assert "Der var ingen tal den dag" in tekst(browser.get(f"/k/9001/rapport?{PERIODE}&pr=01.01.2001"))
    om = timezone.localdate() + timedelta(days=2)
    assert "ikke kommet endnu" in tekst(browser.get(f"/k/9001/rapport?pr={om:%d.%m.%Y}"), 400)
    assert not Opgave.objects.filter(noegle__contains=":pr:").exists()
    Opgoerelse.objects.filter(pk=talt.pk).update(
        pr_dato=date(2026, 1, 1), lavet_tid=timezone.now() - timedelta(days=31)
    )
    expire_svar()
    assert not Opgoerelse.objects.filter(pk=talt.pk).exists()


# -- who may, and where it is found ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "redskab", ["", "/indfasning", "/systemskifte", "/selvtjek", "/rettelser", "/afstemning", "/dstlister"]
)
def test_who_may_use_the_tools(som: Som, talt: Opgoerelse, redskab: str) -> None:
    ventet = 302 if redskab == "/indfasning" else 200
    assert som(Rolle.FAGLIG_ANSVARLIG).get(ROD + redskab).status_code == ventet
    kun_indlever = redskab in ("/afstemning", "/dstlister")
    assert som(Rolle.SAGSBEHANDLER).get(ROD + redskab).status_code == (403 if kun_indlever else ventet)
    assert som(Rolle.LAESER).get(ROD + redskab).status_code == 403
    assert som(Rolle.FAGLIG_ANSVARLIG, kommune="9002").get(ROD + redskab).status_code == 403


def test_the_tools_are_found_by_those_who_may(som: Som, talt: Opgoerelse) -> None:
    maa, maa_ikke = som(Rolle.GODKENDER), som(Rolle.LEDER)
    for url in ("/k/9001/", "/k/9001/leverancer", f"/k/9001/rapport?{PERIODE}"):
        assert "/k/9001/redskaber" in tekst(maa.get(url))
        assert "/k/9001/redskaber" not in tekst(maa_ikke.get(url))
