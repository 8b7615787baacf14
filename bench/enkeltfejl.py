"""One-fault bundles, for counting what each checker finds: drawn from those the tests hold the check to.

Grain: one bundle with one fault that our check calls fejl or blokerende. Opinion taken: kinds of fault share
the number evenly, each kind spread over its cases in their order, as most cases are of the two kinds every
checker is good at; the result stands per kind, so that the mix decides nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ffb.formats.fhir.regler import find_alvor

SAGER = Path(__file__).resolve().parents[1] / "tests" / "formats" / "fhir_regler"
SLAGS = {
    "antal: mangler, for mange, forbudt, ukendt": "MIN MAKS FORBUDT UKENDT ENTRY TIDSPUNKT RESSOURCE",
    "form: type, tomt, dato, format": "TYPE TOM FORMAT DATO VALG VALG-FLERE PERIODE",
    "faste værdier, koder, værdisæt": "FAST BINDING VAERDISAET KODE KODE-UKENDT SYSTEM SYSTEM-GAMMEL",
    "id og henvisninger": (
        "ID ID-DOBBELT FULLURL FULLURL-DOBBELT "
        "REFERENCE REFERENCE-SLAGS REFERENCE-PROFIL REFERENCE-BORGER REFERENCE-TYPE"
    ),
    "vejledningens betingelser": (
        "CONDITION-1 GOAL-1 GOAL-2 CAREPLAN-1 CAREPLAN-2 CAREPLAN-4 CAREPLAN-5 FOLLOWUP-1 "
        "DELIVERY-1 DELIVERY-2 DELIVERY-3 RANG RANG-TERM"
    ),
}
REST = "profil, udvidelse, CPR, fritekst, øvrige"
_SLAGS_AF = {f"FHIR-{regel}": slags for slags, regler in SLAGS.items() for regel in regler.split()}


@dataclass(frozen=True)
class Enkeltfejl:
    """regel, sti: what our check must tell, and where; `data` as it would be received."""

    navn: str
    regel: str
    sti: str
    data: bytes

    @property
    def slags(self) -> str:
        return _SLAGS_AF.get(self.regel, REST)


def make_enkeltfejl(antal: int) -> list[Enkeltfejl]:
    """So many of the cases, or all if there are fewer. Needs the official bundles beside the checkout."""
    grupper: dict[str, list[Enkeltfejl]] = {slags: [] for slags in (*SLAGS, REST)}
    for fejl in _sager():
        if find_alvor(fejl.regel) in ("fejl", "blokerende"):
            grupper[fejl.slags].append(fejl)
    valgt: list[Enkeltfejl] = []
    for tilbage, gruppe in zip(range(len(grupper), 0, -1), sorted(grupper.values(), key=len), strict=True):
        valgt += _spred(gruppe, (antal - len(valgt)) // tilbage)
    return sorted(valgt, key=lambda f: list(grupper).index(f.slags))


def original() -> bytes:
    """The bundle every fault is put in, as they are written."""
    _sti()
    from regler_eksempel import load_bundle

    return _skriv(load_bundle())


def _sager() -> Iterator[Enkeltfejl]:
    _sti()
    from regler_eksempel import load_bundle
    from regler_mutationer import make_mutationer
    from regler_sager_form import SAGER as haandskrevne

    for mutation in make_mutationer():
        yield Enkeltfejl(mutation.navn, *mutation.ventet, _skriv(mutation.bundle()))
    for regel, navn, spoil in haandskrevne:
        bundle = load_bundle()
        sti = spoil(bundle)
        yield Enkeltfejl(navn, regel, sti, _skriv(bundle))


def _sti() -> None:
    """The cases are test modules: their folder must be importable."""
    if str(SAGER) not in sys.path:
        sys.path.append(str(SAGER))


def _skriv(bundle: object) -> bytes:
    return json.dumps(bundle, ensure_ascii=False).encode()


def _spred(gruppe: list[Enkeltfejl], antal: int) -> list[Enkeltfejl]:
    """So many of a list, evenly spread over it."""
    antal = min(antal, len(gruppe))
    return [gruppe[i * len(gruppe) // antal] for i in range(antal)]
