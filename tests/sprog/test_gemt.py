"""What was made in Danish and kept comes out in English as if it had been made so."""

from __future__ import annotations

import re
from importlib.resources import files
from string import Formatter

import pytest

from ffb.rules.gemt import gemt_fund
from ffb.rules.hoved import load_regler
from ffb.sprog import _, antal_ord, brug_sprog
from ffb.sprog.gemt import SIKKERT, gemt, i_felt
from ffb.sprog.po import read_kilder

KILDER = list(read_kilder(files("ffb.sprog").joinpath("en.po").read_text(encoding="utf-8")))


def felter(tekst: str) -> dict[str, str]:
    """A value for each place: a number where things are counted, else what is no word of any text."""
    navne = {navn for _fast, navn, *_rest in Formatter().parse(tekst) if navn}
    return {navn: "12" if navn == "antal" else f"Q{nr}x" for nr, navn in enumerate(sorted(navne))}


def lav(ental: str, flertal: str | None, antal: int) -> str:
    if flertal is None:
        return _(ental, **felter(ental))
    return antal_ord(antal, ental, flertal, **(felter(ental) | felter(flertal)))


def test_every_text_of_the_catalogue_is_found_again():
    """Made in Danish and read in English = made in English: every text, one and many, with its places."""
    forskellige = []
    for ental, flertal, _svar in KILDER:
        faste = re.sub(r"\{\w*[^}]*\}", "", ental)
        if (
            "{0}" in ental
            or "{…}" in ental
            or ("{" in ental and len(re.findall(r"[^\W\d_]", faste)) < SIKKERT)
        ):
            continue  # nobody's or another program's to fill; `{ydelse} i {tilbud}` fits anything
        for antal in (1, 12345):
            dansk = lav(ental, flertal, antal)
            with brug_sprog("en"):
                if gemt(dansk) != lav(ental, flertal, antal):
                    forskellige.append((dansk, lav(ental, flertal, antal), gemt(dansk)))
    assert not forskellige


def test_every_message_of_a_rule_is_found_again():
    forskellige = []
    for regel in load_regler():
        for navn in ("titel", "besked", "goer"):
            da, en = (getattr(regel.tekst(s), navn) for s in ("da", "en"))
            egne = {"felt": "Qf", "vaerdi": "Qv"} | felter(da)
            dansk, engelsk = (t if navn == "titel" else t.format_map(egne) for t in (da, en))
            with brug_sprog("en"):
                fundet = gemt_fund(regel.id, navn, dansk, felt=egne["felt"], vaerdi=egne["vaerdi"])
            if fundet != engelsk:
                forskellige.append((regel.id, navn, engelsk, fundet))
    assert not forskellige


@pytest.mark.parametrize(
    ("dansk", "engelsk"),
    [
        ("12.345 ydelser", "12,345 services"),
        ("Nordbyen", "Nordbyen"),
        ("Ingen rækker.", "No rows."),
    ],
)
def test_numbers_words_and_data(dansk, engelsk):
    assert gemt(dansk) == dansk
    with brug_sprog("en"):
        assert gemt(dansk) == engelsk


def test_data_in_a_place_stays_as_it_is():
    dansk = "Støtte til transport i Mobilt tilbud står ikke i mapningsvejledningen som en kombination."
    regel = next(r for r in load_regler() if r.tekst("da").besked.startswith("{ydelse} i {tilbud}"))
    besked = regel.tekst("da").besked.format_map(
        felter(regel.tekst("da").besked) | {"ydelse": "Støtte til transport", "tilbud": "Mobilt tilbud"}
    )
    assert dansk[:20] == besked[:20]
    with brug_sprog("en"):
        assert "Støtte til transport in Mobilt tilbud" in gemt_fund(regel.id, "besked", besked)


def test_several_texts_after_one_another():
    niveau = "Niveau 1 passer: alle data afspejler retningslinjerne."
    dansk = f"{niveau} Ret dem i fagsystemet. Nordbyen skrev dette."
    with brug_sprog("en"):
        assert gemt(dansk) == f"{_(niveau)} {_('Ret dem i fagsystemet.')} Nordbyen skrev dette."


@pytest.mark.parametrize(
    ("dansk", "engelsk"),
    [
        ("31.12.2025", "2025-12-31"),
        ("12.345", "12,345"),
        ("45,7 %", "45.7%"),
        ("1.234,5", "1,234.5"),
        ("7", "7"),
    ],
)
def test_numbers_and_days_in_a_place(dansk, engelsk):
    with brug_sprog("en"):
        assert i_felt(dansk) == engelsk
