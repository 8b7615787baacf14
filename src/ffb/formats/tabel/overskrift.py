"""Header of a table to columns of ours: required, unknown, doubled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ffb.errors import Exit, Filfejl
from ffb.formats.graenser import vis_sti
from ffb.formats.tabel.kilde import Tabelkilde
from ffb.formats.tabel.spec import TABELSPEC
from ffb.sprog import Dansk, _

Kolonnenavne = Mapping[str, Mapping[str, str]]
"""{table: {our column: theirs}}, see `formats.kolonner`."""


@dataclass(frozen=True, slots=True)
class Fundet:
    """`placering`: our column -> position in the file. `ukendte`: names nobody asked for."""

    placering: dict[str, int]
    ukendte: list[str]


def find_kolonner(kilde: Tabelkilde, kolonner: Kolonnenavne) -> tuple[Fundet, list[Filfejl]]:
    """Matches names whatever their case; every missing or doubled column is a fault of its own.

    Faults name our columns only: a file without header has a citizen where the names should be.
    """
    spec = TABELSPEC[kilde.tabel]
    deres = {vores.upper(): navn for vores, navn in kolonner.get(kilde.tabel, {}).items()}
    vores_af = {k.navn: k.navn for k in spec.kolonner}
    vores_af |= {navn.strip().upper(): vores for vores, navn in deres.items()}
    fundet = Fundet({}, [])
    dobbelte: list[str] = []
    for nr, navn in enumerate(kilde.header):
        vores = vores_af.get(navn.upper())
        if vores is None:
            fundet.ukendte.extend([navn] if navn else [])
        elif vores in fundet.placering:
            dobbelte.append(vores)
        else:
            fundet.placering[vores] = nr
    fejl = [_mangler(kilde, n, deres.get(n)) for n in spec.kraevede if n not in fundet.placering]
    fejl += [
        _fejl(kilde, _("Kolonnen {n} står der to gange.", n=n), "Slet eller omdøb den ene.")
        for n in dict.fromkeys(dobbelte)
    ]
    return fundet, fejl


def _mangler(kilde: Tabelkilde, navn: str, deres: str | None) -> Filfejl:
    som = _(" (som {deres}, jf. --kolonner)", deres=deres) if deres else ""
    goer = "Tilføj kolonnen; den må gerne være tom i rækker, hvor der intet er."
    return _fejl(kilde, _("Kolonnen {navn}{som} mangler.", navn=navn, som=som), goer)


def _fejl(kilde: Tabelkilde, hvad: Dansk, goer: Dansk) -> Filfejl:
    sted = f"{kilde.sted}, {'række' if kilde.ark else 'linje'} {kilde.header_linje}"
    return Filfejl(vis_sti(sted), hvad, goer, Exit.MANGLER_ARK_ELLER_KOLONNE)
