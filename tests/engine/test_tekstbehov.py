"""What a text cannot do without is read off it: too little now and then, too much never."""

import pytest

from ffb.engine.behov import INTET, find_behov


@pytest.mark.parametrize(
    ("sql", "ventet"),
    [
        ("SELECT x FROM a", [["a"]]),
        ("SELECT x FROM a JOIN b ON a.x = b.x LEFT JOIN c ON a.x = c.x", [["a", "b"]]),
        ("SELECT x FROM a, b", [["a", "b"]]),
        ("SELECT x FROM a UNION ALL SELECT x FROM b JOIN a ON TRUE UNION SELECT x FROM c", [["a"], ["c"]]),
        ("WITH v AS (SELECT x FROM a) SELECT x FROM v CROSS JOIN k", [["a", "k"]]),
        ("WITH n AS (SELECT 3 AS dage) SELECT x FROM a CROSS JOIN n", [["a"]]),
        ("SELECT COUNT(*) AS n FROM a", [[]]),
        ("SELECT 1 AS n FROM a HAVING COUNT(*) = 0", [[]]),
        ("SELECT x, COUNT(*) AS n FROM a GROUP BY x", [["a"]]),
        ("SELECT x, COUNT(*) OVER (PARTITION BY x) AS n FROM a", [["a"]]),
        ("SELECT x FROM a WHERE NOT EXISTS (SELECT 1 FROM b WHERE b.x = a.x)", [["a"]]),
        ("SELECT x FROM a JOIN (SELECT COUNT(*) AS n FROM b) t ON TRUE", [["a"]]),
        ("SELECT a.x FROM a RIGHT JOIN b ON a.x = b.x", [[]]),
        ("SELECT a.x FROM a FULL JOIN b ON a.x = b.x", [[]]),
        ("SELECT a.x FROM a ANTI JOIN b ON a.x = b.x", [["a"]]),
        ("SELECT x FROM a EXCEPT SELECT x FROM b", [[]]),
        ("SELECT x FROM (VALUES (1)) v(x)", [[]]),
    ],
)
def test_behov_reads_what_a_text_cannot_do_without(sql, ventet):
    assert sorted(map(sorted, find_behov(sql))) == ventet


def test_intet_is_no_table():
    assert frozenset({frozenset()}) == INTET
