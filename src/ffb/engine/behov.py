"""Which tables must hold a row before a text can answer with one: read off the text, by machine.

Opinion taken: a SELECT finds nothing where what it reads FROM, or an inner JOIN, finds nothing; a UNION needs
one of its branches. WHERE, LEFT JOIN and subqueries in conditions are not judged, so the answer may ask for
too little, never too much. An aggregate without GROUP BY always answers.
Needs sqlglot: `make docs` writes the answers down (`rules/behov.json`), a run reads them there.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import sqlglot
from sqlglot import exp

# any one of these sets of tables will do, if every table of it holds a row
Behov: TypeAlias = frozenset[frozenset[str]]
INTET: Behov = frozenset({frozenset[str]()})


def find_behov(sql: str) -> Behov:
    """What `sql` needs; `INTET` where that cannot be told."""
    return _behov(sqlglot.parse_one(sql, dialect="duckdb"), {})


def _behov(knude: Any, kendte: dict[str, Behov]) -> Behov:
    if isinstance(knude, exp.Table):
        return kendte.get(knude.name, frozenset({frozenset({knude.name})}))
    if isinstance(knude, exp.Subquery):
        return _behov(knude.this, kendte)
    if isinstance(knude, exp.Select | exp.Union):
        for cte in knude.ctes:
            kendte = kendte | {cte.alias: _behov(cte.this, kendte)}
    if isinstance(knude, exp.Union):
        return _faerrest(_behov(knude.left, kendte) | _behov(knude.right, kendte))
    if isinstance(knude, exp.Select) and not _svarer_altid(knude):
        return _joins(knude, kendte)
    return INTET


def _svarer_altid(select: exp.Select) -> bool:
    """Nothing read FROM, or one row made of however many."""
    if _fra(select) is None:
        return True
    dele = [*select.expressions, *filter(None, [select.args.get("having")])]
    samler = any(not a.find_ancestor(exp.Window) for d in dele for a in d.find_all(exp.AggFunc))
    return samler and not select.args.get("group")


def _fra(select: exp.Select) -> Any:
    return select.args.get("from_") or select.args.get("from")


def _joins(select: exp.Select, kendte: dict[str, Behov]) -> Behov:
    svar = _behov(_fra(select).this, kendte)
    for join in select.args.get("joins") or []:
        if join.side in ("RIGHT", "FULL"):
            return INTET
        if not join.side and join.kind in ("", "INNER", "CROSS"):
            hoejre = _behov(join.this, kendte)
            svar = frozenset(a | b for a in svar for b in hoejre)
    return _faerrest(svar)


def _faerrest(behov: Behov) -> Behov:
    """Without the sets that ask for more than another one does."""
    return frozenset(a for a in behov if not any(b < a for b in behov))
