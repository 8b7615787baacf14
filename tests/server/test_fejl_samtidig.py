"""A delivery all the way in: what it says is never run, and two workers at the same one leave one
Leverance."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import python_calamine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ffb.server.adgang.noegle import make_noegle
from ffb.server.adgang.roller import Rolle
from ffb.server.leverance.aaben import seal, seal_leverancer
from ffb.server.leverance.grundlag import lager
from ffb.server.leverance.models import Leverance, Modtagelse
from ffb.server.leverance.modtag import Afgjort, _read_og_udgiv, modtag_mappe, read_modtagelse
from ffb.server.opgave.koe import work
from server.fejl.drab import UDDATA, make_bundle
from server.server_leverancer import demo_mappe
from server.test_fejl_input import PERIODE, SCRIPT

pytestmark = pytest.mark.django_db(transaction=True)
Som = Callable[..., Client]


def test_what_a_delivery_says_is_never_run(som: Som) -> None:
    """Formulas and HTML in the delivery's own text fields, out on pages and in files."""
    formel, ud = '=cmd|"/C calc"!A0', io.BytesIO()
    rod = demo_mappe() / "leverancer" / "9001" / "nuvaerende"
    with zipfile.ZipFile(ud, "w") as z:
        for sti in rod.glob("*.csv"):
            linjer = list(csv.reader(sti.open(encoding="utf-8-sig"), delimiter=";"))
            for felt, vaerdi in (("ENHED", formel), ("SAGSBEHANDLER", SCRIPT), ("SAGSNUMMER", f"+{SCRIPT}")):
                if felt in linjer[0]:
                    for r in linjer[1:]:
                        r[linjer[0].index(felt)] = vaerdi
            tekst = io.StringIO()
            csv.writer(tekst, delimiter=";").writerows(linjer)
            z.writestr(sti.name, tekst.getvalue())
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    fil = SimpleUploadedFile(f"{SCRIPT}.zip", ud.getvalue())
    kvittering = browser.post("/k/9001/leverancer/indlever", {"filer": [fil], "system": SCRIPT})["Location"]
    work(til_tom=True)
    liste = f"/k/9001/rapport/liste/1?{PERIODE}"
    for url in (kvittering, "/k/9001/", f"/k/9001/rapport?{PERIODE}", "/k/9001/fund", "/k/9001/leverancer"):
        assert SCRIPT not in browser.get(url).content.decode(), url
    valg = {"kopi": "sikker", "formaal": "Tilsyn"}
    assert SCRIPT not in browser.post(liste, valg).content.decode()
    tekst_fil = browser.post(liste, {**valg, "som": "csv"}).content.decode("utf-8-sig")
    celler = [c for r in csv.reader(io.StringIO(tekst_fil), delimiter=";") for c in r]
    assert any(formel in c for c in celler) and not any(c.startswith(("=", "+", "@")) for c in celler)
    ark = python_calamine.load_workbook(
        io.BytesIO(browser.post(liste, {**valg, "som": "xlsx"}).content)
    ).get_sheet_by_index(0)
    assert any(formel in str(c) for r in ark.to_python() for c in r)


def test_a_clock_that_jumps_makes_two_workers_and_one_leverance(som: Som, data: Path) -> None:
    """The lease ran out under the first worker; the second ended first."""
    fil = SimpleUploadedFile("9001.zip", _zip())
    kvittering = som(Rolle.FAGLIG_ANSVARLIG).post("/k/9001/leverancer/indlever", {"filer": [fil]})["Location"]
    foerste = Modtagelse.objects.get(pk=kvittering.rsplit("/", 1)[-1])
    mappe = modtag_mappe(foerste)
    kopi = {sti.name: sti.read_bytes() for sti in mappe.iterdir()}
    read_modtagelse(str(foerste.pk), lambda *_: None)
    antal = Leverance.objects.count()
    mappe.mkdir()
    for navn, indhold in kopi.items():
        (mappe / navn).write_bytes(indhold)
    with pytest.raises(Afgjort):
        _read_og_udgiv(foerste, mappe, lambda *_: None)
    assert Leverance.objects.count() == antal
    assert {m.name for m in lager().rod.iterdir()} == {
        "ny", *(str(n) for n in Leverance.objects.values_list("pk", flat=True))
    }  # fmt: skip


def test_two_that_seal_the_same_day_leave_one_whole_leverance(data: Path) -> None:
    if not UDDATA.is_dir():
        pytest.skip("../shared er ikke ved siden af")
    noegle = make_noegle("9001", "Vendor X", navn="prøve", by="test")[1]
    hoved = {"Authorization": f"Bearer {noegle}"}
    assert (
        Client().post("/fhir", make_bundle(1), content_type="application/json", headers=hoved).status_code
        == 200
    )
    langsom = Leverance.objects.select_related("system").get()
    assert seal_leverancer(foer=timezone.localdate() + timedelta(days=1)) == 1
    seal(langsom)
    lev = Leverance.objects.get()
    assert lager().verify(lev.pk, lev.manifest_hash) == [] and not list(lager().ny.iterdir())


def _zip() -> bytes:
    rod, ud = demo_mappe() / "leverancer" / "9001", io.BytesIO()
    with zipfile.ZipFile(ud, "w") as z:
        for sti in sorted(rod.rglob("*.csv")):
            z.write(sti, str(sti.relative_to(rod)))
    return ud.getvalue()
