"""The language in use: lookup, plural, numbers and dates, and that one use never leaks into another."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ffb.rapport.resultat import Kolonne
from ffb.render import format as vis
from ffb.rules.hoved import Tekst, load_regler
from ffb.sprog import _, antal_ord, brug_sprog, dato, heltal, load_katalog, parse_dato, sprog
from ffb.sprog.po import read_po, write_post

TEGN = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=30)


def test_dansk_er_kilden_og_engelsk_slaas_op() -> None:
    assert _("Afbrudt.") == "Afbrudt."
    with brug_sprog("en"):
        assert _("Afbrudt.") == "Interrupted."
        assert _("Filerne ligger i {out}.", out="{x}") == "The files are in {x}."
        assert _("en tekst, som ingen har skrevet") == "en tekst, som ingen har skrevet"
    assert sprog() == "da"


def test_ental_og_flertal() -> None:
    def svar() -> list[str]:
        return [antal_ord(n, "ydelse", "ydelser") for n in (0, 1, 2, 12345)]

    assert svar() == ["0 ydelser", "1 ydelse", "2 ydelser", "12.345 ydelser"]
    with brug_sprog("en"):
        assert svar() == ["0 services", "1 service", "2 services", "12,345 services"]
        assert antal_ord(2, "Ret {antal} blokerende fund", "Ret {antal} blokerende fund") == (
            "Correct 2 blocking findings"
        )


def test_ental_og_flertal_hver_for_sig_i_kataloget() -> None:
    """Pairs held in a constant are two entries of the catalogue, and both forms are found."""
    par = ("ydelse har ingen kendt DST-kode, så dens mapning kan ikke bedømmes.",
           "ydelser har ingen kendt DST-kode, så deres mapning kan ikke bedømmes.")  # fmt: skip
    with brug_sprog("en"):
        assert antal_ord(1, *par).startswith("1 service has")
        assert antal_ord(2, *par).startswith("2 services have")


@pytest.mark.parametrize(
    ("i", "ventet"),
    [
        ("da", ["1.234.567", "1.234,50", "45,7 %", "31.12.2025", "14.01.2026 kl. 06:00", "ja"]),
        ("en", ["1,234,567", "1,234.50", "45.7%", "2025-12-31", "2026-01-14 06:00", "yes"]),
    ],
)
def test_tal_og_datoer(i, ventet) -> None:
    with brug_sprog(i):
        fundet = [
            vis.antal(1234567),
            vis.tal(Decimal("1234.50")),
            vis.andel(Decimal("45.7")),
            vis.dato("2025-12-31"),
            vis.tid("2026-01-14T06:00:00+01:00"),
            vis.fri(True),
        ]
        assert (dato(date(2025, 12, 31)), heltal(1234567)) == (fundet[3], fundet[0])
    assert fundet == ventet


def test_ord_for_vaerdier_men_aldrig_data() -> None:
    ejer, navn = Kolonne("ejer", "Hvem", "tekst"), Kolonne("ffb_ydelse", "FFB-ydelse", "tekst")
    with brug_sprog("en"):
        assert vis.vaerdi_tekst(ejer, "it_leverandoer") == "IT vendor"
        assert vis.vaerdi_tekst(navn, "Ydelse") == "Ydelse"


def test_hver_traad_har_sit_sprog() -> None:
    svar: list[str] = []
    with brug_sprog("en"):
        traad = threading.Thread(target=lambda: svar.append(_("Afbrudt.")))
        traad.start()
        traad.join()
    assert svar == ["Afbrudt."]


def test_dansk_laeser_ikke_kataloget() -> None:
    kode = (
        "from ffb.cli import run; from ffb.sprog import load_katalog; "
        "run(['--help']); print(load_katalog.cache_info().currsize); "
        "run(['--help', '--lang', 'en']); print(load_katalog.cache_info().currsize)"
    )
    ud = subprocess.run([sys.executable, "-c", kode], capture_output=True, text=True, check=True).stdout
    assert [linje for linje in ud.splitlines() if linje in {"0", "1"}] == ["0", "1"]


# -- .po ------------------------------------------------------------------------------------------------


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(TEGN, st.tuples(TEGN) | st.tuples(TEGN, TEGN)))
def test_po_kommer_uaendret_igen(katalog) -> None:
    tekst = "\n".join(
        write_post(k, k + "er" if len(svar) == 2 else None, svar, ("et/sted.py",))
        for k, svar in katalog.items()
    )
    assert read_po(tekst) == katalog


def test_po_med_flere_linjer_og_uden_oversaettelse() -> None:
    po = '# note\nmsgid ""\nmsgstr "Language: en\\n"\n\n'
    po += 'msgid "to "\n"linjer"\nmsgstr "two "\n"lines"\n\nmsgid "x"\nmsgstr ""\n'
    assert read_po(po) == {"to linjer": ("two lines",)}


@pytest.mark.parametrize(
    "po", ['msgctxt "x"\n', 'msgid "a"\nmsgstr "b"\nmsgid "a"\nmsgstr "c"\n', 'msgid "a\n']
)
def test_po_der_ikke_kan_laeses(po) -> None:
    with pytest.raises(ValueError):
        read_po(po)


def test_kataloget_kan_laeses_og_er_stort() -> None:
    assert len(load_katalog()) > 800


# -- rules ----------------------------------------------------------------------------------------------


def test_reglens_tekst_foelger_sproget() -> None:
    regel = next(r for r in load_regler() if r.id == "MAP-01")
    assert regel.tekst().titel == "N/A er sendt som DST-kode"
    with brug_sprog("en"):
        assert regel.tekst().titel == "N/A is sent as DST code"
        assert regel.tekst("da").titel == "N/A er sendt som DST-kode"


def test_ord_fra_sql_oversaettes_men_ikke_det_leverede() -> None:
    tekst = Tekst("", "", "", "", {"Temaet": "The theme", " eller ": " or ", "en af ": "one of "})
    raekke = {"navn": "Temaet", "forventet": "en af A eller B", "vaerdi": "Temaet", "antal": 3, "x": None}
    assert tekst.oversat(raekke) == raekke | {"navn": "The theme", "forventet": "one of A or B"}
    assert tekst.oversat({"navn": "Temaet Bolig"}) == {"navn": "Temaet Bolig"}


@pytest.mark.parametrize("tekst", ["31.12.2025", "31-12-2025", " 31.12.2025 ", "2025-12-31"])
def test_a_date_is_read_as_people_write_it(tekst: str) -> None:
    assert parse_dato(tekst) == date(2025, 12, 31)
    assert parse_dato("1.2.2025") == date(2025, 2, 1)


@pytest.mark.parametrize("tekst", ["", "i går", "32.12.2025", "31.12.25", "12/31/2025", "31.12.2025 10:00"])
def test_what_is_no_date_is_refused(tekst: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        parse_dato(tekst)
