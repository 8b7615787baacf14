"""Our whole check of a FHIR delivery beside other FHIR tools: bundles a second and core, and faults found.

One run, the same bundles, CPU seconds, round by round, the best round of each kept. What each tool checks
stands in `tjekker`, as none of the others checks the whole guide. Every word a tool says of a faulty bundle
that it did not say of the faultless one counts as a find, warnings too; of ours only what refuses the
bundle, and of a known fault only its own rule at its own place.
Writes docs/maalinger/fhir.md when everything could be measured.
Run: `python -m bench.fhir_peers [number of faulty bundles]`.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import msgspec
from bench.enkeltfejl import Enkeltfejl, make_enkeltfejl, original
from bench.fhir import MAPPE, syntetiske
from bench.fhir_peers_side import SIDE, Maal, Maalt, Saet, Sammenlignet, make_side, write_side
from bench.medplum import KanIkke, Medplum, open_medplum
from bench.tilfaeldige import Tilfaeldig, make_tilfaeldige
from fhir.resources.R4B.bundle import Bundle
from pydantic import ValidationError

from ffb.formats.fhir.strukturer import DEKODER
from ffb.formats.fhir.tilsyn import Tilsyn

RUNDER = 20
ANTAL_FEJL = 200
SYNTETISKE = 20
TILFAELDIGE = 300
GRAVE = {"fejl", "blokerende"}
vores_tjek = Tilsyn(streng=False).check  # what `ffb tjek` runs on every bundle


@dataclass(frozen=True)
class Tjekker:
    """A tool. `runde`: CPU seconds to read and check each bundle once. `fund`: all it says of one bundle."""

    navn: str
    tjekker: str
    runde: Callable[[list[bytes]], float]
    fund: Callable[[bytes], frozenset[str]]
    gentag: int = 1  # so many times the bundles are one round: a round must be long enough to time

    def pr_bundle(self, bundter: list[bytes]) -> float:
        return self.runde(bundter * self.gentag) / (len(bundter) * self.gentag)


def _cpu(laes: Callable[[bytes], object], bundter: list[bytes]) -> float:
    start = time.process_time()
    for data in bundter:
        laes(data)
    return time.process_time() - start


def _vores_fund(data: bytes) -> frozenset[str]:
    """Only what refuses the bundle."""
    return frozenset(f"{b.regel} {b.sti}" for b in vores_tjek(data) if b.alvor in GRAVE)


def _dekoder_fund(data: bytes) -> frozenset[str]:
    try:
        DEKODER.decode(data)
    except (msgspec.DecodeError, ValueError) as fejl:
        return frozenset({str(fejl)})
    return frozenset()


def _bibliotek_fund(data: bytes) -> frozenset[str]:
    try:
        Bundle.model_validate_json(data)
    except ValidationError as fejl:
        return frozenset(
            f"{e['loc']} {e['msg']}" for e in fejl.errors(include_input=False, include_context=False)
        )
    except Exception as fejl:  # it raises other kinds on some bundles; that is an answer, too
        return frozenset({type(fejl).__name__})
    return frozenset()


VORES = Tjekker(
    "FFB, hele tjekket",
    "alle 13 profiler, værdisæt, henvisninger, vejledningens betingelser og tekstside, CPR og fritekst; "
    "hvert brud med regel og sted",
    partial(_cpu, vores_tjek),
    _vores_fund,
    gentag=4,
)
BIBLIOTEK = Tjekker(
    "fhir.resources (R4B)",
    "grundformen i FHIR: elementer, typer og antal; ingen af vejledningens profiler, ingen koder",
    partial(_cpu, Bundle.model_validate_json),
    _bibliotek_fund,
)
AFKODNING = Tjekker(
    "msgspec, kun afkodning",
    "kun JSON og typerne på de felter, vi læser: den nedre grænse for enhver læser",
    partial(_cpu, DEKODER.decode),
    _dekoder_fund,
    gentag=40,
)
MEDPLUM = "Medplum, hver ressource"
MEDPLUM_ALT = "Medplum, alt hvad den kan"
MAAL = [Maal(BIBLIOTEK.navn, 15), Maal(MEDPLUM, 100)]  # the issue on speed


def make_medplum(medplum: Medplum) -> tuple[Tjekker, Tjekker]:
    """Medplum asked in two ways."""
    return (
        Tjekker(
            MEDPLUM,
            "validateResource på hver ressource mod den profil, den selv nævner; ingen koder i værdisæt, "
            "ingen opslag af henvisninger",
            partial(medplum.runde, alt=False),
            partial(medplum.fund, alt=False),
        ),
        Tjekker(
            MEDPLUM_ALT,
            "som ovenfor, og Bundle mod sin profil, og koder slået op i de værdisæt, profilerne kræver",
            partial(medplum.runde, alt=True),
            partial(medplum.fund, alt=True),
        ),
    )


def maal_fart(tjekkere: list[Tjekker], bundter: list[bytes], runder: int = RUNDER) -> dict[str, float]:
    """Bundles a second and core of each tool, all measured in turn."""
    bedste = {t.navn: float("inf") for t in tjekkere}
    for _ in range(runder):
        for t in tjekkere:
            bedste[t.navn] = min(bedste[t.navn], t.pr_bundle(bundter))
    return {navn: 1 / tid for navn, tid in bedste.items()}


def count_fundne(tjekker: Tjekker, fejl: list[Enkeltfejl]) -> Counter[str]:
    """Kind of fault -> how many the tool finds."""
    foer = tjekker.fund(original())
    fundne: Counter[str] = Counter()
    for f in fejl:
        nye = tjekker.fund(f.data) - foer
        fundne[f.slags] += f"{f.regel} {f.sti}" in nye if tjekker is VORES else bool(nye)
    return fundne


def compare_tilfaeldige(tjekkere: list[Tjekker], aendringer: list[Tilfaeldig]) -> Sammenlignet:
    """What each tool says of changes made without knowing any rule."""
    foer = {(t.navn, data): t.fund(data) for t in tjekkere for data in {a.foer for a in aendringer}}
    klager: Counter[str] = Counter()
    kun_andre = []
    for a in aendringer:
        nye = [t.navn for t in tjekkere if t.fund(a.data) - foer[t.navn, a.foer]]
        klager.update(nye)
        if nye and VORES.navn not in nye:
            kun_andre.append(f"{a.navn} ({', '.join(nye)})")
    return Sammenlignet(len(aendringer), klager, kun_andre)


def maal(tjekkere: list[Tjekker], antal_fejl: int) -> Maalt:
    """Everything. Without the official bundles only the speed on the demo's, and false alarms."""
    officielle = [sti.read_bytes() for sti in sorted(MAPPE.glob("*.json"))]
    demo = syntetiske(SYNTETISKE)
    saet = [
        Saet(navn, len(b), sum(map(len, b)) / len(b) / 1000, maal_fart(tjekkere, b))
        for navn, b in (("officielle", officielle), ("demo", demo))
        if b
    ]
    fejlfri = officielle + demo
    alarmer = {t.navn: sum(bool(t.fund(data)) for data in fejlfri) for t in tjekkere}
    maalt = Maalt({t.navn: t.tjekker for t in tjekkere}, saet, alarmer, len(fejlfri))
    if officielle:
        fejl = make_enkeltfejl(antal_fejl)
        maalt.fejl = Counter(f.slags for f in fejl)
        maalt.fundne = {t.navn: count_fundne(t, fejl) for t in tjekkere}
        maalt.tilfaeldige = compare_tilfaeldige(tjekkere, make_tilfaeldige(officielle, TILFAELDIGE))
    return maalt


def main(antal_fejl: int = ANTAL_FEJL) -> tuple[Maalt, str]:
    """Measure, print, and write the page if nothing was left out; why Medplum was left out ('' if not)."""
    uden = ""
    try:
        with open_medplum() as (medplum, versioner):
            maalt = maal([VORES, BIBLIOTEK, AFKODNING, *make_medplum(medplum)], antal_fejl)
    except KanIkke as grund:
        uden = str(grund)
        print(f"Medplum er sprunget over: {grund}\n")
        maalt, versioner = maal([VORES, BIBLIOTEK, AFKODNING], antal_fejl), "uden Medplum"
    if not maalt.fejl:
        print(f"Fund er sprunget over: vejledningens eksempler mangler i {MAPPE}\n")
    side = make_side(maalt, MAAL, versioner)
    print(side)
    hel = len(maalt.tjekkere) == 5 and maalt.fejl.total() >= ANTAL_FEJL
    if hel:
        write_side(side)
    print(f"{SIDE.name} er {'skrevet' if hel else 'ikke rørt, da noget er sprunget over'}.")
    return maalt, uden


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ANTAL_FEJL)
