"""Where data are born: each datapunkt of the reporting with its phase, role, field, requirement and source.

Opinion taken: `datapunkter.toml` is the one place; the phases a rule may name are its phases. A rule belongs
to the datapunkter whose field its findings stand in, or to those its header names. Left out: rules of form
that may stop any field; they have no datapunkt of their own.
Grain: datapunkt. Key: id. Source: 1-system N10; the sentences in the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ffb.rules.hoved import Regel

FELT = re.compile(r"'([A-Z_]+)' AS felt")


@dataclass(frozen=True, slots=True)
class Fase:
    """A phase of VUM 2.0, or the reporting after it."""

    id: str
    navn: str
    kilde: str


@dataclass(frozen=True, slots=True)
class Datapunkt:
    """One thing that is reported.

    Args:
        fase: where it is first written; `igen`: where it must be written anew.
        felter: `tabel.KOLONNE` of the tabelformat.
        fhir: `kind: element`; '' where the uddatasæt has none.
    """

    id: str
    navn: str
    fase: str
    rolle: str
    felter: tuple[str, ...]
    fhir: str
    krav: str
    kilde: str
    igen: tuple[str, ...] = ()


@cache
def _indhold() -> dict[str, Any]:
    tekst = files("ffb.rules").joinpath("datapunkter.toml").read_text(encoding="utf-8")
    return tomllib.loads(tekst)


@cache
def load_faser() -> dict[str, Fase]:
    """The phases by id, in the order of the work."""
    return {f["id"]: Fase(**f) for f in _indhold()["fase"]}


@cache
def load_datapunkter() -> dict[str, Datapunkt]:
    """The datapunkter by id, in the order of the file."""
    return {
        d["id"]: Datapunkt(**d | {"felter": tuple(d["felter"]), "igen": tuple(d.get("igen", ()))})
        for d in _indhold()["datapunkt"]
    }


def find_datapunkter(regel: Regel) -> tuple[Datapunkt, ...]:
    """The datapunkter a rule is about; none for a fault of form that may stand in any field.

    A rule whose table has no such field is about the only datapunkt that has a field of that name.
    """
    alle = load_datapunkter()
    if regel.datapunkt:
        return tuple(alle[id_] for id_ in regel.datapunkt)
    fundne: dict[str, Datapunkt] = {}
    for felt in dict.fromkeys(FELT.findall(regel.sql or "")):
        egne = [d for d in alle.values() if f"{regel.tabel}.{felt}" in d.felter]
        ens = [d for d in alle.values() if felt in {f.split(".")[1] for f in d.felter}]
        if egne or len(ens) == 1:
            fundne |= {d.id: d for d in egne or ens}
    return tuple(fundne.values())


def write_datapunkter(regler: Sequence[Regel], roller: dict[str, str]) -> str:
    """docs/datapunkter.md: the phases, and under each its datapunkter with the rules that watch them."""
    pr_punkt: dict[str, list[str]] = {id_: [] for id_ in load_datapunkter()}
    for regel in regler:
        for punkt in find_datapunkter(regel):
            pr_punkt[punkt.id].append(regel.id)
    linjer = [
        "# Hvor data fødes",
        "",
        "Hvert datapunkt i indberetningen: hvilken fase i VUM 2.0 det bliver til i, hvem der skriver det,",
        "hvor det står, hvad der kræves, og hvilke regler der holder øje med det. Et fund siger den fase,",
        "det rettes i. Lavet af `make docs` ud fra `src/ffb/rules/datapunkter.toml`. Kildernes korte navne",
        "står i [regeloversigten](regler/index.md). *Vores* betyder, at kilderne ikke siger det.",
        "",
        "VUM er en cirkel: data bruges i de næste faser og skrives igen ved opfølgning (S1, session E).",
        "",
        *_write_oversigt(roller),
    ]
    for fase in load_faser().values():
        linjer += ["", *_write_fase(fase, pr_punkt, roller, _regler_uden_punkt(regler, fase.id))]
    return "\n".join(linjer) + "\n"


def _write_oversigt(roller: dict[str, str]) -> Iterator[str]:
    """The whole of it as one table."""
    faser = load_faser()
    yield "| datapunkt | fase | skrives af | tabelformat | FHIR | krav |"
    yield "|---|---|---|---|---|---|"
    for d in load_datapunkter().values():
        igen = "".join(f"; igen: {faser[f].navn.lower()}" for f in d.igen)
        felter = "<br>".join(f"`{felt}`" for felt in d.felter)
        fhir = f"`{d.fhir}`" if d.fhir else "–"
        fase = f"[{faser[d.fase].navn}](#{d.fase}){igen}"
        yield f"| [{d.navn}](#{d.id}) | {fase} | {roller[d.rolle]} | {felter} | {fhir} | {d.krav} |"


def _regler_uden_punkt(regler: Sequence[Regel], fase: str) -> list[str]:
    return [r.id for r in regler if r.fase == fase and not find_datapunkter(r)]


def _write_fase(
    fase: Fase, pr_punkt: dict[str, list[str]], roller: dict[str, str], andre: list[str]
) -> Iterator[str]:
    yield f"## {fase.navn}"
    yield f'<a id="{fase.id}"></a>Kilde: {fase.kilde}.'
    egne = [d for d in load_datapunkter().values() if d.fase == fase.id]
    if not egne:
        yield "\nIngen af de indberettede datapunkter bliver til her."
    for d in egne:
        yield ""
        yield from _write_punkt(d, pr_punkt[d.id], roller)
    igen = [d for d in load_datapunkter().values() if fase.id in d.igen]
    if igen:
        yield f"\nSkrives igen her: {', '.join(f'[{d.navn}](#{d.id})' for d in igen)}."
    if andre:
        yield f"\nRegler i denne fase uden ét bestemt datapunkt: {_links(andre)}."


def _write_punkt(d: Datapunkt, regler: list[str], roller: dict[str, str]) -> Iterator[str]:
    yield f"### {d.navn}"
    yield f'<a id="{d.id}"></a>{d.krav}'
    yield ""
    yield f"- **Skrives af:** {roller[d.rolle]}"
    yield f"- **Tabelformat:** {', '.join(f'`{felt}`' for felt in d.felter)}"
    yield f"- **FHIR:** {f'`{d.fhir}`' if d.fhir else 'findes ikke i uddatasættet'}"
    yield f"- **Kilde:** {d.kilde}"
    yield f"- **Regler:** {_links(regler) or 'ingen'}"


def _links(regler: list[str]) -> str:
    return ", ".join(f"[{id_}](regler/{id_}.md)" for id_ in regler)
