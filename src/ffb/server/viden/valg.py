"""What a page of knowledge is asked for: the address as a choice, and a choice as a form and an address.

`?fra=…&til=…&paragraf=§85&koen=K&vis=ydelse`: a filter may come several times. All that is wrong is said at
once, and the page still shows its form with what was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from ffb.analyses import DIMENSIONER, Analyse, Analysevalg, parse_valg
from ffb.analyses.dimension import vaerdi_navn, vaerdier
from ffb.errors import BrugsFejl
from ffb.server.fund.opgoer import default_periode
from ffb.server.fund.periode import UlaeseligPeriode, read_periode
from ffb.sprog import _, dato

AABNE_UDEN_KOMMUNE = tuple(d for d in DIMENSIONER if d != "kommune")


@dataclass(frozen=True, slots=True)
class Felt:
    """One filter of the form: what may be chosen, and what is."""

    navn: str
    titel: str
    muligheder: list[tuple[str, str, bool]]  # (value, words, chosen)

    @property
    def valgt(self) -> bool:
        return any(v for _kode, _ord, v in self.muligheder)


def read_valg(request: HttpRequest, analyse: Analyse) -> tuple[Analysevalg | None, list[str]]:
    """The choice, or every reason why it cannot be understood."""
    fejl: list[str] = []
    periode = default_periode()
    try:
        periode = read_periode(request)
    except UlaeseligPeriode as galt:
        fejl.append(str(galt))
    filtre = {d: sagt for d in DIMENSIONER if (sagt := [s for s in request.GET.getlist(d) if s.strip()])}
    try:
        valg = parse_valg(periode, filtre, request.GET.get("vis") or None, analyse=analyse)
    except BrugsFejl as galt:
        return None, [*fejl, *str(galt).splitlines()]
    return (None, fejl) if fejl else (valg, [])


def write_valg(valg: Analysevalg, **andet: str | None) -> str:
    """The choice as the query of a link, dates and all: the same next year. `andet` replaces or adds."""
    par: list[tuple[str, str]] = [
        ("fra", valg.periode_fra.isoformat()),
        ("til", valg.periode_til.isoformat()),
    ]
    for dimension, koder in valg.filtre:
        par += [(dimension, k) for k in _sagt(dimension, koder)]
    vis = andet.pop("vis", valg.opdeling)
    par += [("vis", vis)] if vis else []
    return urlencode(par + [(k, v) for k, v in andet.items() if v])


def _sagt(dimension: str, koder: tuple[str, ...]) -> list[str]:
    """Codes as a person may write them: ages as ranges, what is missing as (Tom)."""
    if dimension != "alder":
        return [k or "(Tom)" for k in koder]
    aar = sorted(int(k) for k in koder if k)
    ud = ["(Tom)"] if "" in koder else []
    while aar:
        slut = next((i for i in range(len(aar) - 1) if aar[i + 1] != aar[i] + 1), len(aar) - 1)
        ud.append(f"{aar[0]}-{aar[slut]}")
        aar = aar[slut + 1 :]
    return ud


def build_felter(analyse: Analyse, sagt: QueryDict, *, kommune: bool) -> list[Felt]:
    """The filters of an analysis; that of kommune only where there are several."""
    felter = []
    for dimension in analyse.filtre:
        if dimension == "kommune" and not kommune:
            continue
        valgte = sagt.getlist(dimension)
        muligheder = [
            (kode or "(Tom)", vaerdi_navn(dimension, kode), kode in valgte or (kode or "(Tom)") in valgte)
            for kode in vaerdier(dimension)
            if dimension != "kommune" or kode
        ]
        kendte = {kode for kode, _ord, _v in muligheder}
        muligheder += [(s, s, True) for s in valgte if s.strip() and s not in kendte]
        felter.append(Felt(dimension, _(DIMENSIONER[dimension]), muligheder))
    return felter


def build_periode(request: HttpRequest, valg: Analysevalg | None) -> dict[str, str]:
    """What stands in the fields of the period: the choice, else what was written."""
    if valg is not None:
        return {"fra": dato(valg.periode_fra), "til": dato(valg.periode_til)}
    return {navn: request.GET.get(navn, "") for navn in ("fra", "til")}


def uden_filter(valg: Analysevalg) -> list[dict[str, Any]]:
    """Each filter that is set: what it says, and the address without it."""
    ud = []
    for nr, (navn, tekst) in enumerate(valg.vis()[1:]):
        rest = tuple(f for i, f in enumerate(valg.filtre) if i != nr)
        uden = Analysevalg(valg.periode_fra, valg.periode_til, rest, valg.opdeling)
        ud.append({"navn": navn, "tekst": tekst, "url": write_valg(uden)})
    return ud
