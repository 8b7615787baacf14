"""The report as an object: one set of tables that every output reads.

Opinion taken: figures are final here. A renderer chooses look, never numbers; so page, terminal, JSON,
CSV, XLSX and PDF cannot disagree (a test opens them all and compares).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from ffb.sprog import Dansk, _

# tekst: words · kode: an identifier, always text (CPR, UUID, DST-kode) · antal: whole number ·
# andel: Decimal percent, one decimal · tal: Decimal · dato: ISO text YYYY-MM-DD ·
# tid: text as delivered · liste: list of texts
Kolonnetype = Literal["tekst", "kode", "antal", "andel", "tal", "dato", "tid", "liste"]


@dataclass(frozen=True, slots=True)
class Kolonne:
    """A column: `navn` is the JSON key, `titel` what people read, `vores` marks what goes beyond DST."""

    navn: str
    titel: Dansk
    type: Kolonnetype
    vores: bool = False
    fejl: bool = False  # a count of something to mend: shown as such when > 0


@dataclass(frozen=True, slots=True)
class Rapporttabel:
    """One table: rows are dicts keyed by column name; None is a value that cannot be judged.

    Args:
        navn: file and sheet name (ASCII), e.g. `tabel1`.
        titel: the heading.
        svar: the answer in one sentence, shown before the table.
        noter: how it is counted, under the table.
        persondata: True where a row is about one citizen; left out or made safe by `--sikker`.
        total: True where the last row is "I alt".
    """

    navn: str
    titel: Dansk
    kolonner: tuple[Kolonne, ...]
    raekker: list[dict[str, Any]]
    svar: Dansk = ""
    noter: tuple[Dansk, ...] = ()
    persondata: bool = False
    total: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "titel", _(self.titel))
        object.__setattr__(self, "svar", _(self.svar))
        object.__setattr__(self, "noter", tuple(_(n) for n in self.noter))


@dataclass(slots=True)
class Rapport:
    """The FFB report of one kommune and period.

    Args:
        tabeller: in reading order: leverancer, kontakter, tabel1, tabel1_pr_dst_kode, tabel2,
            tabel2_opdelt, cpr_liste_1, cpr_liste_2, ydelsesrapport.
        tal: single figures beside the tables (uden_dst_kode, mangler_alle, borgere …).
        konklusion: the verdict as (`klar` | `klar_med_mangler` | `tom`, one sentence, what happens next).
        sikker: True when the lists carry sagsnummer or pseudonym instead of CPR.
    """

    kommune_kode: str | None
    kommune_navn: str
    demo: bool
    periode_fra: date
    periode_til: date
    dannet_paa: str  # newest indberetningstidspunkt, as delivered
    tabeller: dict[str, Rapporttabel]
    tal: dict[str, Any]
    indstillinger: dict[str, Any]
    versioner: dict[str, Any]
    konklusion: tuple[str, str, str]
    noter: list[str] = field(default_factory=list)
    sikker: bool = False

    @property
    def i_alt(self) -> dict[str, Any]:
        """The last row of Tabel 1."""
        return self.tabeller["tabel1"].raekker[-1]

    @property
    def med_fejl(self) -> int:
        """Ydelser with one of the five errors."""
        return int(self.i_alt["antal"] - self.i_alt["fejlfri"])

    @property
    def mangler(self) -> int:
        """Citizens who lack one of the five of Tabel 2."""
        raekker = self.tabeller["tabel2"].raekker
        return int(next(r["antal"] for r in raekker if r["raekke"] == "progressionsdata"))

    @property
    def filnavn(self) -> str:
        """Stem of every file made from the report: `rapport-9001`, or `rapport` where kommune is unknown."""
        return f"rapport-{self.kommune_kode}" if self.kommune_kode else "rapport"


@dataclass(slots=True)
class Opgoerelse:
    """What a kommune's data are held against: a conclusion and tables, as every output reads them.

    Args:
        art: what it is and the stem of its files, ASCII: `afstemning`, `indfasning`, `systemskifte` …
        konklusion: (`klar` | `klar_med_mangler` | `tom`, words, one sentence, what happens next).
        fakta: (label, text) of the title block.
        tal: single figures, JSON keys.
        forbehold: what it is and is not.
    """

    art: str
    titel: Dansk
    kommune_kode: str | None
    kommune_navn: str
    demo: bool
    dannet_paa: str  # newest indberetningstidspunkt, as delivered
    konklusion: tuple[str, str, str, str]
    tabeller: dict[str, Rapporttabel]
    fakta: list[tuple[Dansk, str]] = field(default_factory=list)
    tal: dict[str, Any] = field(default_factory=dict)
    indstillinger: dict[str, Any] = field(default_factory=dict)
    noter: list[Dansk] = field(default_factory=list)
    forbehold: Dansk = ""
    sikker: bool = False

    def __post_init__(self) -> None:
        self.titel, self.forbehold = _(self.titel), _(self.forbehold)
        self.fakta = [(_(navn), tekst) for navn, tekst in self.fakta]
        self.noter = [_(n) for n in self.noter]
