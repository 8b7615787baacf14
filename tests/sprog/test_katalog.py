"""The catalogue is whole, and the check that says so finds every kind of fault."""

from __future__ import annotations

import re

import pytest
from scripts import sprog

from ffb.rules.hoved import load_regler

# what stands in the SQL of rules and is no word for a person: keys, codes, patterns, kinds of FHIR
SQL_ORD = re.compile(r"'((?:[^']|'')*)'")
ER_ORD = re.compile(r"[æøåÆØÅ]|[a-z]{2,} |^[A-ZÆØÅ&]+-?[a-zæøå]{2,}|^ [a-z]{2,}")
KODER = frozenset({"Condition", "faglig ansvarlig"})


@pytest.fixture(scope="module")
def samler():
    return sprog.Samler()


def test_alt_er_oversat_og_intet_er_overfloedigt(samler) -> None:
    assert sprog.find_fejl(samler, sprog.load_kendt()) == []


def test_filen_er_som_den_skrives(samler) -> None:
    assert sprog.EN_PO.read_text(encoding="utf-8") == sprog.write_po(samler.tekster, sprog.load_kendt())


def fejl_i(tmp_path, kode: str, kendt=None) -> list[str]:
    (tmp_path / "prove.py").write_text(kode, encoding="utf-8")
    return sprog.find_fejl(sprog.Samler(tmp_path, hjaelp=()), kendt or {})


@pytest.mark.parametrize(
    ("kode", "kendt", "ventet"),
    [
        ('_("Filen er tom.")', {}, "mangler engelsk: »Filen er tom.«"),
        ('NAVN: dict[str, Dansk] = {"noegle": "et ord"}', {}, "mangler engelsk: »et ord«"),
        ('def meld(sted: str, hvad: Dansk): ...\nmeld("x", "et ord")', {}, "mangler engelsk: »et ord«"),
        (
            'class K:\n    navn: str\n    titel: Dansk\nK("x", titel="et ord")',
            {},
            "mangler engelsk: »et ord«",
        ),
        ('def f():\n    hvad = "et ord"', {}, "mangler engelsk: »et ord«"),
        ('antal_ord(n, "bil", "biler")', {"bil": ("car",)}, "mangler engelsk: »bil«"),
        ('_("{a} biler", a=1)', {"{a} biler": ("{b} cars",)}, "andre felter"),
        ('_("{a} biler", b=1)', {"{a} biler": ("{a} cars",)}, "felterne passer ikke"),
        ('_("bil")', {"bil": ("car",), "cykel": ("bike",)}, "bruges ikke: »cykel«"),
        ('x = "også her"', {}, "ikke i kataloget: »også her«"),
        ('_(f"der er {n} biler")', {}, "f-streng kan ikke oversættes"),
        ('def f(hvad: Dansk): ...\nf(f"der er {n} biler")', {}, "f-streng kan ikke oversættes"),
        ('def f(par):\n    _, x = par\n    return _("bil")', {"bil": ("car",)}, "f bruger _ både"),
        ('def f(x, _):\n    return _("bil")', {"bil": ("car",)}, "f bruger _ både"),
        ('typer.echo("Skrevet")', {}, "udskrives uden"),
        ('typer.echo(f"Skrevet: {sti}")', {}, "udskrives uden"),
    ],
)
def test_hver_slags_fejl_findes(tmp_path, kode, kendt, ventet) -> None:
    fundet = fejl_i(tmp_path, kode, kendt)
    assert len(fundet) == 1 and ventet in fundet[0], fundet


@pytest.mark.parametrize(
    "kode",
    [
        '"""Én docstring."""',
        'raise RuntimeError("en fejl i programmet, på dansk")',
        'typer.echo(f"ffb {__version__}")',
        'def f(par):\n    return [_("bil") for _, x in par]',
        'def f(noegle: str, hvad: Dansk): ...\nf("noegle", _("bil"))',
    ],
)
def test_det_der_er_i_orden(tmp_path, kode) -> None:
    assert [f for f in fejl_i(tmp_path, kode, {"bil": ("car",)}) if "bruges ikke" not in f] == []


def fejl_i_skabelon(tmp_path, skabelon: str, kendt=None) -> list[str]:
    mappe = tmp_path / sprog.SKABELONER
    mappe.mkdir(parents=True)
    (mappe / "side.html").write_text(skabelon, encoding="utf-8")
    return sprog.find_fejl(sprog.Samler(tmp_path, hjaelp=()), kendt or {})


@pytest.mark.parametrize(
    ("skabelon", "ventet"),
    [
        ('<p>{% t "en bil" %}</p>', "mangler engelsk: »en bil«"),
        ("<b aria-label=\"{% t 'en bil' %}\"></b>", "mangler engelsk: »en bil«"),
        ('{% tn n "bil" "biler" %}', "mangler engelsk: »bil«"),
        ('{{ n|antal:"bil,biler" }}', "mangler engelsk: »bil«"),
        ('{% include "x.html" with ord="en bil"|t %}', "mangler engelsk: »en bil«"),
        ('{{ x|default:"en bil"|gemt }}', "mangler engelsk: »en bil«"),
        ("<p>bil</p>", "ord uden for {% t %}: »bil«"),
        ("<p>{{ n }} biler</p>", "ord uden for {% t %}: »biler«"),
        ("<p>{# bil #}\n{% if x %}en bil{% endif %}</p>", "ord uden for {% t %}: »en bil«"),
        ('<p aria-label="en bil"></p>', "ord uden for {% t %}: »en bil«"),
        ('<form data-bekraeft="Fortsæt?"></form>', "ord uden for {% t %}: »Fortsæt?«"),
        ('{{ x|default:"Ingen biler" }}', "ord uden for {% t %}: »Ingen biler«"),
        ('{% include "x.html" with ord="Ingen" %}', "ord uden for {% t %}: »Ingen«"),
    ],
)
def test_hver_slags_fejl_i_en_skabelon_findes(tmp_path, skabelon, ventet) -> None:
    fundet = fejl_i_skabelon(tmp_path, skabelon)
    assert len(fundet) == 1 and ventet in fundet[0], fundet


def test_felter_i_en_skabelon_passer(tmp_path) -> None:
    fundet = fejl_i_skabelon(tmp_path, '{% t "{a} biler" b=x %}', {"{a} biler": ("{a} cars",)})
    assert len(fundet) == 1 and "felterne passer ikke" in fundet[0], fundet


@pytest.mark.parametrize(
    "skabelon",
    [
        '<p class="stor">{% t "en bil" %} {{ x|default:"–" }} {% url \'en_bil\' %}</p>',
        '<script>const ord = "bil";</script><p lang="da">bil {{ x }}</p><!-- bil -->',
        '{% if status == "Tidligere anvendt" %}{% endif %}<p>CPR og FFB</p>'.replace(" og ", ", "),
        '<a href="{% url \'x\' %}" id="bil" data-x="bil">{{ n|date:"Y-m-d" }}</a>',
    ],
)
def test_det_der_er_i_orden_i_en_skabelon(tmp_path, skabelon) -> None:
    fundet = fejl_i_skabelon(tmp_path, skabelon, {"en bil": ("a car",)})
    assert [f for f in fundet if "bruges ikke" not in f] == []


@pytest.mark.parametrize("regel", [r for r in load_regler() if r.sql], ids=lambda r: r.id)
def test_ord_i_reglens_sql_er_oversat(regel) -> None:
    """A word the SELECT itself returns stands in `[en.ord]`, and nothing else does."""
    sql = re.sub(r"--[^\n]*", "", regel.sql)
    literaler = {ord_ for ord_ in SQL_ORD.findall(sql) if "\n" not in ord_ and "%" not in ord_}
    ord_ = {tekst for tekst in literaler if ER_ORD.search(tekst)} - KODER
    egne = regel.tekst("en").ord
    assert ord_ - set(egne) == set()
    assert set(egne) - literaler == set()
    assert regel.tekst("da").ord == {}
