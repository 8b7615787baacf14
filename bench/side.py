"""docs/ydelse.md from the kept numbers: one section a part, each with its own date, machine and load.

A part that was not run, broke, was only tried, or whose code has changed since says so. A missed target is
explained beside it from docs/maalinger/ydelse_forklaring.toml, or said to be unexplained.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from bench.maskine import tal
from bench.resultat import ROD, Del, Linje, Maalt

SIDE = ROD / "docs" / "ydelse.md"
FORKLARING = ROD / "docs" / "maalinger" / "ydelse_forklaring.toml"
FORAELDET = "> **Forældet:** koden er ændret siden målingen. Kør `python -m bench {navn}`."
HOVED = """# Ydelse

Skrevet af `make bench` af de gemte tal i [maalinger/ydelse](maalinger/ydelse). Ret aldrig i hånden: kør
målingen igen. Hver del siger selv, hvornår og på hvilken maskine den er kørt; `python -m bench NAVN`
kører én.

Hvert tal står ved siden af sin målestok fra samme kørsel. En **grænse** er det, arbejdet ikke kan koste
mindre end, fx at læse de samme kolonner og regne ét aftryk af hver række: forholdet er vores tal delt med
grænsens, og 1 kan ikke slås. Et **andet værktøj** gør det samme eller mindre: forholdet er, hvor mange
gange hurtigere vi er. CPU s er processorens sekunder, brugt af alle kerner tilsammen; »på uret« kan også
være ventetid på andet arbejde på maskinen. Belastningen er antal processer, der ville regne, før og
efter: over antallet af kerner er tallene forsinket af andre.
"""


@dataclass(frozen=True, slots=True)
class Forklaring:
    """Why a target is missed: `linje` is a pattern (`*`) for `Linje.noegle`."""

    del_: str
    linje: str
    tekst: str
    profil: str = ""


def load_forklaringer(sti: Path = FORKLARING) -> list[Forklaring]:
    """Raises TypeError on a word that is none of a Forklaring's."""
    raa = tomllib.loads(sti.read_text(encoding="utf-8")).get("misset", [])
    return [Forklaring(del_=r.pop("del"), **r) for r in raa]


def make_side(
    dele: Sequence[tuple[Del, Maalt | None]],
    forklaringer: Sequence[Forklaring],
    foraeldede: Iterable[str] = (),
) -> str:
    """The whole page. `foraeldede`: parts whose code has changed since."""
    gamle = set(foraeldede)
    afsnit = [_afsnit(d, m, forklaringer, d.navn in gamle) for d, m in dele]
    return "\n".join([HOVED, *_oversigt(dele), *afsnit]).rstrip("\n") + "\n"


def find_uforklarede(
    dele: Sequence[tuple[Del, Maalt | None]], forklaringer: Sequence[Forklaring]
) -> list[str]:
    """`part: line` of every missed target nobody has explained."""
    return [
        f"{d.navn}: {linje.noegle}"
        for d, m in dele
        if m
        for linje in m.linjer
        if linje.naaet is False and not _find(d, linje, forklaringer)
    ]


def _oversigt(dele: Sequence[tuple[Del, Maalt | None]]) -> Iterator[str]:
    yield "| Del | Kørt | Mål nået | Ikke nået |"
    yield "|---|---|--:|--:|"
    for d, m in dele:
        naaet = [linje.naaet for linje in m.linjer] if m else []
        hvornaar = m.tid[:10] if m else "ikke kørt"
        yield f"| {d.titel} | {hvornaar} | {naaet.count(True)} | {naaet.count(False)} |"
    yield ""


def _afsnit(del_: Del, m: Maalt | None, forklaringer: Sequence[Forklaring], gammel: bool) -> str:
    linjer = [f"## {del_.titel}", "", del_.om, ""]
    if m is None:
        return "\n".join([*linjer, f"> **Ikke kørt.** Kør `python -m bench {del_.navn}`.", ""])
    linjer += [*_koert(del_, m, gammel), ""]
    for gruppe in dict.fromkeys(linje.gruppe for linje in m.linjer):
        linjer += [f"### {gruppe}", ""] if gruppe else []
        linjer += [*_tabel([x for x in m.linjer if x.gruppe == gruppe]), ""]
    linjer += [f"- {note}" for note in m.noter]
    linjer += [""] if m.noter else []
    return "\n".join([*linjer, *_missede(del_, m, forklaringer)])


def _koert(del_: Del, m: Maalt, gammel: bool) -> Iterator[str]:
    last = " → ".join(tal(b, 1) for b in m.belastning)
    yield f"Kørt {m.tid} på {m.maskine}; belastning {last}; tog {tal(m.sekunder, 0)} s."
    if m.fejl:
        yield f"\n> **Gik i stykker** undervejs: {m.fejl}. Kør `python -m bench {del_.navn}` igen."
    if m.lille:
        yield "\n> **Lille kørsel**, kun for at prøve målingen: tallene er ikke dem, overskrifterne lover."
    if gammel:
        yield "\n" + FORAELDET.format(navn=del_.navn)


def _tabel(linjer: Sequence[Linje]) -> Iterator[str]:
    yield "| Hvad | Vores | | Målestok | Dens | Forhold | Mål | Nået |"
    yield "|---|--:|---|---|--:|--:|--:|---|"
    foer = ""
    for linje in linjer:
        hvad, foer = (linje.hvad if linje.hvad != foer else "", linje.hvad)
        celler = (
            hvad, _vaerdi(linje.vaerdi) if hvad or not linje.maalestok else "", linje.enhed if hvad else "",
            _maalestok(linje), _vaerdi(linje.dens) if linje.slags else "", _forhold(linje), _maal(linje),
            {True: "ja", False: "**nej**", None: ""}[linje.naaet],
        )  # fmt: skip
        yield f"| {' | '.join(celler)} |"


def _vaerdi(vaerdi: float | None) -> str:
    return "–" if vaerdi is None else tal(vaerdi)


def _maalestok(linje: Linje) -> str:
    navn = f"grænse: {linje.maalestok}" if linje.slags == "graense" else linje.maalestok
    return f"{navn} (sprunget over: {linje.mangler})" if linje.mangler else navn


def _forhold(linje: Linje) -> str:
    return "" if linje.forhold is None else f"{tal(linje.forhold)} ×"


def _maal(linje: Linje) -> str:
    if linje.maal is None:
        return ""
    mindst = linje.slags == "andre" or (not linje.slags and linje.er_fart)
    return f"{'mindst' if mindst else 'højst'} {tal(linje.maal)}{' ×' if linje.slags else ''}"


def _find(del_: Del, linje: Linje, forklaringer: Sequence[Forklaring]) -> Forklaring | None:
    egne = (f for f in forklaringer if f.del_ == del_.navn and fnmatchcase(linje.noegle, f.linje))
    return next(egne, None)


def _missede(del_: Del, m: Maalt, forklaringer: Sequence[Forklaring]) -> Iterator[str]:
    """Every missed target with its explanation; lines that share one stand together."""
    samlet: dict[Forklaring | None, list[str]] = {}
    for linje in m.linjer:
        if linje.naaet is False:
            samlet.setdefault(_find(del_, linje, forklaringer), []).append(linje.noegle)
    if samlet:
        yield from ("**Ikke nået**", "")
    for forklaring, noegler in samlet.items():
        hvorfor = " ".join(forklaring.tekst.split()) if forklaring else "*endnu uden forklaring*"
        yield f"- {'; '.join(noegler)}: {hvorfor}"
        if forklaring and forklaring.profil:
            yield from (
                "",
                "  ```text",
                *(f"  {x}" for x in forklaring.profil.strip("\n").split("\n")),
                "  ```",
            )
    if samlet:
        yield ""
