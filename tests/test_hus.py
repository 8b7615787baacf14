"""The house: docs agree with the code, the locks with pyproject, and the tree with our own rules."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from scripts import hus, laas, skriv_docs

from ffb.errors import Exit
from ffb.model.tabeller import TABELLER

ROD = Path(__file__).resolve().parent.parent
TUNGE = ("duckdb", "pyarrow", "msgspec", "typst", "xlsxwriter", "python_calamine")
KRAV_ANTAL = {"A": 8, "B": 8, "C": 9, "D": 10, "N": 10}  # the lists of 1-system


def read(sti: str) -> str:
    return (ROD / sti).read_text(encoding="utf-8")


def read_laas(sti: Path) -> dict[str, str]:
    """{package: version} of a lock."""
    blokke = laas.split_blokke(sti.read_text(encoding="utf-8"))
    versioner = {navn: re.match(r"[^=]+==([^ ;\\]+)", blok) for navn, blok in blokke.items()}
    return {canonicalize_name(navn): fund[1] for navn, fund in versioner.items() if fund}


# -- docs -------------------------------------------------------------------------------------------


def test_ordliste_covers_every_tabel_and_no_other() -> None:
    afsnit = read("docs/ordliste.md").split("## Tabeller")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", afsnit, flags=re.MULTILINE)) == set(TABELLER)


def test_fejlkoder_names_every_exit() -> None:
    raekker = re.findall(r"^\| (\d+) \| (\w+) \|", read("docs/haandbog/fejlkoder.md"), flags=re.MULTILINE)
    assert {(int(kode), navn) for kode, navn in raekker} == {(kode.value, kode.name) for kode in Exit}


def test_adr_are_short_numbered_and_complete() -> None:
    adr_list = sorted((ROD / "docs" / "adr").glob("*.md"))
    assert [int(sti.name[:4]) for sti in adr_list] == list(range(1, len(adr_list) + 1))
    for sti in adr_list:
        tekst = sti.read_text(encoding="utf-8")
        assert tekst.count("\n") <= 40, sti.name
        assert tekst.startswith(f"# {sti.name[:4]} "), sti.name
        for overskrift in ("## Baggrund", "## Beslutning", "## Konsekvenser"):
            assert overskrift in tekst, (sti.name, overskrift)


def test_links_between_pages_lead_somewhere() -> None:
    sider = [*(ROD / "docs").rglob("*.md"), *ROD.glob("*.md")]
    doede = [
        f"{side.relative_to(ROD)} -> {maal}"
        for side in sider
        for maal in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", side.read_text(encoding="utf-8"))
        if not (side.parent / maal).exists()
    ]
    assert not doede


def test_krav_has_every_requirement_once_in_order() -> None:
    alle, _ = skriv_docs.read_krav(ROD)
    ventet = [f"{bogstav}{nr}" for bogstav, antal in KRAV_ANTAL.items() for nr in range(1, antal + 1)]
    assert [krav["id"] for krav in alle] == ventet


def test_generated_pages_are_current() -> None:
    assert skriv_docs.main(["--check"]) == 0


@pytest.mark.parametrize(
    ("aendring", "ventet"),
    [
        ({"status": "klar"}, "status 'klar'"),
        ({"steder": ["src/findes_ikke.py"]}, "findes_ikke.py findes ikke"),
        ({"tests": []}, "kræver 'tests'"),
        ({"status": "delvist"}, "kræver 'mangler'"),
    ],
)
def test_krav_faults_are_found(aendring: dict[str, Any], ventet: str) -> None:
    godt = {
        "id": "A1",
        "tekst": "t",
        "status": "findes",
        "steder": ["Makefile"],
        "tests": ["tests/test_hus.py"],
    }
    assert not list(skriv_docs.check_krav(godt, ROD))
    assert ventet in "".join(skriv_docs.check_krav(godt | aendring, ROD))


def test_krav_empty_folder_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    krav = {"id": "A1", "tekst": "t", "status": "delvist", "mangler": "m", "steder": ["tom"]}
    assert list(skriv_docs.check_krav(krav, tmp_path))
    (tmp_path / "tom" / "fil.sql").write_text("SELECT 1", encoding="utf-8")
    assert not list(skriv_docs.check_krav(krav, tmp_path))


# -- the tree -----------------------------------------------------------------------------------------


def test_house_rules_hold() -> None:
    assert hus.check_hus(ROD) == []


@pytest.mark.parametrize(
    ("navn", "tekst", "ventet"),
    [
        ("a.md", f"hent fra {hus.REGISTRE[0]}/simple", "pakkeregister"),
        ("a.toml", f'sti = "{"/".join(("", "home", "nn", "data"))}"', "én maskine"),
        ("a.py", "x = 1\n" * (hus.MAKS_FIL + 1), "linjer; højst"),
        ("a.py", "def f():\n" + "    x = 1\n" * hus.MAKS_FUNKTION, "f er 61 linjer"),
        ("a.py", "x.select_for_" + "update(skip_locked=True)\n", "uden no_key=True"),
        ("a.py", "x.select_for_" + "update()  # no_key=True\n", "uden no_key=True"),
        ("utils/a.py", "", "mappenavnet 'utils'"),
    ],
)
def test_house_faults_are_found(tmp_path: Path, navn: str, tekst: str, ventet: str) -> None:
    sti = tmp_path / navn
    sti.parent.mkdir(exist_ok=True)
    sti.write_text(tekst, encoding="utf-8")
    fejl = hus.check_hus(tmp_path)
    assert len(fejl) == 1
    assert ventet in fejl[0]


@pytest.mark.parametrize("navn", ["tests/a.py", "data.bin"])
def test_house_leaves_tests_and_binaries_alone(tmp_path: Path, navn: str) -> None:
    sti = tmp_path / navn
    sti.parent.mkdir(exist_ok=True)
    sti.write_bytes(b"x = 1\n" * 500 if navn.endswith(".py") else b"\0" + hus.REGISTRE[0].encode())
    assert hus.check_hus(tmp_path) == []


def test_importing_cli_is_light() -> None:
    """`ffb --help` must answer at once: nothing heavy is imported before a command needs it."""
    kode = f"import sys; from ffb.cli import main; print(*sorted(set({TUNGE!r}) & set(sys.modules)))"
    svar = subprocess.run([sys.executable, "-c", kode], capture_output=True, text=True, check=True)
    assert svar.stdout.split() == []


# -- dependencies -------------------------------------------------------------------------------------


def test_every_dependency_has_its_reason() -> None:
    afsnit = read("pyproject.toml").split("\n[project]")[1].split("[project.scripts]")[0]
    linjer = [linje for linje in afsnit.splitlines() if re.match(r'\s+"[\w.-]+[><=]|spark = ', linje)]
    assert len(linjer) > 10
    assert [linje for linje in linjer if not re.search(r"# .{5,}", linje)] == []


def find_fremmede() -> Iterator[tuple[str, str]]:
    """(file, top-level module) of every import in src/ that is neither ours nor Python's own."""
    egne = sys.stdlib_module_names | {"ffb"}
    for sti in (ROD / "src").rglob("*.py"):
        for knude in ast.walk(ast.parse(sti.read_text(encoding="utf-8"))):
            navne = [alias.name for alias in knude.names] if isinstance(knude, ast.Import) else []
            if isinstance(knude, ast.ImportFrom) and knude.module and not knude.level:
                navne = [knude.module]
            yield from (
                (str(sti.relative_to(ROD)), n.split(".")[0]) for n in navne if n.split(".")[0] not in egne
            )


def test_every_import_is_a_declared_dependency() -> None:
    """What only comes along with another package (or with the tests) is not there in `make demo`."""
    projekt = tomllib.loads(read("pyproject.toml"))["project"]
    krav_list = [*projekt["dependencies"], *chain(*projekt["optional-dependencies"].values())]
    erklaerede = {canonicalize_name(Requirement(krav).name) for krav in krav_list}
    pakker = packages_distributions()
    fremmede = set(find_fremmede())
    assert fremmede
    uerklaerede = {
        (sti, modul)
        for sti, modul in fremmede
        if not {canonicalize_name(pakke) for pakke in pakker.get(modul, [modul])} & erklaerede
    }
    assert uerklaerede == set()


def test_locks_hold_every_dependency_in_an_allowed_version() -> None:
    drift, udvikling, _ = laas.read_krav()
    i_drift = read_laas(laas.DRIFT)
    i_alt = i_drift | read_laas(laas.UDVIKLING)
    for krav_list, laaste in ((drift, i_drift), (udvikling, i_alt)):
        for krav in map(Requirement, krav_list):
            assert krav.specifier.contains(laaste[canonicalize_name(krav.name)]), krav.name


def test_locks_share_no_package_hold_hashes_and_no_address() -> None:
    assert not read_laas(laas.DRIFT).keys() & read_laas(laas.UDVIKLING).keys()
    for sti in (laas.DRIFT, laas.UDVIKLING):
        tekst = sti.read_text(encoding="utf-8")
        assert "://" not in tekst
        assert all("--hash=sha256:" in blok for blok in laas.split_blokke(tekst).values())


def test_lock_refuses_an_address(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="adresse"):
        laas.write_lock(tmp_path / "x.lock", {"a": "a @ https://eksempel.dk/a.whl"})
    assert not (tmp_path / "x.lock").exists()


# -- make ---------------------------------------------------------------------------------------------


def test_make_lists_every_target() -> None:
    svar = subprocess.run(["make", "-s", "-C", str(ROD)], capture_output=True, text=True, check=True)
    vist = set(re.findall(r"^make (\w+) ", svar.stdout, flags=re.MULTILINE))
    phony = re.search(r"^\.PHONY: (.+)$", read("Makefile"), flags=re.MULTILINE)
    assert phony
    assert vist == set(phony[1].split()) - {"hjaelp"}
    assert {"demo", "test", "check", "bench", "docs"} <= vist


def test_pyproject_locks_and_ci_agree_on_python() -> None:
    projekt = tomllib.loads(read("pyproject.toml"))
    laveste = projekt["project"]["requires-python"].removeprefix(">=")
    assert projekt["tool"]["mypy"]["python_version"] == laveste
    assert projekt["tool"]["ruff"]["target-version"] == "py" + laveste.replace(".", "")
