"""Every SQL text we ship keeps to the dialect, and the lint sees each thing it must refuse."""

import pytest

from ffb.engine.dialekt import lint
from ffb.engine.sqlfil import load_sqlfiler, parse_sqlfil
from ffb.model.opstil import gaeldende_visninger

AFSTEM = ("bevilling", "dst", "indfasning", "mapning", "systemskifte")
TEKSTER = {
    **{f"model/{f.navn}": f.sql for f in load_sqlfiler("ffb.model", "sql")},
    **{f"rapport/{f.navn}": f.sql for f in load_sqlfiler("ffb.rapport", "sql")},
    **{f"virkning/{f.navn}": f.sql for f in load_sqlfiler("ffb.rules", "_virkning")},
    **{f"afstem/{m}/{f.navn}": f.sql for m in AFSTEM for f in load_sqlfiler("ffb.afstem", f"sql/{m}")},
    **dict(gaeldende_visninger()),
}


@pytest.mark.parametrize("navn", sorted(TEKSTER))
def test_vores_tekster_holder_dialekten(navn):
    assert lint(TEKSTER[navn]) == []


@pytest.mark.parametrize(
    ("sql", "ord_"),
    [
        ("SELECT * FROM a", "*"),
        ("SELECT a.* FROM a", "*"),
        ("SELECT x FROM a QUALIFY row_number() OVER (ORDER BY x) = 1", "QUALIFY"),
        ("SELECT x / y AS z FROM a", "division"),
        ("SELECT startdato - slutdato AS d FROM a", "dato minus dato"),
        ("SELECT startdato + INTERVAL 1 DAY AS d FROM a", "interval"),
        ("SELECT date_diff('month', startdato, slutdato) AS d FROM a", "date_diff"),
        ("SELECT isodow(d) AS u FROM a", "isodow"),
        ("SELECT x FROM a JOIN b USING (x)", "USING"),
        ("SELECT a.x FROM a ASOF JOIN b ON a.t >= b.t", "ASOF"),
        ("SELECT list_transform(l, x -> x + 1) AS l FROM a", "lambda"),
        ("SELECT avg(x) AS m FROM a", "AVG"),
        ("SELECT list(x ORDER BY y) AS l FROM a", "ordnede lister"),
        ("SELECT x FROM a WHERE d < current_date", "current_date"),
        ("SELECT quantile_cont(x, 0.5) AS q FROM a", "quantile_cont"),
        ("SELECT CAST(a AS DATE) - slutdato AS d FROM a", "dato minus dato"),
        ("SELECT extract(isodow FROM d) AS u FROM a", "ugedag"),
        ("SELECT x % y AS r FROM a", "%"),
        ("SELECT CAST(x AS DOUBLE) AS r FROM a", "kommatal"),
        ("SELECT x FROM a WHERE y = ?", "parameter"),
        ("SELECT x FROM a WHERE y = $navn", "parameter"),
        ("DELETE FROM a", "præcis én"),
        ("SELECT 1 AS a; SELECT 2 AS b", "præcis én"),
        ("SELEC 1", "kan ikke"),
    ],
)
def test_lint_afviser(sql, ord_):
    assert any(ord_ in brud for brud in lint(sql)), lint(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT COUNT(*) AS n FROM a",
        "SELECT CAST(startdato + INTERVAL 1 DAY AS DATE) AS d FROM a",
        "SELECT date_diff('day', startdato, slutdato) AS d FROM a",
    ],
)
def test_lint_lader_det_ens_passere(sql):
    assert lint(sql) == []


def test_hver_fil_siger_grain_noegle_og_kilde():
    afstem = [("ffb.afstem", f"sql/{m}") for m in AFSTEM]
    for pakke, mappe in (("ffb.model", "sql"), ("ffb.rapport", "sql"), *afstem):
        for fil in load_sqlfiler(pakke, mappe):
            assert {"titel", "grain", "noegle", "kilde"} <= set(fil.hoved), fil.navn


def test_fil_uden_hoved_afvises():
    with pytest.raises(ValueError, match=r"prøve.*hoved"):
        parse_sqlfil("prøve", "SELECT 1")
