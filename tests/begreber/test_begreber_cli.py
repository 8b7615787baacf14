"""`ffb begreber vis`, `find` and `diff`, as a person and as a script meet them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ffb.cli.begreber import app
from ffb.errors import BrugsFejl, Exit, FfbError, Laesefejl

MOBILT = "d90f4da6-f87a-43b5-833f-646b4baf16d6"


def koer(*args: str) -> str:
    svar = CliRunner().invoke(app, list(args))
    assert svar.exit_code == 0, svar.output
    return svar.output


def koer_json(*args: str) -> Any:
    return json.loads(koer(*args, "--json"))


def fejl(*args: str) -> BaseException | None:
    return CliRunner().invoke(app, list(args)).exception


def test_vis_kode() -> None:
    ud = koer("vis", f"urn:uuid:{MOBILT.upper()}")
    for tekst in ("Mobilt tilbud", MOBILT, "§82a, §82b, §82d, §85", "ffb/2023-05"):
        assert tekst in ud


def test_vis_kode_json() -> None:
    svar = koer_json("vis", MOBILT)
    assert svar["sti"] == ["Social indsats", "Tilbud", "Mobilt tilbud"]
    assert svar["lov"] == ["§82a", "§82b", "§82d", "§85"]
    assert svar["katalog"] == "ffb/2023-05"


def test_vis_kode_med_boern_og_kode_fra_fsiii() -> None:
    assert "Holdninger i omgivelserne" in koer("vis", "7445fb2b-0009-43d9-b49b-1b9782f2fcd9")
    assert "Personlig hygiejne" in koer("vis", "H1.1")


def test_vis_art_og_oversigt() -> None:
    assert len(koer_json("vis", "ydelser")) == 32
    assert len(koer_json("vis", "målgruppe", "--katalog", "ffb/2023-05")) == 45
    assert "Ydelse: 32 i ffb/2023-05" in koer("vis", "ydelse")
    niveauer = koer("vis", "funktionsevneniveau")
    assert niveauer.index("Ingen") < niveauer.index("Svært") < niveauer.index("Ikke vurderet")
    assert {k["id"]: sum(k["art"].values()) for k in koer_json("vis")}["ffb/2023-05"] == 220
    assert "220" in koer("vis")


def test_vis_alle_koder_hele_ogsaa_naar_der_ikke_er_en_skaerm() -> None:
    """A table in a pipe is never cut: every code stands whole on its line."""
    ud = koer("vis", "maalgruppe")
    assert all(b["kode"] in ud for b in koer_json("vis", "maalgruppe"))


@pytest.mark.parametrize("emne", ["Kriminalitet", "00000000-0000-0000-0000-000000000000"])
def test_vis_ukendt(emne: str) -> None:
    svar = fejl("vis", emne)
    assert isinstance(svar, BrugsFejl)
    assert emne in str(svar)


def test_find() -> None:
    assert [b["term"] for b in koer_json("find", "stoette til transprt")] == ["Støtte til transport"]
    assert {b["art"] for b in koer_json("find", "prostitution")} == {"ff_undertema", "maalgruppe"}
    assert "Viser 2 af 4" in koer("find", "kriminalitet", "--antal", "2")
    assert "Ingen begreber ligner" in koer("find", "kvantefysik")
    assert koer_json("find", "kvantefysik") == []
    assert koer_json("find", "hygiejne", "--katalog", "fsiii")[0]["katalog"] == "fsiii/2024-10"


def test_diff_samme_version() -> None:
    assert "Ingen forskelle" in koer("diff", "ffb/2023-05", "ffb/2023-05")


def test_diff_to_filer_og_navn_med_klammer(tmp_path: Path) -> None:
    foer, efter = tmp_path / "foer.csv", tmp_path / "efter.csv"
    foer.write_text("kode,term,overordnet_kode\nr,Social [bold] indsats,\nx,Omgivelsesfaktorer,r\n")
    efter.write_text("kode;term;overordnet_kode\nr;Social indsats;\ny;Omgivelsesfaktorer;r\nx;Omgivelser;y\n")
    ud = koer("diff", str(foer), str(efter))
    assert "Social [bold] indsats" in ud, "en term er tekst, ikke opmærkning"
    for titel in ("Nye koder: 1", "Omdøbt: 2", "Flyttet: 1", "Navnet er gået over til en anden kode: 1"):
        assert titel in ud
    assert "Udgåede" not in ud
    svar = koer_json("diff", str(foer), str(efter))
    assert [p[1]["kode"] for p in svar["navn_flyttet"]] == ["y"]
    assert [b["kode"] for b in svar["tilfoejet"]] == ["y"]


def test_diff_der_ikke_kan_lade_sig_goere() -> None:
    svar = fejl("diff", "ffb/1999", "ffb/2023-05")
    assert isinstance(svar, FfbError)
    assert "Indlæste kataloger: ffb/2023-05" in str(svar)
    svar = fejl("diff", "findes-ikke.csv", "ffb/2023-05")
    assert isinstance(svar, Laesefejl)
    assert svar.exit_code == Exit.FINDES_IKKE
