"""The Containerfile, as far as it can be held to what it copies and runs without building it.

Tried by hand when it changes: the same steps in a fresh venv, run as uid 10001 without capabilities on a root
that is read-only but for the data and the keys, with a delivery through it.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

ROD = Path(__file__).resolve().parent.parent
PROJEKT = tomllib.loads((ROD / "pyproject.toml").read_text(encoding="utf-8"))


def find_trin() -> list[list[str]]:
    """The instructions, words split, continued lines joined."""
    tekst = re.sub(r"\\\n\s*", " ", (ROD / "Containerfile").read_text(encoding="utf-8"))
    return [
        shlex.split(linje, comments=True)
        for linje in tekst.splitlines()
        if linje.strip(" #") and linje[0] != "#"
    ]


def find_ord(navn: str) -> list[list[str]]:
    return [trin[1:] for trin in find_trin() if trin[0] == navn]


def test_what_is_copied_is_there_and_is_all_that_the_build_reads() -> None:
    kopier = [kilde for kopi in find_ord("COPY") for kilde in kopi[:-1]]
    i_git = subprocess.run(
        ["git", "-C", str(ROD), "ls-files", *kopier], capture_output=True, text=True, check=True
    )
    sti_liste = i_git.stdout.splitlines()
    for kilde in kopier:
        assert any(s == kilde or s.startswith(f"{kilde}/") for s in sti_liste), f"{kilde} er ikke i klonen"
    hatch = PROJEKT["tool"]["hatch"]["build"]["targets"]["wheel"]
    laeses = [PROJEKT["project"]["readme"], "LICENSE", "pyproject.toml", "requirements.lock"]
    for sti in [*laeses, *hatch["packages"], *hatch["force-include"]]:
        assert any(sti == k or sti.startswith(f"{k}/") for k in kopier), f"bygningen læser {sti}"
    for kopi in find_ord("COPY"):
        assert kopi[-1] in ("./", kopi[0]), "det ligger samme sted som i klonen"


def test_it_is_built_from_the_locked_packages_on_a_python_we_support() -> None:
    krav = re.search(r"(\d+)\.(\d+)", PROJEKT["project"]["requires-python"])
    billede = re.fullmatch(r"python:(\d+)\.(\d+)-slim", find_ord("FROM")[0][0])
    assert krav and billede and tuple(map(int, billede.groups())) >= tuple(map(int, krav.groups()))
    pip = [" ".join(k) for k in find_ord("RUN") if "pip" in k]
    assert any("--require-hashes -r requirements.lock" in k for k in pip)
    laas = (ROD / "requirements.lock").read_text(encoding="utf-8")
    assert all(
        re.search(rf"^{re.split(r'[<>=]', krav)[0]}==", laas, re.M)
        for krav in PROJEKT["build-system"]["requires"]
    ), "uden build isolation skal det, der bygger, være låst"


def test_it_runs_as_somebody_who_owns_the_data_and_the_keys_only() -> None:
    (bruger,), drives = find_ord("USER")[-1], " ".join(" ".join(k) for k in find_ord("RUN"))
    assert f"useradd --system --uid 10001 --create-home {bruger}" in drives
    mapper = {sti.strip("[],") for sti in find_ord("VOLUME")[0]}
    assert f"install -d -o {bruger} -g {bruger} -m 700 {' '.join(sorted(mapper))}" in drives
    miljoe = dict(par.split("=", 1) for linje in find_ord("ENV") for par in linje)
    assert {"/" + miljoe[n].split("/")[1] for n in ("FFB_DATA", "FFB_KEY_FILE")} == mapper
    navne = [t[0] for t in find_trin()]
    assert navne.index("USER") > max(i for i, n in enumerate(navne) if n in ("RUN", "COPY"))


def test_its_command_and_its_health_check_are_ones_we_have() -> None:
    kommando = [o.strip("[],") for o in find_ord("CMD")[-1]]
    assert kommando[:2] == ["ffb", "server"]
    hjaelp = subprocess.run(
        [sys.executable, "-c", "from ffb.cli import main; main()", "server", "--help"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert all(o in hjaelp for o in kommando if o.startswith("--"))
    port = find_ord("EXPOSE")[0][0]
    assert kommando[kommando.index("--port") + 1] == port
    tjek = " ".join(find_ord("HEALTHCHECK")[0])
    assert f"http://127.0.0.1:{port}/sundhed" in tjek
