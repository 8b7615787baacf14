"""A vendor's own column names: a small TOML, ours = theirs (`--kolonner nexus.toml`).

[ydelse]
FFB_YDELSE_UUID = "Ydelse-uuid"
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.formats.graenser import filfejl, vis_sti
from ffb.formats.personliste import LISTESPEC
from ffb.formats.samling import open_fil
from ffb.formats.tabel.spec import TABELSPEC
from ffb.sprog import Dansk, _


def read_kolonner(sti: Path) -> dict[str, dict[str, str]]:
    """{table: {our column: theirs}}, our names in upper case.

    Raises:
        Laesefejl: no TOML, or every table and column we do not have and every name used twice.
    """
    with open_fil(sti) as fil:
        try:
            data = tomllib.loads(fil.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise filfejl(str(sti), "Filen er ikke UTF-8.", "Gem den som UTF-8.", Exit.TEGNSAET) from None
        except tomllib.TOMLDecodeError as fejl:
            hvad = _("Filen er ikke gyldig TOML ({fejl}).", fejl=fejl)
            raise filfejl(str(sti), hvad, 'Skriv [ydelse] og NAVN = "deres navn".', Exit.OPSAETNING) from None
    fejl_list: list[Filfejl] = []
    ud = {navn.lower(): _read_tabel(sti, navn, tabel, fejl_list) for navn, tabel in data.items()}
    if fejl_list:
        raise Laesefejl(fejl_list)
    return ud


def find_kolonnenavne(tabel: str) -> set[str] | None:
    """Our columns of a table of the format, or of a list beside it; None where there is no such table."""
    if tabel in TABELSPEC:
        return {k.navn for k in TABELSPEC[tabel].kolonner}
    return {k.navn for k in LISTESPEC[tabel]} if tabel in LISTESPEC else None


def _read_tabel(sti: Path, navn: str, tabel: Any, fejl: list[Filfejl]) -> dict[str, str]:
    def meld(hvad: Dansk, goer: Dansk) -> None:
        fejl.append(Filfejl(vis_sti(f"{sti}, [{navn}]"), hvad, goer, Exit.OPSAETNING))

    vores = find_kolonnenavne(navn.lower())
    if vores is None or not isinstance(tabel, dict):
        meld(
            "Tabellen findes ikke i tabelformatet.",
            _("Brug en af {navne}.", navne=", ".join([*TABELSPEC, *LISTESPEC])),
        )
        return {}
    for kolonne in [k for k in tabel if k.upper() not in vores]:
        meld(
            _("Kolonnen {kolonne} findes ikke.", kolonne=kolonne),
            _("Brug en af {navne}.", navne=", ".join(sorted(vores))),
        )
    for kolonne in [k for k, v in tabel.items() if not isinstance(v, str) or not v.strip()]:
        meld(
            _("{kolonne} er ikke en tekst.", kolonne=kolonne),
            _('Skriv {kolonne} = "deres navn".', kolonne=kolonne),
        )
    deres = [v.strip().upper() for v in tabel.values() if isinstance(v, str)]
    for dobbelt in sorted({d for d in deres if deres.count(d) > 1}):
        meld(
            _("Deres kolonne {dobbelt} er brugt to gange.", dobbelt=dobbelt),
            "Knyt hver af deres kolonner til én af vores.",
        )
    return {k.upper(): v.strip() for k, v in tabel.items() if isinstance(v, str)}
