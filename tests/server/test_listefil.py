"""A list of persons as a file: nothing in it can be taken for a formula, and numbers come where they are
known."""

from __future__ import annotations

import io

import pytest
from python_calamine import CalamineWorkbook

from ffb.rapport.resultat import Kolonne, Rapporttabel
from ffb.server.fund.listefil import til_csv, til_xlsx
from ffb.server.fund.personer import borgere_i, open_tabel, parse_pseudonym

pytestmark = pytest.mark.ens_paa_begge


def test_a_list_with_what_looks_like_formulas() -> None:
    kolonner = (Kolonne("cpr", "Pseudonym", "kode"), Kolonne("cpr_ny", "Pseudonym, nyt", "kode"))
    onde = ["=1+1", "  =1+1", "+45", "@a", "＝1", "x" * 40_000, "P12"]
    tabel = Rapporttabel("t", "T", kolonner, [{"cpr": ond, "cpr_ny": "P7"} for ond in onde])
    linjer = til_csv(tabel).decode("utf-8-sig").splitlines()[1:]
    assert [linje[0] == "'" for linje in linjer] == [True] * 5 + [False] * 2
    ark = CalamineWorkbook.from_filelike(io.BytesIO(til_xlsx(tabel))).get_sheet_by_index(0).to_python()
    assert [r[0] for r in ark[1:6]] == onde[:5] and len(str(ark[6][0])) < 32_767
    assert borgere_i(tabel.raekker) == {7, 12} and parse_pseudonym("x") is None
    aabnet = open_tabel(tabel, {7: "6101901234"})
    assert aabnet.raekker[-1] == {"cpr": "P12", "cpr_ny": "6101901234"}
    assert [k.titel for k in aabnet.kolonner] == ["CPR", "CPR, nyt"]
