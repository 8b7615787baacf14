"""What the commands that hold data against something share: reading, preparing, showing and writing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ffb.cli import valg
from ffb.sprog import _

if TYPE_CHECKING:
    from ffb.afstem.grundlag import Grundlag
    from ffb.engine.koersel import Opsaetning
    from ffb.formats.grundlag import Laesning
    from ffb.formats.personliste import Personliste
    from ffb.rapport.resultat import Opgoerelse


@dataclass(frozen=True, slots=True)
class Filer:
    """The options that say how deliveries are read and judged."""

    kommune: str | None
    system: str | None
    mapning: Path | None
    dst_koder: Path | None
    kolonner: Path | None
    opslag: Path | None
    pr_dato: str | None
    sikker: bool

    def read_liste(self, sti: Path, navn: str) -> Personliste:
        """A list of citizens, with this machine's key; what is odd about it is said."""
        from ffb.formats.personliste import read_personliste

        laesevalg = valg.build_laesevalg(None, None, self.kolonner)
        liste = read_personliste(sti, navn, laesevalg.identitet, laesevalg.kolonner.get(navn))
        for note in liste.noter:
            typer.echo(_("Advarsel: {note}", note=note), err=True)
        return liste

    def opsaetning(self) -> Opsaetning:
        """Settings; the period is for each command to say."""
        from datetime import date

        from ffb.cli.rapport import build_opsaetning

        kode = valg.parse_kommune(self.kommune)
        return build_opsaetning(
            date.min, date.max, kode, self.pr_dato, self.dst_koder, self.opslag, sikker=self.sikker
        )

    def read(self, stier: list[Path]) -> Laesning:
        """The deliveries, without the bundles a receiver would refuse."""
        from ffb.cli.rapport import read, udelad_afviste

        kommune = valg.parse_kommune(self.kommune)
        laesning = read(stier, kommune, self.system, self.kolonner, "hensigt", kun_afvisende=True)
        udelad_afviste(laesning)
        return laesning

    def prepare(self, stier: list[Path]) -> Grundlag:
        """Read the deliveries and prepare an engine over all their starts."""
        return self.prepare_laesning(self.read(stier))

    def prepare_laesning(self, laesning: Laesning) -> Grundlag:
        """Prepare an engine over all starts of a reading."""
        from ffb.afstem.grundlag import prepare_grundlag
        from ffb.engine.duckdb import DuckDB

        return prepare_grundlag(DuckDB(), laesning, valg.load_mapning(self.mapning), self.opsaetning())


def vis_og_skriv(svar: Opgoerelse, stier: dict[str, Path | None]) -> None:
    """Write the files asked for, then print the conclusion and where they are."""
    from ffb.render.opgoerelse import print_opgoerelse, write_opgoerelse

    skrevet = write_opgoerelse(svar, stier)
    print_opgoerelse(svar, filer=skrevet)
    if not skrevet and any(t.persondata and t.raekker for t in svar.tabeller.values()):
        typer.echo(_("Listerne med borgere skrives kun til filer: brug --xlsx, --csv eller --json."))
