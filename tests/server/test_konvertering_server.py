"""A conversion on the server: read, table and decisions edited, waves run into cases, run again, undone."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from ffb.demo.gammelt import START, find_termer, make_tabel, write_gammelt
from ffb.formats.fhir.regler.katalog import AFVISER
from ffb.formats.identitet import Identitet
from ffb.konvertering.afgoerelser import DELMAAL
from ffb.konvertering.arter import AFGOERES, DELT, OVERSAT
from ffb.konvertering.poster import Gammelt, Post, read_gammelt
from ffb.konvertering.tabel import write_tabel
from ffb.server.adgang.models import Bruger
from ffb.server.adgang.roller import Rolle
from ffb.server.konvertering.actions import (
    KanIkke,
    begin_konvertering,
    change_plan,
    decide_post,
    replace_tabel,
    set_term,
)
from ffb.server.konvertering.boelger import (
    drop_boelge,
    order_boelge,
    order_fortryd,
    plan_boelge,
    run_boelge,
    undo_boelge,
)
from ffb.server.konvertering.gemt import build_koersel, load_poster
from ffb.server.konvertering.models import Boelge, Gammelborger, Konverteret, Konvertering
from ffb.server.leverance.actions import forget_borger
from ffb.server.leverance.boks import open_cpr
from ffb.server.noegler import load_noegler
from ffb.server.opgave.koe import work
from ffb.server.sag.actions import confirm_objekt, create_objekt, read_felter, save_felter
from ffb.server.sag.bestil import answer_bestilling, send_bestilling
from ffb.server.sag.dst import judge_borger
from ffb.server.sag.models import Objekt, Sag, Sagsborger, Sagsopsaetning, Udfoererperson, Udfoerersted
from ffb.server.spor.models import Spor

pytestmark = pytest.mark.django_db
URL = "/k/9001/konvertering"
BORGERE = 12


@pytest.fixture(scope="module")
def filer(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {f.stem: f for f in write_gammelt(tmp_path_factory.mktemp("gammelt"), BORGERE, seed=5)}


@pytest.fixture
def gammelt(filer: dict[str, Path]) -> Gammelt:
    return read_gammelt([filer["gammelt"]], Identitet(load_noegler().pseudonym))


@pytest.fixture
def k(db: None, gammelt: Gammelt) -> Konvertering:
    """A conversion of everything at once with the made-up table."""
    ny = begin_konvertering("9001", "DEMO gammelt", gammelt, "alt", "alt", START, by="test")
    replace_tabel(ny, make_tabel(), by="test")
    return ny


def kinds() -> Counter[str]:
    return Counter(Objekt.objects.exclude(tilstand="fejlregistreret").values_list("slags", flat=True))


def test_the_pages_from_file_to_wave(som: Callable[..., Client], filer: dict[str, Path]) -> None:
    leder, sagsbehandler = som(Rolle.FAGLIG_ANSVARLIG), som(Rolle.SAGSBEHANDLER)
    assert "ingen konvertering" in leder.get(URL).content.decode()
    plan = {"strategi": "boelger", "omfang": "alt", "start": "01.01.2026", "navn": "Det gamle"}
    with filer["gammelt"].open("rb") as fil:
        assert sagsbehandler.post(URL, {**plan, "filer": fil}).status_code == 403
        fil.seek(0)
        svar = leder.post(URL, {**plan, "filer": fil})
    k = Konvertering.objects.get()
    en = f"{URL}/{k.pk}"
    assert svar.headers["Location"] == en and k.antal == build_koersel(k).udfald.__len__()
    side = unescape(leder.get(en).content.decode())
    assert "kræver en afgørelse" in side and "DEMO Åhuset" in side
    cpr = set(open_cpr("9001", Gammelborger.objects.values_list("borger_id", flat=True)).values())
    assert len(cpr) == BORGERE and not [c for c in cpr if c in side]
    # every term is proposed, none is sure
    tabel = unescape(leder.get(f"{en}/tabel").content.decode())
    assert "termer mangler en afgørelse" in tabel and set(k.tabellinje_set.values_list("sikkerhed")) == {
        ("mulig",)
    }
    with filer["tabel"].open("rb") as fil:
        assert "Termer, der bliver til noget andet" in unescape(
            leder.post(f"{en}/tabel", {"fil": fil, "hvad": "vis"}).content.decode()
        )
        fil.seek(0)
        assert leder.post(f"{en}/tabel", {"fil": fil, "hvad": "brug"}).status_code == 302
    assert Spor.objects.filter(handling="konvertering.tabel").count() == 1
    hentet = leder.get(f"{en}/tabel/fil").content
    assert all(x in hentet for x in write_tabel(make_tabel()).removeprefix(b"\xef\xbb\xbf").splitlines()[1:4])
    # a case worker decides on a term, and on one post
    venter = k.tabellinje_set.filter(sikkerhed="mulig").first()
    assert venter
    form = f"{en}/tabel/{venter.pk}"
    assert venter.term in unescape(sagsbehandler.get(form).content.decode())
    assert sagsbehandler.post(form, {"sikkerhed": "sikker"}).status_code == 400
    assert (
        sagsbehandler.post(form, {"kode": venter.kode, "sikkerhed": "sikker", "note": "x"}).status_code == 302
    )
    assert k.tabellinje_set.get(term=venter.term).sikkerhed == "sikker"
    liste = unescape(sagsbehandler.get(f"{en}/poster").content.decode())
    nr = next(n for n, u in enumerate(build(k).udfald, 1) if u.udfald == AFGOERES and u.rolle == "maalgruppe")
    assert f"{en}/poster/{nr}" in liste and not [c for c in cpr if c in liste]
    kode = find_termer()["maalgruppe"][0][1].kode
    assert sagsbehandler.post(f"{en}/poster/{nr}", {"hvad": "gem"}).status_code == 400
    assert sagsbehandler.post(f"{en}/poster/{nr}", {"hvad": "gem", "kode": kode}).status_code == 302
    assert build(k).udfald[nr - 1].koder == (kode,)
    assert sagsbehandler.post(f"{en}/poster/{nr}", {"hvad": "traek"}).status_code == 302
    assert build(k).udfald[nr - 1].udfald == AFGOERES
    assert leder.get(f"{en}/poster/99999").status_code == 404
    # waves
    boelge = {
        "hvad": "planlaeg",
        "navn": "A",
        "dato": "01.01.2026",
        "ansvarlig": "DEMO",
        "udfoerer": ["DEMO Lunden"],
    }
    assert sagsbehandler.post(f"{en}/boelger", boelge).status_code == 403
    assert leder.post(f"{en}/boelger", boelge).status_code == 302
    assert leder.post(f"{en}/boelger", boelge | {"navn": "B"}).status_code == 400
    assert (
        leder.post(f"{en}/boelger", boelge | {"navn": "B", "udfoerer": ["*"], "dato": "x"}).status_code == 400
    )
    assert leder.post(f"{en}/boelger", boelge | {"navn": "B", "udfoerer": ["*"]}).status_code == 302
    assert leder.post(f"{en}/boelger", {"hvad": "koer", "boelge": "A"}).status_code == 302
    assert "I gang" in unescape(leder.get(f"{en}/boelger").content.decode())
    work(til_tom=True)
    side = unescape(leder.get(f"{en}/boelger").content.decode())
    assert "Gennemført" in side and "skrevet i sagerne" in side
    assert leder.post(f"{en}/boelger", {"hvad": "fjern", "boelge": "A"}).status_code == 400
    assert leder.post(en, plan).status_code == 400  # a wave has been run
    assert leder.post(f"{en}/boelger", {"hvad": "fortryd", "boelge": "A"}).status_code == 302
    work(til_tom=True)
    assert "fortrudt" in unescape(leder.get(f"{en}/boelger").content.decode()) and not kinds()
    ark = CalamineWorkbook.from_filelike(io.BytesIO(leder.get(f"{en}/rapport.xlsx").content))
    tekst = str([ark.get_sheet_by_name(n).to_python() for n in ark.sheet_names])
    assert "borgere" in ark.sheet_names and not [c for c in cpr if c in tekst]


def build(k: Konvertering) -> Any:
    k.refresh_from_db()
    return build_koersel(k)


def test_what_is_read_is_what_is_kept_and_encrypted(k: Konvertering, gammelt: Gammelt) -> None:
    assert load_poster(k) == gammelt.poster
    raa = b"".join(bytes(r) for r in Gammelborger.objects.values_list("data", flat=True))
    assert b"DEMO" not in raa
    en = Gammelborger.objects.earliest("pk").borger_id
    assert forget_borger("9001", en, formaal="x", by="test") == 0
    assert {p.borger_id for p in load_poster(k)} == {p.borger_id for p in gammelt.poster} - {en}
    assert en not in {u.post.borger_id for u in build(k).udfald}


def test_a_wave_makes_what_was_mapped_and_nothing_else(k: Konvertering) -> None:
    koersel = build(k)
    boelge = order_boelge(k, "Alle", by="test")
    tal = run_boelge(boelge, by="test")
    ventet = Counter[str]()
    for u in koersel.udfald:
        if u.udfald in (OVERSAT, DELT) and u.post.art not in ("delmaal", "indsatsmaal", "tema"):
            ventet[u.post.art] += len(u.koder)
    fundne = kinds()
    assert {n: fundne[n] for n in ventet} == dict(ventet)
    maal = [u for u in koersel.udfald if u.udfald in (OVERSAT, DELT) and u.post.art == "indsatsmaal"]
    assert fundne["indsatsmaal"] == len(maal) and "delmaal" not in fundne
    assert tal["objekter"] == sum(fundne.values()) == Konverteret.objects.count()
    assert tal["kladder"] == Objekt.objects.filter(tilstand="kladde").count()
    # each theme is the one the table says, with the level of the post only where it stayed one A&D theme
    for u in koersel.udfald:
        if u.post.art == "tema" and u.udfald in (OVERSAT, DELT):
            links = Konverteret.objects.filter(art="tema", post_id=u.post.post_id).order_by("stykke")
            felter = [read_felter(x.objekt) for x in links]
            assert tuple(f["kode"] for f in felter) == u.koder
            assert [f.get("niveau") for f in felter] == [(u.sider or {}).get("niveau")] * len(u.koder)


def test_a_wave_again_changes_nothing_and_takes_what_has_been_decided_since(k: Konvertering) -> None:
    boelge = order_boelge(k, "Alle", by="test")
    run_boelge(boelge, by="test")
    foer = dict(Objekt.objects.values_list("pk", "version"))
    assert run_boelge(order_boelge(k, "Alle", by="test"), by="test").get("objekter", 0) == 0
    assert dict(Objekt.objects.values_list("pk", "version")) == foer
    u = next(u for u in build(k).udfald if u.udfald == AFGOERES and u.rolle == "maalgruppe")
    kode = find_termer()["maalgruppe"][0][1].kode
    decide_post(k, "maalgruppe", u.post.term or "", u.post.post_id, [kode], "", by="test")
    assert run_boelge(order_boelge(k, "Alle", by="test"), by="test")["objekter"] == 1
    nye = Objekt.objects.exclude(pk__in=foer)
    assert [o.kode for o in nye] == [kode]


def test_undo_leaves_what_someone_has_worked_in_and_a_new_run_uses_the_same_objects(k: Konvertering) -> None:
    boelge = order_boelge(k, "Alle", by="test")
    run_boelge(boelge, by="test")
    alle = set(Objekt.objects.values_list("pk", flat=True))
    sag = Sag.objects.earliest("sagsnummer")
    eget = create_objekt(sag, "notat", {"dato": "2026-02-01", "tekst": "Vi er i gang"}, by="anne")
    order_fortryd(boelge, by="test")
    tal = undo_boelge(boelge, by="test")
    antal = Sag.objects.count()
    assert (tal["beholdt"], tal["fortrudt"]) == (1, antal - 1) and boelge.tilstand == "gennemfoert"
    staar = Objekt.objects.exclude(tilstand="fejlregistreret")
    assert set(staar.values_list("sag", flat=True)) == {sag.pk} and eget in staar
    run_boelge(order_boelge(k, "Alle", by="test"), by="test")
    assert set(Objekt.objects.values_list("pk", flat=True)) == alle | {eget.pk}
    assert not Objekt.objects.filter(tilstand="fejlregistreret").exists()
    order_fortryd(boelge, by="test")
    assert undo_boelge(boelge, by="test")["beholdt"] == 1  # still worked in


def test_a_citizen_who_cannot_be_placed_is_held_back_and_told(db: None, gammelt: Gammelt) -> None:
    poster = gammelt.poster
    en, to = list(gammelt.cpr)[:2]
    nummer = next(p.sagsnummer for p in poster if p.borger_id == to)
    nye = [p if p.borger_id != en else _with(p, sagsnummer=nummer) for p in poster]
    nye = [p if p.borger_id == to or p.borger_id == en else _with(p, sagsnummer=None) for p in nye]
    delt = Gammelt(sorted(nye, key=lambda p: p.borger_id != to), gammelt.cpr, "x", True)
    k = begin_konvertering("9001", "x", delt, "alt", "alt", START, by="test")
    replace_tabel(k, make_tabel(), by="test")
    tal = run_boelge(order_boelge(k, "Alle", by="test"), by="test")
    assert (tal["holdt_taget"], tal["holdt_sagsnummer"], tal["skrevet"]) == (1, BORGERE - 2, 1)


def _with(p: Post, **felter: Any) -> Post:
    from dataclasses import replace

    return replace(p, **felter)


def test_made_up_posts_are_never_written_in_a_real_kommunes_cases(db: None, gammelt: Gammelt) -> None:
    k = begin_konvertering("0101", "x", gammelt, "alt", "alt", START, by="test")
    with pytest.raises(KanIkke):
        order_boelge(k, "Alle", by="test")


def test_plan_and_table_refuse_what_contradicts(k: Konvertering) -> None:
    for navn, steder in (("", ["a"]), ("A", ["a"]), ("B", ["A "])):
        if navn == "A":
            plan_boelge(k, navn, START, "", steder, by="test")
            continue
        with pytest.raises(KanIkke):
            plan_boelge(k, navn, START, "", steder, by="test")
    drop_boelge(Boelge.objects.get(navn="A"), by="test")
    change_plan(k, "opfoelgning", "indsats", date(2026, 2, 1), by="test")
    with pytest.raises(KanIkke):
        order_boelge(k, "findes ikke", by="test")
    with pytest.raises(KanIkke):
        set_term(k, "tema", "findes ikke", [], "sikker", "", by="test")
    with pytest.raises(KanIkke):
        decide_post(k, "tilbud", "x", "1", [find_termer()["ydelse"][0][1].kode], "", by="test")
    senest = build(k).fordeling.boelger[-1]
    assert senest.dato.year == 2026
    if senest.dato > date.today():
        with pytest.raises(KanIkke):
            order_boelge(k, senest.navn, by="test")


def test_the_provider_rewrites_the_delmaal_of_those_ordered_to_it(
    k: Konvertering, make_bruger: Callable[..., Bruger], som: Callable[..., Client]
) -> None:
    run_boelge(order_boelge(k, "Alle", by="test"), by="test")
    maal = _finish_goal()
    link = Konverteret.objects.get(objekt=maal)
    post = next(p for p in load_poster(k) if p.art == DELMAAL and p.over_id == link.post_id)
    sted = Udfoerersted.objects.create(kommune="9001", navn=f" {str(post.udfoerer).upper()}")
    browser = som(Rolle.UDFOERER)
    Udfoererperson.objects.create(sted=sted, bruger=Bruger.objects.get(email__startswith="udfoerer"))
    url = "/k/9001/bestillinger/delmaal"
    assert "Intet venter" in browser.get(url).content.decode()  # nothing is ordered yet
    indsats = Objekt.objects.get(sag=maal.sag, slags="indsats")
    confirm_objekt(indsats.pk, by="test")
    felter = {"indsats": str(indsats.pk), "udfoerer": str(sted.pk)}
    adgang = send_bestilling(create_objekt(maal.sag, "bestilling", felter, by="test"), by="test")
    answer_bestilling(adgang, "accepteret", by="test")
    side = unescape(browser.get(url).content.decode())
    assert str(post.tekst) in side
    noegle = f"{k.pk}:{post.post_id}"
    assert browser.post(url, {"opgave": noegle, "hvad": "bortfald"}).status_code == 422
    assert browser.post(url, {"opgave": "1:x", "hvad": "omskriv"}).status_code == 404
    svar = browser.post(url, {"opgave": noegle, "hvad": "omskriv", "tekst": "Hun går selv til bageren"})
    assert svar.status_code == 302
    nyt = Objekt.objects.get(slags="delmaal")
    assert read_felter(nyt)["maal"] == str(maal.pk) and nyt.tilstand == "gaeldende"
    assert post.post_id not in browser.get(url).content.decode()
    u = next(u for u in build(k).udfald if u.post.noegle == post.noegle)
    assert u.udfald == OVERSAT


def _finish_goal() -> Objekt:
    """A goal whose theme was not assessed, finished as a case worker does."""
    maal = next(
        o for o in Objekt.objects.filter(slags="indsatsmaal")
        if Objekt.objects.filter(sag=o.sag, slags="indsats").exists()
    )  # fmt: skip
    tema = Objekt.objects.get(pk=str(read_felter(maal)["tema"]))
    if tema.tilstand == "kladde":
        niveau = find_termer()["niveau"][1][1].kode
        save_felter(tema.pk, {"niveau": niveau}, tema.version, by="anne")
        confirm_objekt(tema.pk, by="anne")
    return confirm_objekt(maal.pk, by="anne")


def test_a_converted_case_is_one_the_rules_accept(k: Konvertering) -> None:
    """What the wave made gældende gives no error of form when it is reported."""
    run_boelge(order_boelge(k, "Alle", by="test"), by="test")
    Sagsopsaetning.objects.create(
        kommune="9001", sts_uuid="4c2e1d3a-0000-4000-8000-000000000001", sagsnummer_system="urn:demo:sag"
    )
    for borger in Sagsborger.objects.all():
        dom = judge_borger(borger)
        assert not [b for b in dom.brud if b.alvor in AFVISER] and not dom.tom and not dom.mangler
    assert Objekt.objects.filter(slags="ydelse", tilstand="gaeldende").exists()
