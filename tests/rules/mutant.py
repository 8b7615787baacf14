"""Small faults put into a rule's SQL, one at a time: a case that is worth having notices each of them.

Opinion taken: the operators are our own, over sqlglot's tree, and each is a slip a person makes: `<` for
`<=`, a condition forgotten, AND for OR, a day or a level too many, LEFT JOIN for JOIN. Left out: the words of
`aarsag` (test_regler_sager holds them all against the rows), the infinite date 9999-12-31, the word COALESCE
puts for nothing and the `|` between the parts of a key (any word would do; that one stands there at all is a
mutant of its own), and in ORDER BY the keys after the first and a row's place, which only make the order
whole. A mutant is named by what it changes, so the name outlives a new line break.
Source: issue 3, part 9.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import sqlglot
from sqlglot import exp

BYT_UD: dict[type[exp.Expression], tuple[type[exp.Expression], ...]] = {
    exp.EQ: (exp.NEQ,),
    exp.NEQ: (exp.EQ,),
    exp.LT: (exp.LTE, exp.GT),
    exp.LTE: (exp.LT, exp.GTE),
    exp.GT: (exp.GTE, exp.LT),
    exp.GTE: (exp.GT, exp.LTE),
    exp.Min: (exp.Max,),
    exp.Max: (exp.Min,),
    exp.Least: (exp.Greatest,),
    exp.Greatest: (exp.Least,),
    exp.Add: (exp.Sub,),
    exp.Sub: (exp.Add,),
}
SAMMENLIGNING = (exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE)
UENDELIG = date(9999, 12, 31)
ANDEN_TEKST = "MUTANT"
STED = ("leverance_id", "fil_nr")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault in one rule. `navn` is unique within the rule: `<operator>: <what changes>`."""

    operator: str
    navn: str
    sql: str


Forslag = tuple[str, exp.Expression]  # what changes, and the node that takes the place


def find_mutanter(sql: str, kun: Callable[[str], bool] = lambda navn: True) -> list[Mutant]:
    """Every mutant of a rule's SELECT whose name passes `kun`, in the order of the text; none twice."""
    trae = sqlglot.parse_one(sql, dialect="duckdb")
    set_med: set[str] = {_tekst(trae)}
    fundet = []
    for navn, operator, knude, ny in list(_find_forslag(trae)):
        if kun(navn) and (mutant_sql := _ombyt(trae, knude, ny)) not in set_med:
            set_med.add(mutant_sql)
            fundet.append(Mutant(operator, navn, mutant_sql))
    return fundet


def find_navne(sql: str) -> list[str]:
    """The names of the mutants, without making them."""
    return [navn for navn, *_ in _find_forslag(sqlglot.parse_one(sql, dialect="duckdb"))]


def _find_forslag(trae: exp.Expression) -> Iterator[tuple[str, str, exp.Expression, exp.Expression]]:
    """(name, operator, node, what takes its place); names that would be alike are numbered."""
    navne: Counter[str] = Counter()
    for knude in list(trae.walk(bfs=False)):
        for operator, foreslaa in OPERATORER.items():
            for hvad, ny in foreslaa(knude):
                stamme = f"{operator}: {hvad}"
                navne[stamme] += 1
                nr = f" #{navne[stamme]}" if navne[stamme] > 1 else ""
                yield stamme + nr, operator, knude, ny


def _ombyt(trae: exp.Expression, knude: exp.Expression, ny: exp.Expression) -> str:
    """The SQL with `ny` in the place of `knude`; the tree is left as it was."""
    if knude is trae:
        return _tekst(ny)
    knude.replace(ny)
    sql = _tekst(trae)
    ny.replace(knude)
    return sql


def _tekst(knude: exp.Expression) -> str:
    return knude.sql(dialect="duckdb", comments=False)


def _i_stedet(knude: exp.Expression, ny: exp.Expression) -> Forslag:
    return f"{_tekst(knude)} -> {_tekst(ny)}", ny


# -- operators: node -> what could stand there instead ------------------------------------------------


def _sammenlign(knude: exp.Expression) -> Iterator[Forslag]:
    if isinstance(knude, SAMMENLIGNING):
        yield from (_i_stedet(knude, slags(**_dele(knude))) for slags in BYT_UD[type(knude)])
    if isinstance(knude, exp.Between):
        x, lav, hoej = (knude.args[n].copy() for n in ("this", "low", "high"))
        for fra, til in ((exp.GT, exp.LTE), (exp.GTE, exp.LT)):
            ny = exp.and_(
                fra(this=x.copy(), expression=lav.copy()), til(this=x.copy(), expression=hoej.copy())
            )
            yield _i_stedet(knude, exp.paren(ny))


def _yderpunkt(knude: exp.Expression) -> Iterator[Forslag]:
    if isinstance(knude, exp.Min | exp.Max | exp.Least | exp.Greatest | exp.Add | exp.Sub):
        ny = knude.copy()
        yield _i_stedet(knude, BYT_UD[type(knude)][0](**ny.args))


def _fjern(knude: exp.Expression) -> Iterator[Forslag]:
    if isinstance(knude, exp.And | exp.Or):
        for ud, ind in (("this", "expression"), ("expression", "this")):
            if not isinstance(knude.args[ud], type(knude)):
                yield f"{_tekst(knude.args[ud])} ({knude.key})", knude.args[ind].copy()
    if isinstance(knude, exp.Where | exp.Having) and not isinstance(knude.this, exp.And | exp.Or):
        yield _tekst(knude), type(knude)(this=exp.true())
    if isinstance(knude, exp.Join) and knude.args.get("on") and not isinstance(knude.args["on"], exp.And):
        ny = knude.copy()
        ny.set("on", exp.true())
        yield f"ON for {knude.alias_or_name}: {_tekst(knude.args['on'])}", ny


def _og_eller(knude: exp.Expression) -> Iterator[Forslag]:
    if isinstance(knude, exp.And | exp.Or):
        slags = exp.Or if isinstance(knude, exp.And) else exp.And
        hvad = f"{knude.key} {_tekst(knude.expression)} -> {slags.key}"
        yield hvad, exp.paren(slags(**_dele(knude)), copy=False)


def _graense(knude: exp.Expression) -> Iterator[Forslag]:
    """A number, interval or date one too small and one too big; the 0 or 1 of a branch becomes the other."""
    if not isinstance(knude, exp.Literal) or isinstance(knude.parent, exp.DataTypeParam):
        return
    if isinstance(knude.parent, exp.Cast) and knude.parent.to.is_type("date"):
        dag = date.fromisoformat(knude.name)
        if dag not in (UENDELIG, date.min, date.max):
            yield from (_i_stedet(knude, exp.Literal.string(str(dag + timedelta(days=n)))) for n in (-1, 1))
    elif knude.name.isdigit() and _er_maerke(knude):
        yield _i_stedet(knude, exp.Literal.number(1 - int(knude.name)))
    elif knude.name.isdigit() and (knude.is_number or isinstance(knude.parent, exp.Interval)):
        tal = int(knude.name)
        if knude.is_number:
            yield from (_i_stedet(knude, exp.Literal.number(tal + n)) for n in (-1, 1))
        else:
            yield from (_i_stedet(knude, exp.Literal.string(str(tal + n))) for n in (-1, 1))


def _er_maerke(knude: exp.Expression) -> bool:
    gren = isinstance(knude.parent, exp.If) and knude.arg_key == "true"
    ellers = isinstance(knude.parent, exp.Case) and knude.arg_key == "default"
    return (gren or ellers) and knude.name in ("0", "1")


def _erstatning(knude: exp.Expression) -> Iterator[Forslag]:
    """COALESCE without one of its values."""
    if isinstance(knude, exp.Coalesce):
        led = [knude.this, *knude.expressions]
        for n in range(len(led)):
            rest = [x.copy() for m, x in enumerate(led) if m != n]
            yield _i_stedet(
                knude, exp.Coalesce(this=rest[0], expressions=rest[1:]) if len(rest) > 1 else rest[0]
            )


def _benaegt(knude: exp.Expression) -> Iterator[Forslag]:
    if isinstance(knude, exp.Not):
        yield _i_stedet(knude, knude.this.copy())
    elif isinstance(knude, exp.Is | exp.In | exp.Like | exp.Exists) and not isinstance(knude.parent, exp.Not):
        yield _i_stedet(knude, exp.Not(this=knude.copy()))


def _distinct(knude: exp.Expression) -> Iterator[Forslag]:
    if isinstance(knude, exp.Select) and knude.args.get("distinct"):
        ny = knude.copy()
        ny.set("distinct", None)
        yield f"SELECT DISTINCT {', '.join(map(_tekst, knude.expressions))}", ny
    if isinstance(knude, exp.Count) and isinstance(knude.this, exp.Distinct):
        yield _i_stedet(knude, exp.Count(this=knude.this.expressions[0].copy(), big_int=True))
    elif isinstance(knude, exp.Count) and not isinstance(knude.this, exp.Star):
        yield _i_stedet(knude, exp.Count(this=exp.Star(), big_int=True))


def _join(knude: exp.Expression) -> Iterator[Forslag]:
    if isinstance(knude, exp.Join) and knude.args.get("on"):
        ny = knude.copy()
        ny.set("side", None if knude.side else "LEFT")
        fra, til = (f"{j.side} JOIN".strip() for j in (knude, ny))
        yield f"{fra} {knude.alias_or_name} -> {til}", ny


def _kode(knude: exp.Expression) -> Iterator[Forslag]:
    """A word for another, one value of IN or one branch of UNION ALL left out."""
    if isinstance(knude, exp.Literal) and knude.is_string and not any(er(knude) for er in IKKE_ORD):
        yield _i_stedet(knude, exp.Literal.string(ANDEN_TEKST))
    if isinstance(knude, exp.In) and len(knude.expressions) > 1:
        for n, led in enumerate(knude.expressions):
            ny = knude.copy()
            ny.set("expressions", [x.copy() for m, x in enumerate(knude.expressions) if m != n])
            yield f"{_tekst(knude.this)} IN uden {_tekst(led)}", ny
    if isinstance(knude, exp.Union):
        for ud, ind in (("this", "expression"), ("expression", "this")):
            if not isinstance(knude.args[ud], exp.Union):
                yield f"UNION uden {_tekst(knude.args[ud])}", knude.args[ind].copy()


def _er_dato_eller_interval(knude: exp.Expression) -> bool:
    til = knude.parent.to if isinstance(knude.parent, exp.Cast) else None
    return isinstance(knude.parent, exp.Interval) or (til is not None and bool(til.is_type("date")))


def _er_fyld(knude: exp.Expression) -> bool:
    return knude.name in ("", "|") and isinstance(knude.parent, exp.Coalesce | exp.DPipe | exp.Concat)


def _er_aarsag(knude: exp.Expression) -> bool:
    navn = knude.find_ancestor(exp.Alias, exp.Select)
    betingelse = knude.find_ancestor(exp.Predicate, exp.Select)
    return (
        isinstance(navn, exp.Alias) and navn.alias == "aarsag" and isinstance(betingelse, exp.Select | None)
    )


IKKE_ORD = (_er_dato_eller_interval, _er_aarsag, _er_fyld)


def _gren(knude: exp.Expression) -> Iterator[Forslag]:
    if not isinstance(knude, exp.Case):
        return
    grene = knude.args["ifs"]
    for n, gren in enumerate(grene):
        ny = knude.copy()
        ny.set("ifs", [g.copy() for m, g in enumerate(grene) if m != n])
        if len(grene) == 1:
            ny = (knude.args.get("default") or exp.null()).copy()
        yield f"uden WHEN {_tekst(gren.this)}", ny
    if knude.args.get("default"):
        ny = knude.copy()
        ny.set("default", None)
        yield f"uden ELSE {_tekst(knude.args['default'])}", ny


def _vindue(knude: exp.Expression) -> Iterator[Forslag]:
    """The first key of the order turned round, and one key of the partition left out."""
    if not isinstance(knude, exp.Window):
        return
    if knude.args.get("order") and knude.args["order"].expressions[0].this.name not in STED:
        ny = knude.copy()
        foerste = ny.args["order"].expressions[0]
        foerste.set("desc", not foerste.args.get("desc"))
        foerste.set("nulls_first", None)
        yield f"ORDER BY {_tekst(knude.args['order'].expressions[0])} omvendt", ny
    noegler = knude.args.get("partition_by") or []
    for n, noegle in enumerate(noegler):
        ny = knude.copy()
        ny.set("partition_by", [k.copy() for m, k in enumerate(noegler) if m != n])
        yield f"PARTITION BY {', '.join(map(_tekst, noegler))} uden {_tekst(noegle)}", ny


def _dele(knude: exp.Expression) -> dict[str, exp.Expression]:
    return {"this": knude.this.copy(), "expression": knude.expression.copy()}


OPERATORER: dict[str, Callable[[exp.Expression], Iterator[Forslag]]] = {
    "sammenlign": _sammenlign,
    "yderpunkt": _yderpunkt,
    "fjern": _fjern,
    "og/eller": _og_eller,
    "grænse": _graense,
    "erstatning": _erstatning,
    "benægt": _benaegt,
    "distinct": _distinct,
    "join": _join,
    "kode": _kode,
    "gren": _gren,
    "vindue": _vindue,
}
