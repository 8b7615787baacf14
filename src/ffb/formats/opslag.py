"""Look-ups a kommune keeps beside its data: who owns a sag, and what a P-nummer is called (`--opslag`).

One CSV with SAGSNUMMER;ENHED;SAGSBEHANDLER, or P_NUMMER;TILBUD, or all five. Source: 3-rapport (CPR-lister).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ffb.formats.lille_csv import LilleCsv, read_lille_csv


@dataclass(frozen=True, slots=True)
class Opslag:
    """`sager`: sagsnummer -> (enhed, sagsbehandler); `tilbud`: P-nummer -> name."""

    sager: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    tilbud: dict[str, str] = field(default_factory=dict)


def read_opslag(sti: Path) -> Opslag:
    """Read one look-up file.

    Raises:
        Laesefejl: neither pair of columns is there, or a key is told two ways (each listed).
    """
    fil = read_lille_csv(sti)
    har_sag = "SAGSNUMMER" in fil.kolonner and {"ENHED", "SAGSBEHANDLER"} & set(fil.kolonner)
    har_tilbud = {"P_NUMMER", "TILBUD"} <= set(fil.kolonner)
    if not har_sag and not har_tilbud:
        goer = "Skriv SAGSNUMMER;ENHED;SAGSBEHANDLER eller P_NUMMER;TILBUD i første linje."
        fil.add_fejl(1, "Overskriften har ingen af de kolonner, der kan slås op i.", goer)
    opslag = Opslag()
    for linje, raekke in fil.raekker:
        _add(fil, linje, opslag, raekke)
    fil.raise_fejl()
    return opslag


def _add(fil: LilleCsv, linje: int, opslag: Opslag, raekke: dict[str, str]) -> None:
    if sag := raekke.get("SAGSNUMMER"):
        svar = (raekke.get("ENHED") or None, raekke.get("SAGSBEHANDLER") or None)
        if opslag.sager.setdefault(sag, svar) != svar:
            fil.add_fejl(linje, "Samme SAGSNUMMER står med to forskellige ejere.", "Behold den ene linje.")
    if p_nummer := raekke.get("P_NUMMER"):
        tilbud = raekke.get("TILBUD", "")
        if opslag.tilbud.setdefault(p_nummer, tilbud) != tilbud:
            fil.add_fejl(linje, "Samme P_NUMMER står med to forskellige navne.", "Behold den ene linje.")
