"""Write the pages of docs/ that are made from something else, or check that they are up to date.

`docs/model.md` comes from `ffb.model.tabeller`, `docs/krav.md` from `docs/krav.toml`, `docs/regler/` from the
headers and cases of the rules, `docs/datapunkter.md` from `ffb.rules.datapunkt`, `docs/adgang.md` from the
server's addresses and their access rules, `src/ffb/sprog/en.po` from the texts of the program (its English by
hand). Every file named as place or test of a requirement must exist; a requirement that is met must name
both. All faults are listed, not the first; exit code 1 if there is any, and then nothing is written.

Source of the requirements: the lists A–D and "what no one else has" of 1-system.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from ffb.engine.behov import find_behov
from ffb.engine.sqlfil import load_sqlfiler
from ffb.model.opstil import UDEN_EGEN_VISNING
from ffb.model.tabeller import FAELLES, TABELLER, Tabel
from ffb.rules import side
from ffb.rules.datapunkt import write_datapunkter
from ffb.rules.hoved import load_regler
from ffb.rules.koer import sql_aftryk

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts import sprog

ROD = Path(__file__).resolve().parent.parent
STATUS = ("findes", "delvist", "senere")
Krav = dict[str, Any]


# -- docs/model.md ------------------------------------------------------------------------------------


def write_kolonner(kolonner: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Columns as the rows of a Markdown table."""
    yield "| kolonne | type |"
    yield "|---|---|"
    yield from (f"| `{navn}` | {sqltype} |" for navn, sqltype in kolonner)


def write_tabel(tabel: Tabel) -> Iterator[str]:
    """One table of the model as a section."""
    yield f"\n## {tabel.navn}\n"
    yield f"- Én række pr. {tabel.en_raekke_per}."
    yield f"- Nøgle: `{tabel.noegle}`."
    if tabel.fhir:
        yield f"- Fra FHIR: {'alle ressourcer' if tabel.fhir == '*' else tabel.fhir}."
    if tabel.versioneret:
        taeller = f"; de rækker, der tæller, i `gaeldende_{tabel.navn}`"
        yield f"- Alle versioner i `{tabel.fysisk}`{'' if tabel.navn in UDEN_EGEN_VISNING else taeller}."
    yield ""
    egne = frozenset(tabel.egne)
    yield from write_kolonner(tuple(k for k in tabel.kolonner if k[0] in egne))


def write_visninger() -> Iterator[str]:
    """The views of the model as one Markdown table."""
    yield "\n## Visninger\n"
    yield "Hver visning er én SQL-fil i `src/ffb/model/sql/`, i denne rækkefølge.\n"
    yield "| visning | hvad | én række pr. | nøgle |"
    yield "|---|---|---|---|"
    for fil in load_sqlfiler("ffb.model", "sql"):
        yield f"| `{fil.navn}` | {fil.hoved['titel']} | {fil.hoved['grain']} | `{fil.hoved['noegle']}` |"


def write_model() -> str:
    """The whole of docs/model.md."""
    faelles = tuple((navn, sqltype) for navn, sqltype in (k.split(" ", 1) for k in FAELLES))
    linjer = [
        "# Modellens tabeller",
        "",
        "Lavet af `make docs` ud fra `ffb.model.tabeller`. Ordene er forklaret i [ordlisten](ordliste.md).",
        "",
        "Koder er tekst, datoer er DATE, tider er UTC.",
        "Niveauer er 0–4, 8 (ikke relevant) og 9 (ikke vurderet).",
        "Tabeller med versioner begynder med disse kolonner:",
        "",
        *write_kolonner(faelles),
    ]
    for tabel in TABELLER.values():
        linjer += write_tabel(tabel)
    linjer += write_visninger()
    return "\n".join(linjer) + "\n"


# -- docs/krav.md -------------------------------------------------------------------------------------


def has_fil(sti: Path) -> bool:
    """True for a file, and for a folder with a file in it: git keeps no empty folders."""
    return sti.is_file() or any(under.is_file() and under.suffix != ".pyc" for under in sti.rglob("*"))


def check_krav(krav: Krav, rod: Path) -> Iterator[str]:
    """What is wrong with one requirement: its status, and places and tests that do not exist."""
    if krav["status"] not in STATUS:
        yield f"{krav['id']}: status '{krav['status']}'; tilladt er {', '.join(STATUS)}"
    kraevet = {"findes": ("steder", "tests"), "delvist": ("steder", "mangler"), "senere": ("mangler",)}
    for felt in kraevet.get(krav["status"], ()):
        if not krav.get(felt):
            yield f"{krav['id']}: '{krav['status']}' kræver '{felt}'"
    for sti in (*krav.get("steder", ()), *krav.get("tests", ())):
        if not has_fil(rod / sti):
            yield f"{krav['id']}: {sti} findes ikke"


def write_celle(stier: list[str]) -> str:
    """Paths as links from docs/, or a dash."""
    return "<br>".join(f"[{sti}](../{sti})" for sti in stier) or "–"


def write_krav_raekke(krav: Krav) -> str:
    """One requirement as a row of a Markdown table."""
    sag = f" (sag #{krav['sag']})" if krav.get("sag") else ""
    mangler = f"<br>Mangler: {krav['mangler']}" if krav.get("mangler") else ""
    steder, tests = write_celle(krav.get("steder", [])), write_celle(krav.get("tests", []))
    return f"| {krav['id']} | {krav['tekst']}{mangler} | {krav['status']}{sag} | {steder} | {tests} |"


def write_krav(alle: list[Krav], afsnit: dict[str, str]) -> str:
    """The whole of docs/krav.md."""
    antal = Counter(krav["status"] for krav in alle)
    linjer = [
        "# Kravmatrix",
        "",
        "Hvert krav, hvor det er løst, og hvad der efterprøver det. Lavet af `make docs` ud fra `krav.toml`.",
        "",
        f"I alt {len(alle)} krav: " + ", ".join(f"{antal[status]} {status}" for status in STATUS) + ".",
    ]
    for bogstav, gruppe in groupby(alle, key=lambda krav: krav["id"][0]):
        linjer += [
            "",
            f"## {afsnit[bogstav]}",
            "",
            "| nr. | krav | status | sted | test |",
            "|---|---|---|---|---|",
        ]
        linjer += [write_krav_raekke(krav) for krav in gruppe]
    return "\n".join(linjer) + "\n"


def read_krav(rod: Path) -> tuple[list[Krav], dict[str, str]]:
    """The requirements and the section titles of docs/krav.toml."""
    indhold = tomllib.loads((rod / "docs" / "krav.toml").read_text(encoding="utf-8"))
    return indhold["krav"], indhold["afsnit"]


# -- docs/regler and the examples the program carries ---------------------------------------------------


def read_sager(rod: Path) -> dict[str, list[dict[str, Any]]]:
    """Every rule's cases: `tests/rules/<ID>.yaml`, and by id in `tests/regler_side/tabel.yaml`."""
    import yaml  # type: ignore[import-untyped]

    sager = {
        fil.stem: yaml.safe_load(fil.read_text(encoding="utf-8"))
        for fil in sorted((rod / "tests" / "rules").glob("*.yaml"))
    }
    sager |= yaml.safe_load((rod / "tests" / "regler_side" / "tabel.yaml").read_text(encoding="utf-8"))
    ider = {r.id for r in load_regler()}
    return {id_: egne for id_, egne in sager.items() if id_ in ider}


def write_regler(rod: Path) -> dict[Path, str]:
    """Every page of docs/regler, and what the program carries of the same: src/ffb/rules/*.json."""
    eksempler = {id_: side.vaelg_eksempler(egne) for id_, egne in sorted(read_sager(rod).items())}
    mappe = rod / "docs" / "regler"
    sider = {
        mappe / f"{r.id}.md": side.write_side(r, side.parse_eksempler(eksempler.get(r.id, {})))
        for r in load_regler()
    }
    tekst = json.dumps(eksempler, ensure_ascii=False, indent=1) + "\n"
    oversigt = side.write_oversigt(load_regler())
    pakke = rod / "src/ffb/rules"
    return {
        pakke / "eksempler.json": tekst,
        pakke / "behov.json": write_behov(),
        mappe / "index.md": oversigt,
        **sider,
    }


def write_behov() -> str:
    """Per SQL rule the tables it can find nothing without, and the text that was read: behov.json."""
    alle = {r.id: r.sql for r in load_regler() if r.sql is not None}
    behov = {
        id_: {"sql": sql_aftryk(sql), "behov": sorted(map(sorted, find_behov(sql)))}
        for id_, sql in alle.items()
    }
    linjer = [f"{json.dumps(id_)}: {json.dumps(svar)}" for id_, svar in behov.items()]
    return "{\n" + ",\n".join(linjer) + "\n}\n"


def find_forladte(sider: dict[Path, str]) -> list[Path]:
    """Pages of rules that are no more."""
    return sorted(sti for sti in (ROD / "docs" / "regler").glob("*.md") if sti not in sider)


# -- docs/adgang.md -----------------------------------------------------------------------------------


SKRIV_OVERSIGT = """
from ffb.server.start import setup
setup()
from ffb.server.adgang.oversigt import write_oversigt
print(write_oversigt(), end="")
"""


def write_adgang() -> str:
    """Who may see which page; in a process of its own, for Django reads its settings once."""
    with tempfile.TemporaryDirectory() as mappe:
        miljoe = os.environ | {
            "FFB_DATA": f"{mappe}/data",
            "FFB_KEY_FILE": f"{mappe}/noegler.json",
            "DJANGO_SETTINGS_MODULE": "ffb.server.indstillinger",
            "PYTHONPATH": str(ROD / "src"),
            "PYTHONIOENCODING": "utf-8",
        }
        kommando = [sys.executable, "-c", SKRIV_OVERSIGT]
        svar = subprocess.run(kommando, env=miljoe, capture_output=True, encoding="utf-8", check=True)
    return svar.stdout


# -- both -----------------------------------------------------------------------------------------------


def check_sider(sider: dict[Path, str]) -> Iterator[str]:
    """The pages whose file says something else."""
    for sti, tekst in sider.items():
        if not sti.exists() or sti.read_text(encoding="utf-8") != tekst:
            yield f"{sti.relative_to(ROD)}: ikke ajour; kør `make docs`"


def main(argumenter: list[str]) -> int:
    alle, afsnit = read_krav(ROD)
    fejl = [linje for krav in alle for linje in check_krav(krav, ROD)]
    sider = {ROD / "docs" / "model.md": write_model(), ROD / "docs" / "krav.md": write_krav(alle, afsnit)}
    sider[ROD / "docs" / "datapunkter.md"] = write_datapunkter(load_regler(), side.EJER)
    sider |= write_regler(ROD) | {ROD / "docs" / "adgang.md": write_adgang()}
    samler, kendt = sprog.Samler(), sprog.load_kendt()
    sider[sprog.EN_PO] = sprog.write_po(samler.tekster, kendt)
    mangler = sprog.find_fejl(samler, kendt)
    forladte = find_forladte(sider)
    if "--check" in argumenter:
        fejl += check_sider(sider)
        fejl += [f"{sti.relative_to(ROD)}: reglen findes ikke mere; kør `make docs`" for sti in forladte]
    elif not fejl:
        for sti, tekst in sider.items():
            sti.parent.mkdir(exist_ok=True)
            sti.write_text(tekst, encoding="utf-8")
        for sti in forladte:
            sti.unlink()
    if "--check" in argumenter or not fejl:
        fejl += mangler  # en.po is written all the same: that is where the English is to be put
    print("\n".join(fejl) or f"Genererede sider: {len(sider)}")
    return 1 if fejl else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
