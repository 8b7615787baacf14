"""The mapping table: what each term of the older system becomes, how sure that is, and why.

Opinion taken: a line says one thing. Several sure lines of a term are a split, in the order they stand; a
sure line without a code says the term has no counterpart and is lost; any line that is not sure makes the
whole term one a person decides on, with the lines as her choices. Terms are compared as people read them:
blanks and capitals do not count. Grain: role, term, code. Source: 6-sag (Conversion).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ffb.begreber import (
    Begreb,
    fag_navn_list,
    find_begreb,
    find_levetider,
    load_katalog_paa,
    normaliser_kode,
)
from ffb.begreber.soeg import fold
from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.formats.graenser import vis_sti
from ffb.formats.lille_csv import read_lille_csv
from ffb.konvertering.arter import DELES, ROLLENAVN, ROLLER
from ffb.konvertering.poster import VIST, fold_art
from ffb.sprog import Dansk, _

SIKKER, MULIG = "sikker", "mulig"
SIKKERHED: dict[str, Dansk] = {SIKKER: "Sikker", MULIG: "Skal afgøres"}
KOLONNER = ("ROLLE", "GAMMEL_TERM", "FFB_KODE", "SIKKERHED", "NOTE")
FLEST = 100_000
Term = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Linje:
    """One line of the table; `kode` None = no counterpart in FFB. `nr` is its line in the file."""

    rolle: str
    term: str
    kode: str | None
    sikkerhed: str = SIKKER
    note: str = ""
    nr: int = 0

    @property
    def noegle(self) -> Term:
        return self.rolle, term_noegle(self.term)


def term_noegle(term: str) -> str:
    """How a term is compared."""
    return " ".join(term.split()).casefold()


def group_linjer(linjer: Iterable[Linje]) -> dict[Term, tuple[Linje, ...]]:
    """(role, term) -> its lines, in their order."""
    ud: dict[Term, list[Linje]] = {}
    for linje in linjer:
        ud.setdefault(linje.noegle, []).append(linje)
    return {k: tuple(v) for k, v in ud.items()}


def read_tabel(sti: Path, dag: date) -> list[Linje]:
    """Read a table (CSV, or the first sheet of an XLSX; columns in any order).

    Raises:
        Laesefejl: a missing column, and everything `check_linjer` finds.
    """
    fil = read_lille_csv(sti)
    for navn in [k for k in KOLONNER[:3] if k not in fil.kolonner]:
        hvad = _("Kolonnen {navn} mangler.", navn=navn)
        fil.add_fejl(1, hvad, _("Skriv overskriften {kolonner}.", kolonner=";".join(KOLONNER)))
    fil.raise_fejl()
    linjer = [_linje(nr, r) for nr, r in fil.raekker]
    if fejl := check_linjer(linjer, dag, vis_sti(sti.name)):
        raise Laesefejl(fejl)
    return linjer


def _linje(nr: int, r: Mapping[str, str]) -> Linje:
    rolle, sikkerhed = fold_art(r.get("ROLLE", "")), fold(r.get("SIKKERHED", "") or SIKKER)
    kode = normaliser_kode(r.get("FFB_KODE")) or None
    return Linje(rolle, r.get("GAMMEL_TERM", "").strip(), kode, sikkerhed, r.get("NOTE", "").strip(), nr)


def write_tabel(linjer: Iterable[Linje]) -> bytes:
    """The table as CSV; the column FFB_TERM is for people and is not read again."""
    ud = io.StringIO(newline="")
    skriver = csv.writer(ud, delimiter=";", lineterminator="\r\n")
    skriver.writerow([*KOLONNER, "FFB_TERM"])
    for linje in linjer:
        begreb = find_begreb(linje.kode)
        term = begreb.term if begreb else ""
        skriver.writerow(
            [linje.rolle, _flad(linje.term), linje.kode or "", linje.sikkerhed, _flad(linje.note), term]
        )
    return ud.getvalue().encode("utf-8-sig")


def _flad(tekst: str) -> str:
    """No formula in a spreadsheet: a blank before a text that begins like one; read again it is gone."""
    return f" {tekst}" if tekst[:1] in ("=", "+", "-", "@") else tekst


# -- is it in order -------------------------------------------------------------------------------------


def check_linjer(linjer: Sequence[Linje], dag: date, sted: str) -> list[Filfejl]:
    """Everything wrong with a table that is to be used from a day on."""
    ud: list[Filfejl] = []
    for find in (_former, _koder, _dobbelte, _modsagte):
        fundet = list(find(linjer, dag))
        for linje, hvad, goer in fundet[:VIST]:
            hvor = _("{sti}, linje {linje}", sti=sted, linje=linje.nr) if linje.nr else _vis(linje)
            ud.append(Filfejl(hvor, hvad, goer, Exit.OPSAETNING))
        if len(fundet) > VIST:
            hvad = _("{antal} fejl mere af samme slags.", antal=len(fundet) - VIST)
            ud.append(Filfejl(sted, hvad, "Ret dem på samme måde.", Exit.OPSAETNING))
    if len(linjer) > FLEST:
        hvad = _("Tabellen har {antal} linjer; højst {flest}.", antal=len(linjer), flest=FLEST)
        ud.append(Filfejl(sted, hvad, "Del den i flere.", Exit.FOR_STOR))
    return ud


Fund = Iterator[tuple[Linje, Dansk, Dansk]]


def _vis(linje: Linje) -> str:
    return f"{_(ROLLENAVN.get(linje.rolle, linje.rolle))}: {linje.term}"


def _former(linjer: Sequence[Linje], dag: date) -> Fund:
    for linje in linjer:
        if linje.rolle not in ROLLER:
            yield linje, _("ROLLE er ukendt."), _("Skriv en af {roller}.", roller=", ".join(ROLLER))
        if not linje.term:
            yield linje, _("GAMMEL_TERM er tom."), _("Skriv termen, som den står i det gamle system.")
        if linje.sikkerhed not in SIKKERHED:
            yield linje, _("SIKKERHED er ukendt."), _("Skriv sikker eller mulig.")


def _koder(linjer: Sequence[Linje], dag: date) -> Fund:
    gaeldende = [k for navn in fag_navn_list() if (k := load_katalog_paa(navn, dag))]
    for linje in linjer:
        if linje.kode is None or linje.rolle not in ROLLER:
            continue
        begreb = next((b for k in gaeldende if (b := k.find(linje.kode))), None)
        if begreb is None:
            yield linje, _ukendt(linje.kode), _("Slå den rigtige kode op med ffb begreber find.")
        elif begreb.art not in ROLLER[linje.rolle]:
            hvad = _("»{term}« kan ikke bruges her.", term=begreb.term)
            yield linje, hvad, _("Vælg et begreb af arten {arter}.", arter=", ".join(ROLLER[linje.rolle]))


def _ukendt(kode: str) -> str:
    liv = find_levetider().get(kode)
    if liv is None or liv.udgaaet_i is None:
        return _("FFB_KODE findes ikke i de kataloger, der gælder den dag.")
    if liv.efterfoelger is None:
        return _("FFB_KODE er udgået i {version}.", version=liv.udgaaet_i)
    b = liv.efterfoelger
    return _("FFB_KODE er udgået i {v}; brug »{term}« ({kode}).", v=liv.udgaaet_i, term=b.term, kode=b.kode)


def _dobbelte(linjer: Sequence[Linje], dag: date) -> Fund:
    set_: set[tuple[Term, str | None]] = set()
    for linje in linjer:
        if (linje.noegle, linje.kode) in set_:
            yield linje, _("Linjen står der to gange."), _("Behold den ene.")
        set_.add((linje.noegle, linje.kode))


def _modsagte(linjer: Sequence[Linje], dag: date) -> Fund:
    """A term that is both lost and mapped, each for sure; or several of what can only be one."""
    for egne in group_linjer(linjer).values():
        sikre = [x for x in egne if x.sikkerhed == SIKKER]
        if len(sikre) > 1 and sikre[0].rolle in ROLLER and sikre[0].rolle not in DELES:
            yield sikre[1], _("Termen kan ikke blive til flere koder."), _("Behold én, eller skriv mulig.")
        if len(sikre) > 1 and any(x.kode is None for x in sikre):
            hvad = _("Termen har både en kode og ingen modsvarighed.")
            yield next(x for x in sikre if x.kode is None), hvad, _("Behold det ene.")


# -- proposals and differences ---------------------------------------------------------------------------


def propose_linjer(termer: Iterable[Term], kendte: Iterable[Linje], dag: date) -> list[Linje]:
    """A line for every term the table lacks: the concept of the same name, the successor of a withdrawn code,
    else none. Never sure: a person reads it first."""
    har = {linje.noegle for linje in kendte}
    ud = []
    for rolle, term in sorted(set(termer)):
        if (rolle, term_noegle(term)) in har:
            continue
        begreb, note = _find_forslag(rolle, term, dag)
        ud.append(Linje(rolle, term, begreb.kode if begreb else None, MULIG, note))
    return ud


def _find_forslag(rolle: str, term: str, dag: date) -> tuple[Begreb | None, str]:
    arter = ROLLER[rolle]
    liv = find_levetider().get(normaliser_kode(term))
    if liv and liv.efterfoelger and liv.efterfoelger.art in arter:
        return liv.efterfoelger, _("afløser ifølge kataloget")
    for navn in fag_navn_list():
        if (katalog := load_katalog_paa(navn, dag)) is None:
            continue
        ens = [b for art in arter for b in katalog.art(art) if fold(b.term) == fold(term)]
        if len(ens) == 1:
            return ens[0], _("samme navn")
    return None, _("intet forslag")


@dataclass(frozen=True, slots=True)
class Tabelforskel:
    """(role, term) of the terms that came, went, or became something else from one table to the next."""

    nye: tuple[Term, ...]
    fjernede: tuple[Term, ...]
    aendrede: tuple[Term, ...]


def find_tabelforskel(foer: Iterable[Linje], nu: Iterable[Linje]) -> Tabelforskel:
    """Compare two tables term by term; notes do not count."""
    a, b = group_linjer(foer), group_linjer(nu)

    def svar(linjer: tuple[Linje, ...]) -> list[tuple[str | None, str]]:
        return [(x.kode, x.sikkerhed) for x in linjer]

    return Tabelforskel(
        tuple(sorted(b.keys() - a.keys())),
        tuple(sorted(a.keys() - b.keys())),
        tuple(sorted(k for k in a.keys() & b.keys() if svar(a[k]) != svar(b[k]))),
    )
