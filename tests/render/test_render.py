"""The same figures everywhere, text that stays text, persons that stay out, bytes that stay the same."""

from __future__ import annotations

import csv as stdcsv
import dataclasses
import io
import json
import re
import stat
import time
import zipfile
from decimal import Decimal
from pathlib import Path

import aftryk
import pytest
from eksempel import FORMEL, HTML_FARE, KANARI, cpr, make_rapport
from pypdf import PdfReader
from rich.console import Console

from ffb.errors import BrugsFejl, FfbError
from ffb.rapport.resultat import Rapport
from ffb.render import FORMATER, write_rapport
from ffb.render.html import til_html
from ffb.render.json import til_json
from ffb.render.pdf import til_pdf
from ffb.render.terminal import print_rapport

ALLE = ["json", "csv", "xlsx", "pdf", "html"]


@pytest.fixture(scope="module")
def rapport() -> Rapport:
    return make_rapport()


@pytest.fixture(scope="module")
def ud(rapport: Rapport, tmp_path_factory: pytest.TempPathFactory) -> Path:
    mappe = tmp_path_factory.mktemp("ud")
    write_rapport(rapport, mappe, ALLE)
    return mappe


def skaerm(rapport: Rapport, bredde: int, filer: tuple[Path, ...] = (), terminal: bool = False) -> str:
    buffer = io.StringIO()
    console = Console(file=buffer, width=bredde, force_terminal=terminal)
    print_rapport(rapport, console, filer=filer)
    return buffer.getvalue()


# -- one set of figures ----------------------------------------------------------------------------


@pytest.mark.parametrize("tom", [False, True])
@pytest.mark.parametrize("format_", ALLE)
def test_tal_er_ens_i_alle_formater(format_: str, tom: bool, tmp_path: Path) -> None:
    rapport = make_rapport(tom=tom)
    (fil, *_) = write_rapport(rapport, tmp_path, [format_])
    laesere = {
        "json": aftryk.fra_json,
        "csv": lambda f, r: aftryk.fra_csv(f.parent, r),
        "xlsx": aftryk.fra_xlsx,
        "pdf": aftryk.fra_pdf,
        "html": aftryk.fra_html,
    }
    laest = laesere[format_](fil, rapport)
    for navn in ("tabel1", "tabel2"):
        assert laest[navn] == aftryk.facit(rapport.tabeller[navn])


def test_terminal_viser_de_samme_tal(rapport: Rapport) -> None:
    tekst = skaerm(rapport, 160)
    for navn, noegle in (("tabel1", "paragraf"), ("tabel2", "tekst")):
        tabel = rapport.tabeller[navn]
        antal = len(aftryk.talkolonner(tabel))
        for raekke, facit in zip(tabel.raekker, aftryk.facit(tabel), strict=True):
            linje = next(x for x in tekst.splitlines() if x.startswith(raekke[noegle] + "  "))
            tal = linje.removeprefix(raekke[noegle]).replace(" %", "").split()
            assert [aftryk.dansk_tal(t) for t in tal] == list(facit.values())
            assert len(tal) == antal


def test_enkelte_tal_staar_ved_siden_af(rapport: Rapport, ud: Path) -> None:
    data = json.loads((ud / "rapport-9001.json").read_bytes(), parse_float=Decimal)
    fra_json = {**data["tabel1"], **data["tabel2"]}
    figurer = aftryk.laes_html(ud / "rapport-9001.html").figurer
    pdf = aftryk.pdf_tekst(ud / "rapport-9001.pdf")
    for noegle, vaerdi in rapport.tal.items():
        assert fra_json[noegle] == vaerdi
        if vaerdi or noegle == "uden_dst_kode":
            assert aftryk.dansk_tal(figurer[noegle]) == vaerdi
            assert figurer[noegle] in pdf


def test_tom_rapport_har_streg_og_ikke_nul_procent(tmp_path: Path) -> None:
    rapport = make_rapport(tom=True, demo=False)
    data = json.loads(til_json(rapport))
    assert [r["andel"] for r in data["tabel2"]["raekker"]] == [None] * 6
    assert data["tabel2"]["mangler_alle_andel"] is None
    assert "%" not in skaerm(rapport, 120)
    (fil,) = write_rapport(rapport, tmp_path, ["html"])
    side = aftryk.laes_html(fil)
    assert {r[2] for r in side.tabeller["tabel2"][1:]} == {"–"}
    assert "Ingen FFB-ydelser i perioden" in fil.read_text("utf-8")
    assert "opdigtede" not in fil.read_text("utf-8")


# -- JSON ------------------------------------------------------------------------------------------


def test_json_noegler_er_dem_i_docs(rapport: Rapport) -> None:
    data = json.loads(til_json(rapport))
    docs = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")
    for noegle in (
        *data,
        *data["tabel1"],
        *data["tabel2"],
        *data["cpr_liste_1"][0],
        *data["ydelsesrapport"][0],
    ):
        assert re.search(rf"\b{noegle}\b", docs), noegle
    lister = re.findall(
        r"`(leverancer|kontakter|cpr_liste_1|cpr_liste_2|ydelsesrapport) \[\{(.+?)\}\]`", docs
    )
    assert len(lister) == 5
    for navn, noegler in lister:
        rene = [re.sub(r"\(.*?\)|\[\.\.\]", "", n).strip() for n in noegler.split(",")]
        assert list(data[navn][0]) == rene


def test_json_tal_og_datoer(rapport: Rapport) -> None:
    raa = til_json(rapport)
    data = json.loads(raa)
    assert raa.decode("utf-8").startswith('{\n  "kommune": "9001"')
    assert '"andel": 45.6,' in raa.decode() and "Støtte" in raa.decode()
    assert data["periode"] == {"fra": "2025-01-01", "til": "2025-12-31"}
    assert data["cpr_liste_1_antal"] == len(data["cpr_liste_1"]) == 57
    assert data["forbehold"].startswith("DEMO")


def test_json_mangler_en_kolonne_stopper(rapport: Rapport) -> None:
    tabel = rapport.tabeller["tabel1"]
    uden = [{k: v for k, v in r.items() if k != "fejlfri"} for r in tabel.raekker]
    skaev = dataclasses.replace(tabel, raekker=uden)
    rapport = dataclasses.replace(rapport, tabeller=rapport.tabeller | {"tabel1": skaev})
    with pytest.raises(KeyError, match="fejlfri"):
        til_json(rapport)


# -- the same bytes --------------------------------------------------------------------------------


def test_samme_rapport_giver_samme_bytes(ud: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        for fil in write_rapport(make_rapport(), tmp_path, ALLE):
            assert fil.read_bytes() == (ud / fil.relative_to(tmp_path)).read_bytes(), fil.name
    finally:
        monkeypatch.undo()
        time.tzset()


# -- persons ---------------------------------------------------------------------------------------


def test_cpr_staar_kun_hvor_de_skal(rapport: Rapport, ud: Path) -> None:
    kendte = {r["cpr"] for n in ("cpr_liste_1", "cpr_liste_2") for r in rapport.tabeller[n].raekker}
    assert KANARI in kendte
    uden = [
        (ud / "rapport-9001.html").read_text("utf-8"),
        aftryk.pdf_tekst(ud / "rapport-9001.pdf"),
        skaerm(rapport, 100, tuple(ud.iterdir())),
    ]
    for tekst in uden:
        assert not [c for c in kendte if c in tekst]
        assert "312 borgere" in tekst  # the length of the list is told
    assert KANARI in til_html(rapport, med_lister=True).decode()
    assert KANARI in (ud / "rapport-9001-csv" / "cpr_liste_1.csv").read_text("utf-8-sig")


def test_sikker_kopi_er_uden_cpr(tmp_path: Path) -> None:
    rapport = make_rapport(sikker=True)
    for fil in write_rapport(rapport, tmp_path, ALLE):
        indhold = fil.read_bytes()
        if fil.suffix == ".xlsx":
            with zipfile.ZipFile(fil) as z:
                indhold = b"".join(z.read(n) for n in z.namelist())
        elif fil.suffix == ".pdf":
            indhold = aftryk.pdf_tekst(fil).encode()
        assert not [n for n in range(312) if cpr(n).encode() in indhold], fil.name
    data = json.loads((tmp_path / "rapport-9001.json").read_bytes())
    assert data["cpr_liste_1"] is None and data["cpr_liste_2"] is None
    assert (data["cpr_liste_1_antal"], data["cpr_liste_2_antal"]) == (57, 312)
    assert b"p00000001" in (tmp_path / "rapport-9001-csv" / "cpr_liste_1.csv").read_bytes()


def test_sikker_kopi_med_cpr_afvises_uden_at_sige_det(tmp_path: Path) -> None:
    rapport = dataclasses.replace(make_rapport(), sikker=True)
    with pytest.raises(RuntimeError, match="cpr_liste_1") as fejl:
        write_rapport(rapport, tmp_path, ["csv"])
    assert KANARI not in str(fejl.value)
    assert list(tmp_path.iterdir()) == []


def test_filer_med_cpr_er_lukkede_for_andre(ud: Path, tmp_path: Path) -> None:
    def andre(fil: Path) -> int:
        return stat.S_IMODE(fil.stat().st_mode) & 0o077

    assert andre(ud / "rapport-9001.json") == andre(ud / "rapport-9001.xlsx") == 0
    assert andre(ud / "rapport-9001-csv" / "cpr_liste_1.csv") == 0
    assert andre(write_rapport(make_rapport(sikker=True), tmp_path, ["json"])[0]) != 0


# -- text stays text -------------------------------------------------------------------------------


def test_xlsx_koder_er_tekst_og_formler_er_doede(ud: Path) -> None:
    hoved, krop = aftryk.xlsx_ark(ud / "rapport-9001.xlsx", "cpr_liste_1", "CPR")
    assert [r[0] for r in krop] == [cpr(i) for i in range(57)]
    assert krop[5][hoved.index("Ydelse-id")] == "00000005"
    assert krop[1][hoved.index("Enhed")] == FORMEL
    assert krop[1][hoved.index("Startdato")].isoformat() == "2025-02-15"
    with zipfile.ZipFile(ud / "rapport-9001.xlsx") as z:
        ark = b"".join(z.read(n) for n in z.namelist() if n.startswith("xl/worksheets/"))
    assert b"<f>" not in ark and b"<hyperlink" not in ark
    assert FORMEL.replace("&", "&amp;").encode() in ark


def test_xlsx_cpr_med_nul_foran(tmp_path: Path) -> None:
    rapport = make_rapport(liste1=1)
    rapport.tabeller["cpr_liste_1"].raekker[0]["cpr"] = "0061504321"  # no day is 00: nobody's number
    (fil,) = write_rapport(rapport, tmp_path, ["xlsx"])
    assert aftryk.xlsx_ark(fil, "cpr_liste_1", "CPR")[1][0][0] == "0061504321"


def test_csv_koerer_ingen_formler(ud: Path) -> None:
    raa = (ud / "rapport-9001-csv" / "cpr_liste_1.csv").read_bytes()
    assert raa.startswith(b"\xef\xbb\xbf") and b"\r\n" in raa
    raekker = list(stdcsv.DictReader(io.StringIO(raa.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert raekker[1]["enhed"] == f"'{FORMEL}" and raekker[1]["sagsbehandler"] == "'+45 Åse"
    assert raekker[2]["lovlige_dst_koder"] == "1.12.0.1 | 1.12.0.2"
    assert raekker[2]["startdato"] == "2025-03-15"
    assert not [v for r in raekker for v in r.values() if v.lstrip().startswith(("=", "+", "-", "@"))]


def test_html_og_pdf_viser_farlig_tekst_som_tekst(ud: Path) -> None:
    side = aftryk.laes_html(ud / "rapport-9001.html")
    assert not [t for t, _ in side.tags if t in ("script", "img", "link", "iframe", "object")]
    assert not [a for _, e in side.tags for a in e if a.startswith("on") or a == "src"]
    synlig = HTML_FARE.replace("\x1b", "\ufffd")
    assert side.tabeller["leverancer"][3][0] == synlig
    pdf = " ".join(aftryk.pdf_tekst(ud / "rapport-9001.pdf").split())
    assert "<script>alert(1)</script>" in pdf and "[*fed*]" in pdf
    assert "\x1b" not in skaerm(make_rapport(), 160)


# -- HTML, PDF and terminal as such ----------------------------------------------------------------


def test_html_kan_laeses_af_alle(ud: Path) -> None:
    side = aftryk.laes_html(ud / "rapport-9001.html")
    navne = [t for t, _ in side.tags]
    assert ("html", {"lang": "da"}) in side.tags
    assert navne.count("h1") == navne.count("main") == 1
    assert navne.count("caption") == navne.count("table") == 8
    assert all("scope" in e for t, e in side.tags if t == "th")
    ider = [e["id"] for _, e in side.tags if "id" in e]
    assert len(ider) == len(set(ider))
    assert {e["href"] for t, e in side.tags if t == "a"} <= {f"#{i}" for i in ider}
    tekst = (ud / "rapport-9001.html").read_text("utf-8")
    assert tekst.index("Klar med mangler") < tekst.index("<table>") < tekst.index("Sådan tælles det")


def test_pdf_er_maerket_paa_dansk_og_har_sidetal(ud: Path) -> None:
    pdf = PdfReader(ud / "rapport-9001.pdf")
    assert pdf.metadata and pdf.metadata.title == "FFB-rapport 2025 – Demokommune (9001)"
    assert pdf.metadata.creation_date and pdf.metadata.creation_date.isoformat()[:16] == "2026-01-14T05:00"
    assert pdf.root_object["/Lang"] == "da" and pdf.root_object["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1" in pdf.root_object["/Metadata"].get_data()
    assert 3 <= len(pdf.pages) <= 6
    for nr, side in enumerate(pdf.pages, start=1):
        tekst = side.extract_text()
        assert f"Side {nr} af {len(pdf.pages)}" in tekst
        assert "ikke Danmarks Statistiks rapport" in tekst and "DEMO" in tekst
        assert [round(float(x)) for x in side.mediabox[2:]] == [595, 842]


def test_pdf_gentager_hoved_naar_listen_fylder_flere_sider() -> None:
    pdf = PdfReader(io.BytesIO(til_pdf(make_rapport(liste2=120), med_lister=True)))
    sider = [s.extract_text() for s in pdf.pages if float(s.mediabox[2]) > 800]
    assert len(sider) > 4
    assert all("CPR" in s and ("Sagsnummer" in s or "Sagsnumre" in s) for s in sider)
    samlet = "\n".join(sider)
    assert all(samlet.count(cpr(i)) == 2 for i in range(57))


@pytest.mark.parametrize("bredde", [20, 40, 80, 100, 160])
def test_terminal_i_enhver_bredde(rapport: Rapport, bredde: int) -> None:
    tekst = skaerm(rapport, bredde)
    assert max(map(len, tekst.splitlines())) <= bredde
    assert "13.035" in tekst and "45,6 %" in tekst  # numbers are never broken
    assert "\x1b" not in tekst


def test_terminal_konklusion_foerst_og_listernes_sted(rapport: Rapport, ud: Path) -> None:
    linjer = skaerm(rapport, 200, (ud / "rapport-9001.xlsx",)).splitlines()
    assert linjer.index("! Klar med mangler") < linjer.index("Dataleverancer")
    assert f"CPR-liste 1: 57 ydelser – se {ud / 'rapport-9001.xlsx'}, ark cpr_liste_1" in linjer
    assert "\x1b[1;33m! Klar med mangler" in skaerm(rapport, 100, terminal=True)


# -- files -----------------------------------------------------------------------------------------


def test_filer_hedder_som_aftalt(rapport: Rapport, tmp_path: Path) -> None:
    filer = write_rapport(rapport, tmp_path / "ny" / "mappe", ["json", "csv", "json"], navn="rapport")
    assert [f.name for f in filer][:2] == ["rapport.json", "leverancer.csv"]
    assert len(filer) == 1 + len(rapport.tabeller)
    assert {f.parent.name for f in filer[1:]} == {"rapport-csv"}
    assert all(f.is_file() for f in filer)
    assert list(FORMATER) == ALLE
    assert FORMATER["html"](rapport, tmp_path) == [tmp_path / "rapport-9001.html"]
    assert not [p for p in (tmp_path / "ny" / "mappe").iterdir() if p.name.startswith(".")]


def test_intet_halvt_naar_et_format_fejler(rapport: Rapport, tmp_path: Path) -> None:
    gammel = tmp_path / "rapport-9001.json"
    gammel.write_text("gammel")
    uden = {k: v for k, v in rapport.tal.items() if k != "borgere"}
    with pytest.raises(KeyError):
        write_rapport(dataclasses.replace(rapport, tal=uden), tmp_path, ["csv", "json"])
    assert [p.name for p in tmp_path.iterdir()] == ["rapport-9001.json"]
    assert gammel.read_text() == "gammel"


def test_fejl_siges_paa_dansk(rapport: Rapport, tmp_path: Path) -> None:
    with pytest.raises(BrugsFejl, match=r"Ukendt format: docx\. Vælg mellem json, csv, xlsx, pdf, html"):
        write_rapport(rapport, tmp_path, ["json", "docx"])
    (tmp_path / "optaget").write_text("")
    with pytest.raises(FfbError, match="optaget: kan ikke skrives"):
        write_rapport(rapport, tmp_path / "optaget", ["json"])
    assert [p.name for p in tmp_path.iterdir()] == ["optaget"]


def test_lange_lister_staar_helt(tmp_path: Path) -> None:
    rapport = make_rapport(liste1=5000, liste2=5000)
    write_rapport(rapport, tmp_path, ["json", "csv", "xlsx"])
    _, krop = aftryk.xlsx_ark(tmp_path / "rapport-9001.xlsx", "cpr_liste_2", "CPR")
    assert [r[0] for r in krop] == [r["cpr"] for r in rapport.tabeller["cpr_liste_2"].raekker]
    assert json.loads((tmp_path / "rapport-9001.json").read_bytes())["cpr_liste_1_antal"] == 5000
    csvtekst = (tmp_path / "rapport-9001-csv" / "cpr_liste_1.csv").read_text("utf-8-sig")
    assert csvtekst.count("\n") == 5001
