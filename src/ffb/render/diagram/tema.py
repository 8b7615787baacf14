"""The look of every chart: colours, what they mean, fonts, and Vega-Lite's settings. The one place for it.

Opinion taken: Okabe and Ito's colours, told apart by the colour-blind and in grey, with blue first: a chart
of one series needs 3:1 against the paper, which orange has not. A thing has the same colour everywhere.
Levels 0–4 are one ramp, paler where less is wrong; a light and a dark tone of it all.

The font is Arial's metrics: Liberation Sans is in vl-convert itself, Arial or Helvetica on the readers'
machines, so the drawn text takes the same room everywhere. Source: 11-udseende, Charts.
"""

from __future__ import annotations

from typing import Any, Literal

Tone = Literal["lys", "moerk"]

FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
KANT = 16  # px around it
# hel: a picture that stands alone · side: on a page that says the question and the finding itself ·
# smal: the same on a phone · kort: the drawing alone
Form = Literal["hel", "side", "smal", "kort"]
BREDDE: dict[Form, int] = {"hel": 720, "side": 720, "smal": 400, "kort": 400}  # px, the whole picture
ETIKET: dict[Form, int] = {"hel": 340, "side": 340, "smal": 150, "kort": 150}  # px, the longest label

# names a chart's JSON may use as "@navn"
PALET: dict[Tone, dict[str, str]] = {
    "lys": {
        "bund": "#FFFFFF", "tekst": "#1F2933", "svag": "#5A6672", "streg": "#D5DBE1", "tom": "#A3ADB8",
        "1": "#0072B2", "2": "#E69F00", "3": "#009E73", "4": "#D55E00", "5": "#56B4E9", "6": "#CC79A7",
        "niveau0": "#DCE9F3", "niveau1": "#A9CBE3", "niveau2": "#6CA6CD", "niveau3": "#3279AE",
        "niveau4": "#0B4A7C",
    },
    "moerk": {
        "bund": "#14191F", "tekst": "#EEF1F4", "svag": "#A9B4BF", "streg": "#3A444E", "tom": "#6B7682",
        "1": "#56B4E9", "2": "#E69F00", "3": "#2FC296", "4": "#F07F3C", "5": "#9AD2F2", "6": "#DDA0C3",
        "niveau0": "#17354D", "niveau1": "#1F577F", "niveau2": "#3E86B8", "niveau3": "#7FB7DF",
        "niveau4": "#CFE6F7",
    },
}  # fmt: skip
# what a colour stands for, everywhere
BETYDER = {
    "ffb": "1", "kommune": "1", "sammenligning": "tom",
    "ff_undertema": "1", "omgivelse_undertema": "5", "ad_undertema": "3",
    "udvikle": "3", "fastholde": "5", "begraense": "2",
    "bedre": "1", "som_ventet": "tom", "vaerre": "4", "forbedret": "1", "uaendret": "tom", "forvaerret": "4",
    "maal": "4", "foer": "5", "efter": "1", "ikke_vurderet": "tom", "fsiii": "6",
}  # fmt: skip


def find_farve(navn: str, tone: Tone) -> str:
    """The colour called `navn`: a colour's own name, or a thing's. Raises KeyError for neither."""
    palet = PALET[tone]
    return palet[BETYDER.get(navn, navn)]


def make_config(tone: Tone, form: Form = "hel") -> dict[str, Any]:
    """Vega-Lite's `config`: quiet axes, text of the page's size, no frame of its own."""
    f = PALET[tone]
    skrift = {"font": FONT, "fontSize": 13, "color": f["tekst"]}
    return {
        "background": None,
        "font": FONT,
        "view": {"stroke": None},
        "text": skrift,
        "bar": {"color": f["1"]},
        "line": {"color": f["1"], "strokeWidth": 2.5},
        "point": {"color": f["1"], "filled": True, "size": 60},
        "rule": {"color": f["streg"]},
        "axis": {
            "labelColor": f["tekst"], "titleColor": f["svag"], "labelFont": FONT, "titleFont": FONT,
            "labelFontSize": 13, "titleFontSize": 12, "titleFontWeight": "normal", "gridColor": f["streg"],
            "domainColor": f["streg"], "tickColor": f["streg"], "labelLimit": ETIKET[form], "titlePadding": 8,
        },
        "axisY": {"domain": False, "ticks": False, "grid": False, "labelPadding": 8},
        "header": {"labelColor": f["tekst"], "titleColor": f["svag"], "labelFont": FONT, "labelFontSize": 13},
        "legend": {"labelColor": f["tekst"], "titleColor": f["svag"], "labelFontSize": 12, "orient": "top"},
        "range": {
            "category": [f[str(nr)] for nr in range(1, 7)],
            "ordinal": [f[f"niveau{nr}"] for nr in range(5)],
            "ramp": [f["niveau0"], f["niveau2"], f["niveau4"]],
            "heatmap": [f["niveau0"], f["niveau2"], f["niveau4"]],
        },
    }  # fmt: skip
