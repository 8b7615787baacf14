"""Official catalogue files to a draft of a version: KL's FHIR CodeSystem and ValueSet, OIO Klasse, CSV.

What a file is, is told by its first characters, not by its name. Source: 9-uddatasaet, the codes, OIO Klasse.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ffb.begreber.udkast import Udkast
from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.formats.graenser import GB, vis_bytes, vis_sti
from ffb.formats.katalog.csv_fil import read_csv_fil
from ffb.formats.katalog.kl_fhir import read_fhir_fil, take_vaerdisaet
from ffb.formats.katalog.oio_klasse import read_klasse_fil
from ffb.sprog import _

STOERST = GB
"""Bytes of one file: 500,000 concepts with definitions are about 0.2 GB."""


def read_katalogfiler(stier: Iterable[Path]) -> Udkast:
    """What the files say together; their own faults are in its `fejl`.

    Raises:
        Laesefejl: a file cannot be read as a whole, or is of no kind we know; all such faults.
    """
    udkast, fejl, saet = Udkast(), list[Filfejl](), list[tuple[str, Any]]()
    for sti in stier:
        try:
            saet += _read(sti, udkast)
        except Laesefejl as brudt:
            fejl += brudt.fejl
    if fejl:
        raise Laesefejl(fejl)
    alene = not udkast.poster
    for navn, r in saet:
        take_vaerdisaet(r, navn, udkast, alene=alene)
    return udkast


def _read(sti: Path, udkast: Udkast) -> list[tuple[str, Any]]:
    """Adds one file; returns its value sets with its name, for when all code systems are read."""
    navn = vis_sti(sti.name)
    try:
        stoerrelse = sti.stat().st_size
        with sti.open("rb") as fil:
            begyndelse = fil.read(4096)
    except OSError:
        raise _fejl(navn, "Filen findes ikke.", "Kontrollér stien.", Exit.FINDES_IKKE) from None
    if stoerrelse > STOERST:
        hvad = _("Filen fylder mere end {hoejst}.", hoejst=vis_bytes(STOERST))
        raise _fejl(navn, hvad, "Kontrollér, at det er den rigtige.", Exit.FOR_STOR)
    udkast.filer.append(navn)
    foerste = begyndelse.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1]
    if foerste == b"<":
        read_klasse_fil(sti, navn, udkast)
    elif foerste in (b"{", b"["):
        return [(navn, r) for r in read_fhir_fil(sti, navn, udkast)]
    elif begyndelse[:2] == b"PK":
        hvad = _("Filen er et regneark eller en ZIP.")
        raise _fejl(navn, hvad, "Gem arket som CSV, eller pak filen ud.", Exit.BESKADIGET)
    else:
        read_csv_fil(sti, navn, udkast)
    return []


def _fejl(sted: str, hvad: str, goer: str, kode: Exit) -> Laesefejl:
    return Laesefejl([Filfejl(sted, hvad, goer, kode)])


__all__ = ["read_katalogfiler"]
