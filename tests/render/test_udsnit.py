"""The picture of a slice of a publication says what the table says, and nothing of what is suppressed."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from decimal import Decimal

from ffb.diskretionering import I_ALT
from ffb.render.diagram.udsnit import HOEJST, til_udsnit_svg
from ffb.udgivelse.vist import Linje

SVG = "{http://www.w3.org/2000/svg}"
LINJER = [
    Linje(I_ALT, "I alt", 1000, Decimal("100.0")),
    Linje("a", "Støtte til A", 600, Decimal("60.0")),
    Linje("b", "Støtte til B", None, None),
    Linje("c", "Støtte til C", 0, Decimal("0.0")),
    Linje("d", "Støtte til D", 1234, None),
]


def _tekster(svg: bytes) -> list[str]:
    return [
        "".join(t.itertext()).strip().replace("\u00a0", " ") for t in ET.fromstring(svg).iter(f"{SVG}text")
    ]


def _bredder(svg: bytes) -> list[float]:
    """How long each bar is drawn."""
    stier = [e.get("d", "") for e in ET.fromstring(svg).iter(f"{SVG}path")]
    return [float(m[1]) for d in stier if (m := re.match(r"M[-\d.]+,[-\d.]+h([-\d.]+)v18", d))]


def test_linjerne_og_intet_andet() -> None:
    for form in ("side", "smal"):
        svg = til_udsnit_svg(LINJER, "Flest i A.", form)
        assert svg is not None
        tekster = _tekster(svg)
        assert tekster[:4] == ["Støtte til A", "Støtte til B", "Støtte til C", "Støtte til D"]
        assert tekster[4:] == ["600 (60,0 %)", "· skjult", "0 (0,0 %)", "1.234"]
        assert "I alt" not in tekster
        bredder = _bredder(svg)
        assert len(bredder) == 4
        assert bredder[0] > 0 and bredder[1:] == [0, 0, 0]  # no share, no bar: its denominator is suppressed
        assert ET.fromstring(svg).findtext(f"{SVG}desc") == "Flest i A."


def test_antal_hvor_andele_er_skjult() -> None:
    svg = til_udsnit_svg(
        [Linje("a", "A", 10, None), Linje("b", "B", 20, None), Linje("c", "C", None, None)], ""
    )
    assert svg is not None
    a, b, c = _bredder(svg)
    assert (round(b / a, 6), c) == (2, 0)


def test_intet_at_tegne_eller_for_meget() -> None:
    assert til_udsnit_svg([Linje(I_ALT, "I alt", 5, None), Linje("a", "A", None, None)], "") is None
    assert til_udsnit_svg([Linje(str(n), f"K{n}", 5, None) for n in range(HOEJST + 1)], "") is None
