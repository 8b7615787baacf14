"""Approval: the answer that fits is proposed, never forced; the package is whole or told not to be;
outdated only when the approved period's figures change."""

from __future__ import annotations

import email
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ffb.cli import run
from ffb.server.adgang.roller import Rolle
from ffb.server.fund.models import Opgoerelse
from ffb.server.fund.rapporter import pak, pak_ud
from ffb.server.godkendelse.actions import find_aendringer, pakke_sti, read_celler, review_godkendelser
from ffb.server.godkendelse.idep import UlaeseligtBilag, read_ark
from ffb.server.godkendelse.models import Bilag, Godkendelse
from ffb.server.godkendelse.segl import MANIFEST, seal, verify
from ffb.server.godkendelse.svar import ORDLYD, Tal, find_advarsel, propose_svar
from ffb.server.godkendelse.tjekliste import PUNKTER
from ffb.server.leverance.boks import open_cpr
from ffb.server.leverance.models import Borgernummer, Opsaetning

Som = Callable[..., Client]
PERIODE = "fra=2025-01-01&til=2025-12-31"
LAYOUT = {
    "ffb": {
        "tabel1": {
            "ark": "Tabel 1",
            "raekke": "Paragraf",
            "kolonner": {"antal": "Antal", "mangler_tilbud_uuid": "Mangler tilbud"},
            "raekker": {"I alt": "Total"},
        }
    }
}


def idep_fil(opgoerelse: Opgoerelse, forkert: bool = False) -> SimpleUploadedFile:
    """A workbook such as IDEP might give, with our figures; one cell of them wrong if asked."""
    ud = io.BytesIO()
    raekker = pak_ud(opgoerelse.rapport).tabeller["tabel1"].raekker
    with xlsxwriter.Workbook(ud) as bog:
        ark = bog.add_worksheet("Tabel 1")
        ark.write_row(0, 0, ["Danmarks Statistik"])
        ark.write_row(2, 0, ["Paragraf", "Antal", "Mangler tilbud"])
        for nr, r in enumerate(raekker, start=3):
            navn = "Total" if r["paragraf"] == "I alt" else r["paragraf"].replace("§", "§ ")
            ark.write_row(nr, 0, [navn, r["antal"] + (forkert and nr == 3), r["mangler_tilbud_uuid"]])
    return SimpleUploadedFile("ffb-rapport.xlsx", ud.getvalue())


def begin(browser: Client) -> tuple[str, Godkendelse]:
    svar = browser.post(f"/k/9001/godkendelse/begynd?{PERIODE}")
    assert svar.status_code == 302, svar.content[:300]
    return svar["Location"], Godkendelse.objects.get()


@pytest.mark.django_db
def test_from_checklist_to_verified_package(
    som: Som, talt: Opgoerelse, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Opsaetning.objects.filter(kommune="").update(idep=LAYOUT)
    browser = som(Rolle.GODKENDER)
    assert "er ikke godkendt" in browser.get(f"/k/9001/godkendelse?{PERIODE}").content.decode()
    url, g = begin(browser)
    mangler = browser.post(url, {"hvad": "afgiv", "svar": "2"})
    assert mangler.status_code == 400 and mangler.content.decode().count("mangler et navn") == len(PUNKTER)
    for punkt in PUNKTER:
        assert browser.post(url, {"hvad": "punkt", "punkt": punkt, "sat": "ja"}).status_code == 302
    assert (
        browser.post(url, {"hvad": "bilag", "slags": "ffb", "fil": idep_fil(talt, forkert=True)}).status_code
        == 302
    )
    bilag = Bilag.objects.get()
    assert len(bilag.sammenligning["forskelle"]) == 1 and bilag.sammenligning["ens"] > 5
    assert not bilag.sammenligning["mangler"]
    side = browser.get(url).content.decode()
    assert ORDLYD["2"] in side and "passer til tallene" in side and "niveau 2 passer bedre" in side
    assert (
        browser.post(url, {"hvad": "afgiv", "svar": "2", "bemaerkning": "Vi er i gang."}).status_code == 302
    )
    g.refresh_from_db()
    assert g.tilstand == "afgivet" and g.pakke_sha256
    pakke = pakke_sti(g).read_bytes()
    assert verify(pakke).fejl == []
    with zipfile.ZipFile(io.BytesIO(pakke)) as z:
        assert {"ffb-rapport.pdf", "ffb-rapport.xlsx", "ffb-rapport.json"} <= set(z.namelist())
        rapport = json.loads(z.read("ffb-rapport.json"))
        assert rapport["cpr_liste_1"] is None and rapport["cpr_liste_1_antal"] is not None
        manifest = json.loads(z.read(MANIFEST))
        alt = b"".join(z.read(n) for n in z.namelist())
    assert manifest["ordlyd"] == ORDLYD["2"] and manifest["leverancer"] and manifest["tjekliste"]
    ider = Borgernummer.objects.values_list("borger_id", flat=True)
    assert not any(n.encode() in alt for n in open_cpr("9001", ider).values())
    fil = tmp_path / g.pakke_navn
    fil.write_bytes(b"".join(browser.get(f"/k/9001/godkendelse/{g.pk}/pakke").streaming_content))
    assert run(["verificer", str(fil)]) == 0 and "Pakken er hel" in capsys.readouterr().out
    fil.write_bytes(pakke.replace(b"ffb-rapport.pdf", b"ffb-rapport.pdx"))
    assert run(["verificer", str(fil)]) == 1
    kladde = email.message_from_bytes(browser.get(f"/k/9001/godkendelse/{g.pk}/mail").content)
    assert kladde["To"] == "handicap@dst.dk" and kladde["X-Unsent"] == "1"
    dele = list(kladde.walk())
    assert ORDLYD["2"] in dele[1].get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert [d.get_filename() for d in dele if d.get_filename()] == ["ffb-rapport.xlsx"]
    assert "Perioden er godkendt" in browser.get(f"/k/9001/godkendelse?{PERIODE}").content.decode()


@pytest.mark.django_db
def test_on_a_server_of_dst_the_answer_is_given_in_the_browser(
    som: Som, talt: Opgoerelse, settings: Any
) -> None:
    """Ours are the reports there: nothing is fetched from IDEP, nothing mailed, and no reservation shown."""
    settings.VAERT = "dst"
    browser = som(Rolle.GODKENDER)
    url, g = begin(browser)
    kladde = browser.get(url).content.decode()
    assert "2. Svaret" in kladde and "IDEP" not in kladde and "ikke Danmarks Statistiks rapport" not in kladde
    for punkt in PUNKTER:
        browser.post(url, {"hvad": "punkt", "punkt": punkt, "sat": "ja"})
    side = browser.post(url, {"hvad": "afgiv", "svar": "2"}, follow=True).content.decode()
    assert "Der skal ikke sendes en mail" in side and "mailkladde" not in side and "IDEP" not in side
    g.refresh_from_db()
    assert g.tilstand == "afgivet" and verify(pakke_sti(g).read_bytes()).fejl == []
    dst = som(Rolle.STATISTIKER).get(f"/dst/?{PERIODE}").content.decode()
    assert "niveau 2" in dst


@pytest.mark.django_db
def test_outdated_only_when_the_period_changes(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.GODKENDER)
    url, g = begin(browser)
    assert browser.post(url, {"hvad": "afgiv", "svar": "uenig"}).status_code == 302
    ens = _ny_opgoerelse(talt, lambda r: None)
    review_godkendelser(ens)
    g.refresh_from_db()
    assert g.foraeldet_tid is None and g.uaendret_efter

    def ret(rapport: Any) -> None:
        rapport.tabeller["tabel1"].raekker[-1]["mangler_tilbud_uuid"] += 3

    review_godkendelser(_ny_opgoerelse(talt, ret))
    g.refresh_from_db()
    assert g.foraeldet_tid is not None and len(g.aendringer) == 1 and "mangler_tilbud_uuid" in g.aendringer[0]
    assert "forældet" in browser.get(f"/k/9001/godkendelse?{PERIODE}").content.decode()


def _ny_opgoerelse(foer: Opgoerelse, ret: Callable[[Any], None]) -> Opgoerelse:
    rapport = pak_ud(foer.rapport)
    ret(rapport)
    return Opgoerelse.objects.create(
        kommune=foer.kommune,
        periode_fra=foer.periode_fra,
        periode_til=foer.periode_til,
        grundlag=foer.grundlag,
        grundlag_noegle=f"ny{Opgoerelse.objects.count()}",
        konklusion=foer.konklusion,
        rapport=pak(rapport),
        bag=foer.bag,
    )


@pytest.mark.django_db
def test_changed_list_row_outdates_too(talt: Opgoerelse) -> None:
    foer = read_celler(pak_ud(talt.rapport))
    rapport = pak_ud(talt.rapport)
    rapport.tabeller["cpr_liste_1"].raekker[0]["enhed"] = "En anden enhed"
    assert find_aendringer(foer, read_celler(rapport)) == [
        "CPR-liste 1: 1 rækker er nye eller ændret, 1 er væk eller ændret"
    ]


@pytest.mark.django_db
def test_only_a_godkender_may(som: Som, talt: Opgoerelse) -> None:
    for rolle in (Rolle.LAESER, Rolle.FAGLIG_ANSVARLIG, Rolle.ADMINISTRATOR):
        assert som(rolle).post(f"/k/9001/godkendelse/begynd?{PERIODE}").status_code == 403
    assert (
        som(Rolle.GODKENDER, kommune="9002").post(f"/k/9001/godkendelse/begynd?{PERIODE}").status_code == 403
    )


@pytest.mark.parametrize(
    ("tal", "svar"),
    [
        (Tal(10, 0, 8, 0, True), "1"),
        (Tal(10, 1, 8, 0, True), "2"),
        (Tal(10, 0, 8, 1, True), "2"),
        (Tal(10, 10, 8, 8, False), "3"),
        (Tal(0, 0, 0, 0, False), "1"),
    ],
)
def test_the_answer_that_fits(tal: Tal, svar: str) -> None:
    assert propose_svar(tal) == svar
    assert not find_advarsel(svar, tal) and not find_advarsel("uenig", tal)


@pytest.mark.parametrize(
    ("navn", "data", "ord_"),
    [
        ("a.xlsx", b"", "tom"),
        ("a.xlsx", b"PK\x03\x04", "kan ikke åbnes"),
        ("a.exe", b"MZ", "XLSX, CSV eller PDF"),
        ("a.csv", b"Navn;CPR\nA;610190-1234\n", "CPR-lister må ikke"),
    ],
)
def test_what_may_not_be_attached(navn: str, data: bytes, ord_: str) -> None:
    with pytest.raises(UlaeseligtBilag, match=ord_):
        read_ark(navn, data)


def test_every_kind_of_tampering_is_told() -> None:
    segl = bytes(range(32))
    pakke = seal({"a.txt": b"a", "b.txt": b"b"}, {"svar": "1"}, segl)
    assert pakke == seal({"b.txt": b"b", "a.txt": b"a"}, {"svar": "1"}, segl)
    assert verify(pakke).fejl == [] and verify(pakke).manifest["svar"] == "1"
    filer = {
        i: zipfile.ZipFile(io.BytesIO(pakke)).read(i) for i in zipfile.ZipFile(io.BytesIO(pakke)).namelist()
    }
    for navn in filer:
        for aendret in ({**filer, navn: filer[navn] + b"x"}, {k: v for k, v in filer.items() if k != navn}):
            assert verify(_zip(aendret)).fejl, navn
    assert verify(_zip({**filer, "ekstra.txt": b""})).fejl == ["ekstra.txt står ikke i manifestet."]
    assert verify(b"ikke en zip").fejl and verify(pakke[:-30]).fejl


def _zip(filer: dict[str, bytes]) -> bytes:
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w") as z:
        for navn, data in filer.items():
            z.writestr(navn, data)
    return ud.getvalue()
