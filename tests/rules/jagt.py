"""Hunt the mutants of the rules with the rules' own cases: which are noticed, and which live on.

A mutant is *dræbt* when any case of its rule gives other findings than the case says, or the SQL breaks on
the data or never answers; *ens* when it is listed in ens.toml as unable to make a difference; else it
*overlever*. What DuckDB will not even bind is no mutant. The worlds are those of the tests, cut by emne: a
join gone wrong in a small world is quick.
Source: issue 3, part 9.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from threading import Timer
from typing import TypeAlias

import duckdb
import sqlglot

from ffb.engine.duckdb import DuckDB
from ffb.engine.motor import Resultat
from ffb.engine.sqlfil import SqlFil, load_sqlfiler
from ffb.rules.hoved import Regel, find_regel, load_regler
from ffb.rules.koer import RegelFejl, Verden
from rules.mutant import Mutant, find_mutanter, find_navne
from rules.sager import Sag, compare, delte_verdener, load_sager, prepare_sager

Tekst: TypeAlias = Regel | SqlFil
UBUNDET = (duckdb.BinderException, duckdb.ParserException, duckdb.CatalogException)
NOK = 5000  # no case finds so many
TAALMOD = 10.0  # seconds; an answer takes a hundredth of one
ENS = Path(__file__).parent / "ens.toml"


@dataclass(frozen=True, slots=True)
class Dom:
    """What became of one mutant of a rule (its id) or view (its name): `draebt`, `overlever` or `ubundet`."""

    tekst: str
    mutant: Mutant
    udfald: str

    @property
    def noegle(self) -> tuple[str, str]:
        return self.tekst, self.mutant.navn


class Utaalmodig(DuckDB):
    """DuckDB that is stopped when it does not answer: a join gone wrong would sort millions of rows."""

    def query(self, sql: str) -> Resultat:
        vaekker = Timer(TAALMOD, self._db.interrupt)
        vaekker.start()
        try:
            return super().query(sql)
        finally:
            vaekker.cancel()


class Jagt:
    """The worlds of one emne's cases at a time, by their settings; taken in emne order none is made twice."""

    def __init__(self) -> None:
        self.emne: str | None = None
        self.verdener: list[tuple[Verden, list[Sag]]] = []

    def hunt(self, tekst: Tekst, mutanter: Sequence[Mutant]) -> list[Dom]:
        """The fate of each mutant of one rule or view."""
        if isinstance(tekst, SqlFil):
            return self._hunt_visning(tekst, mutanter)
        verdener = self._verdener(tekst)
        verdener += [(_verden([s]), [s]) for s in load_sager() if s.regel == tekst.id and s.alene]
        return [Dom(tekst.id, m, _doem(tekst, m.sql, verdener)) for m in mutanter]

    def _verdener(self, regel: Regel) -> list[tuple[Verden, list[Sag]]]:
        if self.emne != regel.emne:
            self.emne = regel.emne
            self.verdener = [
                (_verden(egne), egne)
                for sager in delte_verdener()
                if (egne := [s for s in sager if emne(s.regel) == regel.emne])
            ]
        alle = [(verden, [s for s in sager if s.regel == regel.id]) for verden, sager in self.verdener]
        return [(verden, sager) for verden, sager in alle if sager]

    def _hunt_visning(self, fil: SqlFil, mutanter: Sequence[Mutant]) -> list[Dom]:
        """Noticed by any rule that reads the view is noticed; emne by emne, as the worlds are."""
        visninger, regler = _laesere(fil)
        udfald = dict.fromkeys(mutanter, "overlever")
        for _, gruppe in groupby(sorted(regler, key=lambda r: (r.emne, r.id)), key=lambda r: r.emne):
            af_emnet = list(gruppe)
            for mutant in [m for m, u in udfald.items() if u == "overlever"]:
                udfald[mutant] = self._doem_visning(fil, mutant, visninger, af_emnet)
            self._define(af_emnet[0], [fil, *visninger])
        for sag in [s for r in regler for s in load_sager() if s.regel == r.id and s.alene]:
            self._judge_alene(fil, udfald, visninger, sag)
        return [Dom(fil.navn, m, u) for m, u in udfald.items()]

    def _judge_alene(self, fil: SqlFil, udfald: dict[Mutant, str], visninger: list[SqlFil], sag: Sag) -> None:
        """Those still alive, in the world a case has to itself."""
        tilbage = [m for m, u in udfald.items() if u == "overlever"]
        regel = find_regel(sag.regel)
        if not tilbage or regel is None:
            return
        verden = _verden([sag])
        for mutant in tilbage:
            for visning in [replace(fil, sql=mutant.sql), *visninger]:
                verden.motor.define(visning.navn, visning.sql, gem=True)
            udfald[mutant] = _doem(regel, regel.sql or "", [(verden, [sag])])

    def _doem_visning(self, fil: SqlFil, mutant: Mutant, visninger: list[SqlFil], regler: list[Regel]) -> str:
        try:
            self._define(regler[0], [replace(fil, sql=mutant.sql), *visninger])
        except duckdb.Error as fejl:
            return "ubundet" if isinstance(fejl, UBUNDET) else "draebt"
        opdaget = (_doem(r, r.sql or "", self._verdener(r)) == "draebt" for r in regler)
        return "draebt" if any(opdaget) else "overlever"

    def _define(self, regel: Regel, visninger: list[SqlFil]) -> None:
        self._verdener(regel)
        for verden, _ in self.verdener:
            for fil in visninger:
                verden.motor.define(fil.navn, fil.sql, gem=True)


def emne(id_: str) -> str | None:
    regel = find_regel(id_)
    return regel.emne if regel else None


def _laesere(fil: SqlFil) -> tuple[list[SqlFil], list[Regel]]:
    """The views and rules that read a view, directly or through another."""
    naaet, visninger = {fil.navn}, []
    for anden in regelvisninger():
        if anden.navn != fil.navn and naaet & _tabeller(anden.sql):
            naaet.add(anden.navn)
            visninger.append(anden)
    return visninger, [r for r in sql_regler() if naaet & _tabeller(r.sql or "")]


@cache
def _tabeller(sql: str) -> frozenset[str]:
    return frozenset(t.name for t in sqlglot.parse_one(sql, dialect="duckdb").find_all(sqlglot.exp.Table))


def _verden(sager: list[Sag]) -> Verden:
    motor = Utaalmodig(traade=1, hukommelse="1GB")
    prepare_sager(motor, sager)
    return Verden(motor)


def _doem(regel: Regel, sql: str, verdener: list[tuple[Verden, list[Sag]]]) -> str:
    for verden, sager in verdener:
        try:
            if _bemaerkes(verden, replace(regel, sql=_kun_egne(sql, sager)), sager):
                return "draebt"
        except RegelFejl as fejl:
            return "ubundet" if isinstance(fejl.__context__, UBUNDET) else "draebt"
    return "overlever"


def _kun_egne(sql: str, sager: list[Sag]) -> str:
    """Only the findings of these cases, and no more than enough: a join gone wrong may find millions."""
    fra_til = " OR ".join(f"leverance_id BETWEEN {s.nr * 100} AND {s.nr * 100 + 99}" for s in sager)
    return f"SELECT * FROM ({sql}) AS alle WHERE {fra_til} LIMIT {NOK}"


def _bemaerkes(verden: Verden, regel: Regel, sager: list[Sag]) -> bool:
    fund = verden.find(regel) if verden.status(regel)[0] == "koert" else []
    return any(ventet != vist for ventet, vist in (compare(sag, fund) for sag in sager))


def sql_regler() -> list[Regel]:
    return [r for r in load_regler() if r.sql]


@cache
def regelvisninger() -> tuple[SqlFil, ...]:
    """The views of the model that rules read and the report does not."""
    visninger = load_sqlfiler("ffb.model", "sql")
    laest = {navn for f in load_sqlfiler("ffb.rapport", "sql") for navn in _tabeller(f.sql)}
    for fil in reversed(visninger):  # a view reads only those before it
        laest |= _tabeller(fil.sql) if fil.navn in laest else set()
    af_regler = {navn for r in sql_regler() for navn in _tabeller(r.sql or "")}
    for fil in reversed(visninger):
        af_regler |= _tabeller(fil.sql) if fil.navn in af_regler else set()
    return tuple(f for f in visninger if f.navn in af_regler - laest)


def tekster() -> list[Tekst]:
    """Every text whose mutants are hunted."""
    return [*sorted(sql_regler(), key=lambda r: (r.emne, r.id)), *regelvisninger()]


def navn(tekst: Tekst) -> str:
    return tekst.navn if isinstance(tekst, SqlFil) else tekst.id


def udvalg(tekst: Tekst, antal: int, ogsaa: Sequence[str] = ()) -> list[Mutant]:
    """The same few mutants of a text every time, those whose hash is smallest, and those named in `ogsaa`."""
    navne = sorted(find_navne(tekst.sql or ""), key=lambda m: sha256(f"{navn(tekst)} {m}".encode()).digest())
    valgte = {*navne[:antal], *ogsaa}
    return find_mutanter(tekst.sql or "", lambda m: m in valgte)


def load_ens() -> dict[tuple[str, str], str]:
    """(rule or view, mutant) -> why no case can tell it from the text."""
    poster = tomllib.loads(ENS.read_text(encoding="utf-8")).get("ens", [])
    return {(hvor, mutant): p["grund"] for p in poster for mutant in p["mutanter"] for hvor in p["i"]}
