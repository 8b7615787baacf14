"""The lint of our SQL dialect: what runs the same on DuckDB and Spark, and what only looks as if it did.

Needs sqlglot, which is no runtime dependency of the default engine: the lint runs in `make check` and the
tests, and wherever Spark is used. Source: 12-model, Numbers that agree to the byte; docs/sql.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sqlglot
from sqlglot import exp

FORBUDTE_FUNKTIONER = {
    "columns": "skriv kolonnerne",
    "list_aggregate": "findes ikke ens i Spark",
    "now": "læs pr_dato i koersel",
}


UGE = {"isodow", "dayofweek", "dow", "week", "weekday", "isoweek"}


def lint(sql: str) -> list[str]:
    """Every break of the dialect in `sql`, as `what: why`; an unreadable text is one of them."""
    try:
        traeer = sqlglot.parse(sql, dialect="duckdb")
    except sqlglot.errors.ParseError as fejl:
        return [f"kan ikke læses: {fejl}"]
    if len(traeer) != 1 or traeer[0] is None:
        return ["præcis én SELECT: flere sætninger eller ingen"]
    if not isinstance(traeer[0], exp.Query):
        return ["præcis én SELECT: noget andet end et spørgsmål"]
    return sorted({brud for knude in traeer[0].walk() for brud in _brud(knude)})


def _brud(knude: exp.Expression) -> Iterator[str]:
    for klasse, tekst in FORBUD:
        if isinstance(knude, klasse):
            yield tekst
    for proeve in PROEVER:
        brud = proeve(knude)
        if brud:
            yield brud


FORBUD: tuple[tuple[type[exp.Expression], str], ...] = (
    (exp.Qualify, "QUALIFY: skriv en ydre SELECT med WHERE"),
    (exp.Div, "division: divider i Python med Decimal"),
    (exp.IntDiv, "division: divider i Python med Decimal"),
    (exp.Lambda, "lambda: findes ikke ens i Spark"),
    (exp.Avg, "AVG: returnér sum og antal, og divider i Python"),
    (exp.CurrentDate, "current_date: læs pr_dato i koersel"),
    (exp.CurrentTimestamp, "current_timestamp: læs pr_dato i koersel"),
    (exp.DayOfWeek, "dayofweek: ugens dage nummereres forskelligt"),
    (exp.DayOfWeekIso, "isodow: ugens dage nummereres forskelligt"),
    (exp.PercentileCont, "quantile_cont: findes ikke ens i Spark"),
    (exp.Quantile, "quantile: findes ikke ens i Spark"),
    (exp.Median, "median: findes ikke ens i Spark"),
    (exp.Mod, "%: en nul-nævner giver fejl i den ene og NULL i den anden"),
    (exp.Placeholder, "parameter: læs værdien i koersel"),
    (exp.Parameter, "parameter: læs værdien i koersel"),
    (exp.Rand, "tilfældige tal: giver ikke samme svar to gange"),
)


def _stjerne(knude: exp.Expression) -> str | None:
    if isinstance(knude, exp.Star) and not isinstance(knude.parent, exp.Count):
        return "*: skriv kolonnerne"
    return None


def _funktion(knude: exp.Expression) -> str | None:
    if isinstance(knude, exp.Func):
        navn = (knude.name if isinstance(knude, exp.Anonymous) else knude.sql_name()).lower()
        if navn in FORBUDTE_FUNKTIONER:
            return f"{navn}: {FORBUDTE_FUNKTIONER[navn]}"
    return None


def _using(knude: exp.Expression) -> str | None:
    if isinstance(knude, exp.Join) and knude.args.get("using"):
        return "USING: skriv ON"
    if isinstance(knude, exp.Join) and str(knude.args.get("method") or "").upper() == "ASOF":
        return "ASOF JOIN: sqlglot lader den passere uoversat"
    return None


def _datoforskel(knude: exp.Expression) -> str | None:
    if isinstance(knude, exp.DateDiff) and str(knude.args.get("unit") or "day").upper().strip("'") != "DAY":
        return "date_diff: kun 'day' er ens"
    if isinstance(knude, exp.Sub) and all(_ligner_dato(side) for side in (knude.this, knude.expression)):
        return "dato minus dato: brug date_diff('day', …)"
    return None


def _ligner_dato(knude: exp.Expression) -> bool:
    if isinstance(knude, exp.Cast):
        return bool(knude.to.is_type("date"))
    navn = knude.name.lower() if isinstance(knude, exp.Column) else ""
    return navn.endswith(("dato", "_fra", "_til", "_dag"))


def _interval(knude: exp.Expression) -> str | None:
    er_sum = isinstance(knude, exp.Add | exp.Sub) and isinstance(knude.expression, exp.Interval)
    if er_sum and not (isinstance(knude.parent, exp.Cast) and knude.parent.to.is_type("date")):
        return "interval: skriv CAST(… AS DATE) om summen"
    return None


def _kommatal(knude: exp.Expression) -> str | None:
    if isinstance(knude, exp.Cast) and knude.to.is_type("double", "float"):
        return "kommatal: brug heltal eller DECIMAL"
    return None


def _uge(knude: exp.Expression) -> str | None:
    if isinstance(knude, exp.Extract) and str(knude.this).lower() in UGE:
        return "extract af uge eller ugedag: nummereres forskelligt"
    return None


def _ordnet_liste(knude: exp.Expression) -> str | None:
    if isinstance(knude, exp.ArrayAgg | exp.GroupConcat):
        return "ordnede lister: saml i Python"
    return None


PROEVER: tuple[Callable[[exp.Expression], str | None], ...] = (
    _stjerne,
    _funktion,
    _using,
    _datoforskel,
    _interval,
    _kommatal,
    _uge,
    _ordnet_liste,
)
