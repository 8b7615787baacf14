"""Medplum's FHIR checker in a Node process of its own, asked over a pipe (`bench/peers/medplum.mjs`).

npm puts the pinned packages in a folder that is thrown away afterwards; nothing lands in the repository.
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

from bench.andre import KanIkke
from bench.guide_profiler import VAERDISAET_ROD, Definition, make_profiler

from ffb.begreber import FFB_SYSTEM, VAERDISAET
from ffb.formats.fhir.regler.koder import load_koder

MAPPE = Path(__file__).parent / "peers"
R4 = Path("node_modules") / "@medplum" / "definitions" / "dist" / "fhir" / "r4"
HENT = (
    *("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"),
    *("--loglevel=error", "--fetch-retries=1", "--fetch-retry-mintimeout=1000"),  # else minutes without a net
)


class Medplum:
    """validateResource over bundles. `alt`: see `medplum.mjs`."""

    def __init__(self, ind: IO[str], ud: IO[str]) -> None:
        self._ind, self._ud = ind, ud

    def start(self, profiler: list[Definition], koder: dict[str, list[tuple[str, str]]]) -> str:
        """Give it the profiles and the codes; the version of Node."""
        return str(self._spoerg(op="start", profiler=profiler, koder=koder)["node"])

    def runde(self, bundter: list[bytes], *, alt: bool) -> float:
        """CPU seconds of the whole Node process to read and check the bundles once."""
        self._spoerg(op="bundter", bundter=[b.decode() for b in bundter])
        return float(self._spoerg(op="runde", alt=alt)["cpu"])

    def fund(self, data: bytes, *, alt: bool) -> frozenset[str]:
        """Everything it says of a bundle, warnings too."""
        return frozenset(self._spoerg(op="fund", alt=alt, tekst=data.decode(errors="replace"))["fund"])

    def _spoerg(self, **besked: Any) -> Any:
        try:
            self._ind.write(json.dumps(besked) + "\n")
            self._ind.flush()
        except BrokenPipeError:
            raise KanIkke("Node-processen holdt op undervejs.") from None
        svar = self._ud.readline()
        if not svar:
            raise KanIkke("Node-processen holdt op undervejs.")
        return json.loads(svar)


@contextmanager
def open_medplum() -> Iterator[tuple[Medplum, str]]:
    """The checker with the guide's profiles, and the versions used. Raises KanIkke."""
    with tempfile.TemporaryDirectory(prefix="ffb-peers-") as navn:
        mappe = Path(navn)
        _install(mappe)
        grund = _read_grund(mappe / R4)
        kommando = ["node", "medplum.mjs"]
        with subprocess.Popen(
            kommando, cwd=mappe, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        ) as proces:
            assert proces.stdin is not None and proces.stdout is not None
            medplum = Medplum(proces.stdin, proces.stdout)
            node = medplum.start(make_profiler(grund), _make_koder(grund))
            yield medplum, f"{_versioner()}, Node {node.removeprefix('v')}"


def _install(mappe: Path) -> None:
    mangler = [navn for navn in ("node", "npm") if shutil.which(navn) is None]
    if mangler:
        raise KanIkke(f"{' og '.join(mangler)} findes ikke på maskinen.")
    for navn in ("medplum.mjs", "package.json"):
        shutil.copy(MAPPE / navn, mappe)
    svar = subprocess.run(HENT, cwd=mappe, capture_output=True, text=True, check=False)
    if svar.returncode != 0:
        raise KanIkke(f"npm kunne ikke hente pakkerne ({' '.join(svar.stderr.split()[:4])}).")


def _versioner() -> str:
    pakker = json.loads((MAPPE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    return ", ".join(f"{navn} {version}" for navn, version in pakker.items())


def _read_grund(r4: Path) -> dict[str, Definition]:
    """FHIR type -> its base definition."""
    ud = {}
    for navn in ("profiles-types.json", "profiles-resources.json"):
        for post in json.loads((r4 / navn).read_text(encoding="utf-8"))["entry"]:
            ressource = post["resource"]
            if (
                ressource["resourceType"] == "StructureDefinition"
                and ressource.get("derivation") != "constraint"
            ):
                ud[ressource["type"]] = ressource
    return ud


def _make_koder(grund: dict[str, Definition]) -> dict[str, list[tuple[str, str]]]:
    """Value set -> its (system, code): those of the guide, and R4's that its resources are bound to."""
    ud = {
        VAERDISAET_ROD + navn: [(FFB_SYSTEM, kode) for kode in sorted(load_koder(navn))]
        for navn in VAERDISAET
    }
    for raekke in _read_r4():
        element = f"{raekke['sted']}.{raekke['element']}"
        type_ = element.partition(".")[0]
        binding = next(e for e in grund[type_]["snapshot"]["element"] if e["id"] == element)["binding"]
        ud[binding["valueSet"].partition("|")[0]] = [(raekke["system"], k) for k in raekke["koder"].split()]
    return ud


def _read_r4() -> list[dict[str, str]]:
    """The rows of base R4 we ship that are bound to codes."""
    tekst = files("ffb.formats.fhir.regler").joinpath("data", "r4.csv").read_text(encoding="utf-8")
    return [r for r in csv.DictReader(tekst.splitlines()) if r["koder"]]
