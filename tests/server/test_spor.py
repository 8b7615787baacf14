"""The trail: refused by the database, found by the proof, whole under many writers, and readable."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ffb.cli import run
from ffb.formats.identitet import pseudonym
from ffb.server.adgang.roller import Rolle
from ffb.server.noegler import load_noegler
from ffb.server.opgave.koe import work
from ffb.server.opgave.models import Opgave
from ffb.server.sag.models import TILSTANDE
from ffb.server.sag.slags import slags_dict
from ffb.server.spor import actions
from ffb.server.spor.actions import check_spor, verify_spor, write_spor
from ffb.server.spor.arbejde import ART
from ffb.server.spor.models import Spor, SporBorger
from ffb.server.spor.ord import HANDLING
from ffb.server.spor.soeg import Soegning
from server.server_steder import ANDEN, KOMMUNE
from server.server_traade import run_traade

TABELLER = ("spor_spor", "spor_sporborger")


def fill(antal: int = 5) -> None:
    for i in range(antal):
        write_spor("liste.aabnet", by="test", kommune=KOMMUNE, formaal="Rettelse", borgere=[i, 77], liste=i)


def sql(tekst: str, *vaerdier: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(tekst, vaerdier)


@pytest.fixture
def udloesere(db: None) -> Any:
    """The triggers of migration 0002, which the other tests are without, back for a while."""
    from importlib import import_module

    migration = import_module("ffb.server.spor.migrations.0002_kun_tilfoej")
    editor = type("Editor", (), {"connection": connection})()
    migration.add(None, editor)
    yield
    migration.drop(None, editor)


@pytest.mark.parametrize("tabel", TABELLER)
@pytest.mark.parametrize("hvad", ["UPDATE {} SET kommune = '9002'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_the_trail(udloesere: None, tabel: str, hvad: str) -> None:
    fill(1)
    with pytest.raises(DatabaseError, match="sporet kan ikke aendres"), transaction.atomic():
        sql(hvad.format(tabel))
    with pytest.raises(DatabaseError), transaction.atomic():
        Spor.objects.all().delete()
    assert Spor.objects.count() == 1


def test_truncate_is_refused_too(udloesere: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has TRUNCATE")
    fill(1)
    with pytest.raises(DatabaseError, match="sporet kan ikke aendres"), transaction.atomic():
        sql("TRUNCATE spor_spor")


@pytest.mark.parametrize(
    ("indgreb", "ventet"),
    [
        ("UPDATE spor_spor SET formaal = 'Andet' WHERE nr = 3", ["Række 3 er ændret."]),
        ("UPDATE spor_spor SET hvem = 'en.anden@eksempel.dk' WHERE nr = 5", ["Række 5 er ændret."]),
        (
            "DELETE FROM spor_spor WHERE nr = 3",
            ["Række 3 mangler.", "Række 4 følger ikke efter den forrige."],
        ),
        ("DELETE FROM spor_sporborger WHERE spor_nr = 2 AND borger_id = 77", ["Række 2 er ændret."]),
        ("UPDATE spor_sporborger SET kommune = '9002' WHERE spor_nr = 2", ["Række 2: borgerne er ændret."]),
        (
            "INSERT INTO spor_sporborger (spor_nr, kommune, borger_id) VALUES (99, '9001', 5)",
            ["Række 99 findes ikke, men har borgere."],
        ),
    ],
)
def test_a_change_is_found(db: None, indgreb: str, ventet: list[str]) -> None:
    fill()
    assert verify_spor() == []
    sql(indgreb)
    fejl = verify_spor()
    assert all(v in fejl for v in ventet)


def test_citizens_put_on_a_row_that_had_none_are_found(db: None) -> None:
    write_spor("logud", by="test")
    SporBorger.objects.create(spor_nr=1, kommune="", borger_id=5)
    assert "Række 1: borgerne er ændret." in verify_spor()


def test_a_rewritten_row_breaks_the_next(db: None) -> None:
    fill()
    raekke = Spor.objects.get(nr=3)
    raekke.formaal = "Andet"
    Spor.objects.filter(nr=3).update(formaal="Andet", hash=actions.hash_of(raekke, sorted({2, 77})))
    assert verify_spor() == ["Række 4 følger ikke efter den forrige."]


def test_an_end_cut_off_shows_against_the_anchor(
    db: None, monkeypatch: pytest.MonkeyPatch, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    i_gaar = timezone.now() - timedelta(days=1)
    with monkeypatch.context() as m:
        m.setattr("ffb.server.spor.actions.timezone.now", lambda: i_gaar)
        fill(4)
    with django_capture_on_commit_callbacks(execute=True):
        fill(2)
    assert len(settings.SPOR_ANKER.read_text().splitlines()) == 1, "once a day"
    assert check_spor().ankre == 1
    assert verify_spor() == []
    sql("DELETE FROM spor_spor WHERE nr > 3")
    sql("DELETE FROM spor_sporborger WHERE spor_nr > 3")
    assert verify_spor() == [
        "Sporet slutter ved række 3, men ankeret kender række 4: de sidste rækker mangler."
    ]
    fill(3)
    assert verify_spor() == ["Række 4 er en anden end den, ankeret kender."]


def test_an_anchor_that_cannot_be_written_stops_nobody(db: None, settings: Any, tmp_path: Path) -> None:
    fil = tmp_path / "fil"
    fil.write_text("")
    settings.SPOR_ANKER = fil / "under" / "anker.txt"
    fill(1)
    actions.write_anker(Spor.objects.get())


@pytest.mark.django_db(transaction=True)
def test_eight_writers_make_one_chain(tmp_path: Path) -> None:
    def skriv() -> None:
        for i in range(20):
            write_spor("login.lykkedes", by="test", kommune=KOMMUNE, borgere=[i])

    def bagefter() -> tuple[list[int], list[str]]:
        return list(Spor.objects.order_by("nr").values_list("nr", flat=True)), verify_spor()

    numre, fejl = run_traade(8, skriv, tmp_path, bagefter)
    assert numre == list(range(1, 161))
    assert fejl == []


# -- pages --------------------------------------------------------------------------------------------------


def test_search_finds_by_each_field(make_bruger: Callable[..., Any]) -> None:
    fill(3)
    write_spor("rolle.givet", by="anden@eksempel.dk", kommune=KOMMUNE, genstand="bruger:9")
    write_spor("liste.aabnet", by="test", kommune=ANDEN, borgere=[77])
    dag = timezone.localdate()

    def numre(**felter: Any) -> list[int]:
        return [s.nr for s in Soegning(**{"kommune": KOMMUNE} | felter).find()]

    assert numre() == [4, 3, 2, 1]
    assert numre(hvem="ANDEN@") == [4]
    assert numre(handling="liste.aabnet") == [3, 2, 1]
    assert numre(genstand="bruger:9") == [4]
    assert numre(borger=1) == [2]
    assert numre(borger=77) == [3, 2, 1]
    assert numre(fra=dag, til=dag) == [4, 3, 2, 1]
    assert numre(til=dag - timedelta(days=1)) == []
    assert numre(kommune="", borger=77) == [5, 3, 2, 1]


def test_a_kommune_sees_the_sign_ins_of_its_own_people_only(make_bruger: Callable[..., Any]) -> None:
    egen, fremmed = make_bruger(Rolle.LAESER), make_bruger(Rolle.LAESER, kommune=ANDEN)
    write_spor("login.lykkedes", by=egen, genstand=f"bruger:{egen.pk}")
    write_spor("login.lykkedes", by=fremmed, genstand=f"bruger:{fremmed.pk}")
    write_spor("login.fejlet", by="ukendt", genstand=f"bruger:{egen.pk}")
    write_spor("login.fejlet", by="ukendt")
    assert [s.nr for s in Soegning(kommune=KOMMUNE).find()] == [3, 1]


def test_whoever_looks_is_in_the_trail(som: Callable[..., Client]) -> None:
    fill(60)
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    foer = Spor.objects.count()
    side = browser.get(reverse("spor", args=[KOMMUNE]), {"borger": "77", "side": "2"})
    assert side.status_code == 200
    assert "11" not in side.content.decode().split("<tbody>")[1][:40]
    egen = Spor.objects.get(nr=foer + 1)
    assert (egen.handling, egen.kommune, egen.borgere, egen.detaljer["soegt_paa"]) == (
        "spor.set", KOMMUNE, 1, ["borger"],
    )  # fmt: skip
    svar = browser.get(reverse("spor_csv", args=[KOMMUNE]))
    raekker = list(csv.reader(StringIO(b"".join(svar.streaming_content).decode("utf-8-sig")), delimiter=";"))
    assert (
        len(raekker)
        == 1 + Spor.objects.filter(kommune=KOMMUNE).count() + Spor.objects.filter(kommune="").count()
    )
    assert Spor.objects.first().handling == "spor.eksporteret"
    assert verify_spor() == []


def test_a_citizen_gets_time_and_purpose_and_names_only_when_asked(som: Callable[..., Client]) -> None:
    cpr = "6501905556"  # day + 60: nobody's
    egen = pseudonym(load_noegler().pseudonym, cpr)
    write_spor(
        "borger.set", by="en.ansat@eksempel.dk", kommune=KOMMUNE, formaal="=Opfølgning", borgere=[egen, 5]
    )
    write_spor("borger.set", by="en.ansat@eksempel.dk", kommune=ANDEN, formaal="Anden", borgere=[egen])
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    adresse = reverse("spor_borger", args=[KOMMUNE])
    data = {"borger": f"{cpr[:6]}-{cpr[6:]}", "formaal": "Indsigt", "hent": ""}
    tekst = b"".join(browser.post(adresse, data).streaming_content).decode("utf-8-sig")
    raekker = list(csv.reader(StringIO(tekst), delimiter=";"))
    assert raekker[0] == ["TID", "HANDLING", "FORMAAL"]
    assert [r[1:] for r in raekker[1:]] == [["Så en borgers oplysninger", "'=Opfølgning"]]
    assert "ansat" not in tekst and str(egen) not in tekst
    svar = browser.post(adresse, data | {"med_navne": "on"})
    assert "en.ansat@eksempel.dk" in b"".join(svar.streaming_content).decode()
    seneste = Spor.objects.first()
    assert (seneste.handling, seneste.formaal, seneste.detaljer["med_navne"]) == (
        "spor.eksporteret",
        "Indsigt",
        True,
    )
    alt = str(list(Spor.objects.values()))
    assert cpr not in alt
    assert "en.ansat" in alt
    assert "Hvorfor?" in browser.post(adresse, {"borger": "abc"}).content.decode()


def test_the_page_of_the_chain(som: Callable[..., Client]) -> None:
    fill()
    browser, adresse = som(Rolle.ADMINISTRATOR), reverse("spor_kaede", args=[KOMMUNE])
    assert "Ikke efterprøvet endnu" in browser.get(adresse).content.decode()
    side = browser.post(adresse, follow=True).content.decode()
    assert "<progress" in side and "konklusion klar" not in side  # the page does not wait for a long trail
    assert browser.post(adresse).status_code == 302 and Opgave.objects.filter(art=ART).count() == 1
    assert "<progress" in browser.get(adresse, headers={"HX-Request": "true"}).content.decode()
    work(til_tom=True)
    assert browser.get(adresse, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "konklusion klar" in browser.get(adresse).content.decode()
    seneste = Spor.objects.filter(handling="spor.verificeret").get()
    assert seneste.hvem == "administrator.9001@eksempel.dk" and seneste.kommune == KOMMUNE
    sql("UPDATE spor_spor SET formaal = 'Andet' WHERE nr = 3")
    browser.post(adresse)
    work(til_tom=True)
    side = browser.get(adresse).content.decode()
    assert re.search(r"Nej: 1 fejl.*Række 3 er ændret\.", side, re.S)


def test_the_proof_tells_how_far_it_is(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "LAESES", 4)
    fill(20)
    set_: list[int] = []
    assert actions.check_spor(set_.append).fejl == ()
    assert len(set_) == 5 and set_ == sorted(set_) and 0 < set_[0] < set_[-1] < 100


# -- command line ------------------------------------------------------------


def test_ffb_spor_verificer(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    fill()
    assert run(["spor", "verificer"]) == 0
    assert "Sporet er helt: 5 rækker" in capsys.readouterr().out
    sql("UPDATE spor_spor SET formaal = 'Andet' WHERE nr = 3")
    assert run(["spor", "verificer"]) == 1
    assert "Række 3 er ændret." in capsys.readouterr().err


def test_ffb_spor_anker(db: None, settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    fill(2)
    assert run(["spor", "anker"]) == 0
    assert settings.SPOR_ANKER.read_text().split()[1] == "2"
    assert run(["spor", "verificer"]) == 0
    assert "1 anker" in capsys.readouterr().out


def test_ffb_spor_eksport(db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(2)
    fil = tmp_path / "ud.csv"
    ord_ = ["spor", "eksport", "--borger", "77", "--kommune", "9001", "--formaal", "Indsigt"]
    assert run([*ord_, "--out", str(fil)]) == 0
    assert fil.read_text(encoding="utf-8-sig").count("Rettelse") == 2
    assert run([*ord_, "--med-navne"]) == 0
    assert ";test" in capsys.readouterr().out
    assert run(["spor", "eksport", "--borger", "77", "--kommune", "0000", "--formaal", "x"]) == 10
    assert verify_spor() == []


def find_handlinger() -> set[str]:
    """Every act the code writes: what stands as `emne.gjort` in a call that writes to the trail."""
    skrivere, fundne = {"write_spor", "_trail", "_note", "_write", "_decide"}, set()
    for sti in Path(actions.__file__).parents[1].rglob("*.py"):
        for kald in ast.walk(ast.parse(sti.read_text(encoding="utf-8"))):
            navn = getattr(kald, "func", None)
            if isinstance(kald, ast.Call) and getattr(navn, "id", getattr(navn, "attr", "")) in skrivere:
                ord_ = [k.value for a in kald.args for k in ast.walk(a) if isinstance(k, ast.Constant)]
                fundne |= {o for o in ord_ if isinstance(o, str) and re.fullmatch(r"[a-z_]+\.[a-z_]+", o)}
    return fundne


def test_every_act_has_words_for_a_person() -> None:
    skrevne = find_handlinger()
    assert {"spor.set", "redskab.liste_set", "sag.set", "invitation.sendt"} <= skrevne
    skrevne |= {f"sag.{navn}" for navn, _titel in TILSTANDE}  # written by their state and answer
    svar = set(slags_dict()["bestilling"].felter["svar"].valg) - {"afventer"}
    skrevne = (skrevne - {"sag.bestilling_"}) | {f"sag.bestilling_{s}" for s in svar}
    assert skrevne - set(HANDLING) == set()
