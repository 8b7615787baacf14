"""What an import takes, what it refuses, and that every fault is told at once."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from begreber import katalogfiler as kf
from ffb import begreber as bg
from ffb.begreber.indfoer import Forslag, Valg, build_forslag, make_csv, write_version
from ffb.begreber.udkast import VIST
from ffb.cli import run
from ffb.errors import Exit, Laesefejl
from ffb.formats.katalog import read_katalogfiler

A, B, C = (f"00000000-0000-4000-8000-00000000000{n}" for n in "abc")


@pytest.fixture(autouse=True)
def mappe(tmp_path: Path) -> Iterator[Path]:
    bg.brug_mappe(tmp_path / "begreber")
    yield tmp_path / "begreber"
    bg.brug_mappe(None)


def forslag(sti: Path, tekst: str | bytes | dict[str, Any], **valg: Any) -> Forslag:
    data = json.dumps(tekst) if isinstance(tekst, dict) else tekst
    sti.write_bytes(data.encode() if isinstance(data, str) else data)
    return build_forslag(read_katalogfiler([sti]), Valg(**{"katalog": "proeve", "version": "1", **valg}))


def fejl(f: Forslag) -> str:
    assert f.ny is None
    return "\n".join(map(str, f.fejl))


def test_alle_fejl_paa_een_gang(tmp_path: Path) -> None:
    tekst = fejl(
        forslag(
            tmp_path / "k.csv",
            "kode;term;overordnet_kode\na;A;b\nb;B;c\nc;C;a\nd;D;mangler\ne;E;\ne;E igen;\nf;;\n;G;\nx;X;x\n",
        )
    )
    for ventet in (
        "linje 2: Begreberne ligger under hinanden i ring: a → b → c → a.",
        "linje 10: Begreberne ligger under hinanden i ring: x → x.",
        "linje 5: d ligger under mangler, som ikke er med.",
        "linje 7: Koden e står også i k.csv, linje 6.",
        "linje 8: Koden f har ingen term.",
        "linje 9: Koden er tom.",
    ):
        assert ventet in tekst
    assert len(tekst.splitlines()) == 6


def test_mange_ens_fejl_taelles(tmp_path: Path) -> None:
    tekst = fejl(forslag(tmp_path / "k.csv", "kode,term\n" + "a,A\n" * (VIST + 11)))
    assert "10 fejl mere af samme slags." in tekst and len(tekst.splitlines()) == VIST + 1


@pytest.mark.parametrize(
    ("indhold", "kode", "ventet"),
    [
        (b"{", Exit.BESKADIGET, "ikke gyldig JSON"),
        (b'{"resourceType": "Patient"}', Exit.BESKADIGET, "hverken CodeSystem eller ValueSet"),
        (b"[" * 100_000, Exit.BESKADIGET, "ikke gyldig JSON"),
        (b"<a>", Exit.BESKADIGET, "ikke gyldig XML"),
        (b"<a/>", Exit.BESKADIGET, "ingen OIO Klasse"),
        (b"PK\x03\x04", Exit.BESKADIGET, "regneark"),
        (b"kode;navn2\na;b\n", Exit.MANGLER_ARK_ELLER_KOLONNE, "Kolonnen term mangler"),
        (b"", Exit.MANGLER_ARK_ELLER_KOLONNE, "kode, term mangler"),
    ],
)
def test_fil_der_ikke_kan_laeses(tmp_path: Path, indhold: bytes, kode: Exit, ventet: str) -> None:
    fil = tmp_path / "k.json"
    fil.write_bytes(indhold)
    with pytest.raises(Laesefejl, match=ventet) as fundet:
        read_katalogfiler([fil, tmp_path / "findes-ikke.json"])
    assert {f.kode for f in fundet.value.fejl} == {kode, Exit.FINDES_IKKE}, "begge filers fejl"


@pytest.mark.parametrize(
    "foran",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_doctype_afvises(tmp_path: Path, foran: str) -> None:
    fil = tmp_path / "k.xml"
    fil.write_text(kf.klasser(kf.klasse(A, "&a;"), foran=foran), encoding="utf-8")
    with pytest.raises(Laesefejl, match="DOCTYPE"):
        read_katalogfiler([fil])


def test_blanktegn_kodning_og_dobbelt_kodning(tmp_path: Path) -> None:
    begreber: kf.Begreber = {A: ("Målgruppe  ", None), B: (" Støtte\u00a0", A)}
    for kodning, note in (
        ("utf-8-sig", ""),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
        ("", "to gange"),
    ):
        data = json.dumps(kf.kodesystem(begreber, url="urn:x"), ensure_ascii=False)
        raa = data.encode().decode("cp1252").encode() if not kodning else data.encode(kodning)
        f = forslag(tmp_path / "k.json", raa)
        assert f.ny, f.fejl
        assert [b.term for b in f.ny.begreb_list] == ["Målgruppe", "Støtte"], kodning
        assert any("2 navne havde blanktegn" in n for n in f.noter)
        assert (not note) or any(note in n for n in f.noter)


def test_fhir_egenskaber_og_vaerdisaet(tmp_path: Path) -> None:
    kodesystem = {
        "resourceType": "CodeSystem", "url": "urn:x", "version": "7", "content": "complete",
        "concept": [
            {"code": A, "display": "Hoved"},
            {"code": B, "display": "Ny", "property": [{"code": "parent", "valueCode": A}]},
            {"code": C, "display": "Gammel", "property": [
                {"code": "inactive", "valueBoolean": True}, {"code": "replacedBy", "valueCode": B}]},
        ],
    }  # fmt: skip
    saet = {
        "resourceType": "ValueSet", "name": "MineMaal",
        "compose": {"include": [{"system": "urn:x", "filter": [{"op": "descendent-of", "value": A}]}]},
    }  # fmt: skip
    bundt = {"resourceType": "Bundle", "entry": [{"resource": saet}, {"resource": kodesystem}]}
    f = forslag(tmp_path / "b.json", bundt, art={"MineMaal": "maalgruppe"}, version=None)
    assert f.ny and f.ny.id == "proeve/7"
    assert [(b.kode, b.art, b.niveau) for b in f.ny.begreb_list] == [(A, "rod", 0), (B, "maalgruppe", 1)]
    assert [(b.kode, b.erstattes_af) for b in f.ny.udgaaet_list] == [(C, (B,))]
    begreb = {"code": A, "display": "Et"}
    alene = {"resourceType": "ValueSet", "name": "KLChangeValueCodesFFB",
             "expansion": {"contains": [begreb, begreb]}}  # fmt: skip
    f = forslag(tmp_path / "v.json", alene)
    assert f.ny and [(b.term, b.art) for b in f.ny.begreb_list] == [("Et", "maaltype")]
    del_ = kodesystem | {"content": "fragment"}
    assert "kun en del" in fejl(forslag(tmp_path / "d.json", del_))


def test_oio_klasse(tmp_path: Path) -> None:
    xml = kf.klasser(
        kf.klasse(A, "Ydelser"),
        kf.klasse(
            B,
            "Ny støtte ",
            A,
            ekstra="<sd:BeskrivelseTekst>Om støtte</sd:BeskrivelseTekst>"
            "<sd:RetskildeTekst>Servicelovens § 82 a og § 85</sd:RetskildeTekst>",
            relationer=kf.erstatter("gammel"),
        ),
        kf.klasse(
            C,
            "",
            A,
            egenskaber="".join(
                f"<k:Egenskab><sd:Virkning><sd:FraTidspunkt><sd:TidsstempelDatoTid>{aar}-01-01T00:00:00"
                f"</sd:TidsstempelDatoTid></sd:FraTidspunkt></sd:Virkning><sd:TitelTekst>{navn}</sd:TitelTekst>"
                "</k:Egenskab>"
                for aar, navn in ((2025, "Nyt navn"), (2020, "Gammelt navn"))
            ),
        ),
        kf.klasse("d", "Uddød", A).replace("Indikator>true", "Indikator>false"),
    )
    f = forslag(tmp_path / "k.xml", xml)
    assert f.ny, f.fejl
    assert [(b.kode, b.term, b.art, b.lov, b.definition) for b in f.ny.begreb_list] == [
        (A, "Ydelser", "rod", (), None),
        (B, "Ny støtte", "ydelse", ("§82a", "§85"), "Om støtte"),
        (C, "Nyt navn", "ydelse", (), None),
    ]
    assert {b.kode: b.erstattes_af for b in f.ny.udgaaet_list} == {"d": (), "gammel": (B,)}


def test_to_versioner_om_samme_dag(tmp_path: Path, mappe: Path) -> None:
    csv = "kode;term\na;A\n"
    foerste = forslag(tmp_path / "k.csv", csv, gyldig_fra=date(2024, 1, 1), gyldig_til=date(2024, 12, 31))
    assert foerste.ny
    write_version(foerste.ny, mappe)
    for fra, til, dag in (
        (date(2024, 1, 1), None, "01.01.2024"),
        (date(2024, 6, 1), None, "01.06.2024"),
        (date(2023, 1, 1), date(2024, 3, 1), "01.01.2024"),
    ):
        tekst = fejl(forslag(tmp_path / "k.csv", csv, version="2", gyldig_fra=fra, gyldig_til=til))
        assert f"To versioner gør krav på {dag}: denne og proeve/1." in tekst
    assert "Sig med --gyldig-fra" in fejl(forslag(tmp_path / "k.csv", csv, version="2"))
    ny = forslag(tmp_path / "k.csv", csv + "b;B\n", version="1", gyldig_fra=date(2025, 1, 1))
    assert "findes allerede, med et andet indhold" in fejl(ny)
    for fra, til in ((date(2023, 1, 1), None), (date(2025, 1, 1), None)):
        assert forslag(tmp_path / "k.csv", csv, version="2", gyldig_fra=fra, gyldig_til=til).ny


def test_udgaaet_kode_kender_sin_afloeser(tmp_path: Path, mappe: Path) -> None:
    art = {"y": "ydelse"}
    en = "kode;term;overordnet_kode\ny;Alt;\na;Støtte;y\nb;Samtale;y\nc;Kursus;y\nd;Tur;y\n"
    to = (
        "kode;term;overordnet_kode;erstattes_af;status\ny;Alt;;;\na2;Hjælp;y;;\nb2;Samtale;y;;\nd2;Ture;y;;\n"
    )
    to += "a;;;a2;udgået\n"
    for version, tekst, fra in (("3.0", en, None), ("4.00", to, date(2025, 1, 1))):
        f = forslag(tmp_path / "k.csv", tekst, version=version, gyldig_fra=fra, art=art)
        assert f.ny, f.fejl
        write_version(f.ny, mappe)
    liv = bg.find_levetider()
    afloeser = {k: v.efterfoelger.kode if v.efterfoelger else None for k, v in liv.items() if v.udgaaet_i}
    assert afloeser == {"a": "a2", "b": "b2", "c": None, "d": None}, (
        "kilden siger det, eller navnet er det samme"
    )
    assert liv["a"].udgaaet_i == "4.00" and liv["a2"].foerst_i == "4.00"
    assert bg.find_begreb("a", date(2024, 12, 31)) and not bg.find_begreb("a", date(2025, 1, 1))


def test_boern_og_unge_uden_en_linje_kode(tmp_path: Path, mappe: Path) -> None:
    f = forslag(tmp_path / "bu.csv", kf.BOERN_UNGE, katalog="boern_unge", art={"DEMO-BU-T": "ff_undertema"})
    assert f.ny, f.fejl
    assert f.ny.art_antal() == {
        "rod": 4, "ff_overtema": 1, "ff_undertema": 2, "ydelse": 1, "maalgruppe": 1
    }  # fmt: skip
    write_version(f.ny, mappe)
    assert bg.fag_navn_list() == ("ffb", "boern_unge")
    tema = bg.find_begreb("DEMO-BU-T11")
    assert tema and tema.definition == "Om søvn" and bg.overtema_kode("DEMO-BU-T11") == "DEMO-BU-T1"
    assert [b.kode for b in bg.version_list("boern_unge")[0].soeg("soevn")] == ["DEMO-BU-T11"]
    assert any(r[1] == "DEMO-BU-Y1" for r in bg.reference_tabeller()["begreb"][1])
    assert ("DEMO-BU-Y1", 1, "§32", 1) in bg.reference_tabeller()["begreb_lov"][1]


def test_skrevet_og_laest_igen_er_det_samme(tmp_path: Path, mappe: Path) -> None:
    begreber: kf.Begreber = {A: ('Med "tegn"; og\\skråstreg', None), B: ("# ikke en kommentar", A)}
    kilde = kf.kodesystem(begreber, url='urn:"x"\n', title="En\ttitel")
    kilde["concept"][0]["definition"] = "To\nlinjer; og semikolon"
    f = forslag(tmp_path / "k.json", kilde, gyldig_fra=date(2025, 1, 1))
    assert f.ny, f.fejl
    write_version(f.ny, mappe)
    laest = bg.load_katalog("proeve/1")
    assert laest.begreb_list == f.ny.begreb_list and laest.gaelder_fra == date(2025, 1, 1)
    assert make_csv(laest) == make_csv(f.ny) and laest.navn == "En\ttitel"


def test_en_halv_million_koder_i_tid(tmp_path: Path) -> None:
    def cpu(antal: int) -> float:
        linjer = (f"k{n};Begreb nummer {n};{f'k{n // 10}' if n else ''}" for n in range(antal))
        fil = tmp_path / "stor.csv"
        fil.write_text("kode;term;overordnet_kode\n" + "\n".join(linjer), encoding="utf-8")
        start = time.process_time()
        f = build_forslag(read_katalogfiler([fil]), Valg("stor", "1"))
        assert f.ny and len(f.ny.begreb_list) == antal and f.ny.begreb_list[-1].niveau >= 5
        return time.process_time() - start

    lille = cpu(50_000)
    assert cpu(500_000) < 20 * lille, "tiden vokser som antallet"


def test_kommandoen(tmp_path: Path, mappe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fil = kf.skriv(tmp_path / "ny.json", kf.kodesystem(kf.i_2021()))
    linje = ["begreber", "importer", str(fil), "--gyldig-fra", "01.01.2027", "--begreber", str(mappe)]
    assert run([*linje, "--forhaandsvis"]) == 0
    svar = capsys.readouterr()
    assert "Udgåede koder: 1" in svar.out and "Navnet er gået over til en anden kode: 1" in svar.out
    assert "Intet er gemt" in svar.err and not mappe.exists()
    assert run([*linje, "--json"]) == 0
    svar_json = json.loads(capsys.readouterr().out)
    assert svar_json["katalog"] == "ffb/20240530" and svar_json["gemt"] and svar_json["antal"] == 219
    assert run(["begreber", "diff", "ffb/2023-05", "ffb/20240530", "--json"]) == 0
    assert [b["kode"] for b in json.loads(capsys.readouterr().out)["udgaaet"]] == [kf.FAKTORER]
    assert run(["begreber", "vis", kf.FAKTORER]) == 0
    assert "udgået i 20240530" in capsys.readouterr().out
    assert run(linje) == Exit.OPSAETNING and "samme indhold" in capsys.readouterr().err
    assert run(["begreber", "fjern", "ffb/2023-05"]) == Exit.BRUG
    assert run(["begreber", "fjern", "ffb/20240530"]) == 0
    capsys.readouterr()
    (mappe / "af-server").touch()
    assert run(linje) == Exit.BRUG and "godkendes på serveren" in capsys.readouterr().err
