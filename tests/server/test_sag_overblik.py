"""The leader's figures are those of plain Python over every case, each figure is its list, and no list says
who the citizen is to one who may not know."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from bench.sag import _write
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ffb.server.adgang.roller import Rolle
from ffb.server.sag.actions import confirm_objekt, create_objekt, read_felter
from ffb.server.sag.models import Objekt, Sag
from ffb.server.sag.oevelse import begin_oevelse
from ffb.server.sag.overblik import TAL, find_sager, make_overblik
from ffb.server.spor.models import Spor
from server.server_steder import KOMMUNE

BORGERE = 90
RESULTAT = {"resultat": "1e971d84-10a4-4ef8-a8b3-0daa4c7d088a"}


@pytest.fixture
def folk(make_bruger: Any) -> list[Any]:
    folk = [make_bruger(Rolle.SAGSBEHANDLER, email=f"{n}@eksempel.dk") for n in ("anna", "bo", "carla")]
    _write(list(range(BORGERE)), folk, "1")
    Sag.objects.filter(sagsnummer="DEMO-000007").update(sagsbehandler=None, enhed="")
    Sag.objects.filter(sagsnummer="DEMO-000008").update(lukket_tid=timezone.now())
    _write([BORGERE], [folk[0]], "1")
    fremmed = Sag.objects.get(sagsnummer=f"DEMO-{BORGERE:06}")
    Sag.objects.filter(pk=fremmed.pk).update(kommune="9002")
    begin_oevelse(KOMMUNE, by=folk[0])
    for indsats in Objekt.objects.filter(slags="indsats", tilstand="gaeldende").order_by("sag__sagsnummer")[
        :20
    ]:
        planlagt = Objekt.objects.filter(sag=indsats.sag, slags="planlagt").earliest("pk")
        dage = int(indsats.sag.sagsnummer[-1]) % 2  # held on the day, or the day before: then it is still due
        felter = {
            "dato": (planlagt.frist_dato - timedelta(days=dage)).isoformat(),
            "indsats": str(indsats.pk),
        }
        if dage and indsats.sag.sagsnummer[-2] in "024":  # before the day, but named: it is due no more
            felter["planlagt"] = str(planlagt.pk)
        confirm_objekt(create_objekt(indsats.sag, "opfoelgning", felter | RESULTAT, by="test").pk, by="test")
    return folk


def _oracle(dag: date) -> dict[str, set[Any]]:
    """Figure -> cases, read object by object."""
    ud: dict[str, set[Any]] = {navn: set() for navn in TAL}
    for sag in Sag.objects.all():
        if sag.kommune != KOMMUNE or sag.oevelse or sag.lukket_tid:
            continue
        alle = [(o.slags, o.tilstand, read_felter(o), o) for o in Objekt.objects.filter(sag=sag)]
        gyldige = [(s, f) for s, t, f, _o in alle if t == "gaeldende"]
        holdt = [f["dato"] for s, f in gyldige if s == "opfoelgning"]
        naevnt = [f.get("planlagt") for s, f in gyldige if s == "opfoelgning"]
        planer = [
            f["dato"]
            for s, t, f, o in alle
            if (s, t) == ("planlagt", "gaeldende") and str(o.pk) not in naevnt
        ]
        fulgt = [p for p in planer if not any(h >= p for h in holdt)]
        p82 = [o for s, t, f, o in alle if (s, t) == ("par82", "gaeldende") and not f.get("slut")]
        aktive = sum(s == "indsats" and "slut" not in f for s, f in gyldige)
        mangler = [date.fromisoformat(p) for p in planer if not any(h >= p for h in holdt)]
        aabnet = [date.fromisoformat(f["dato"]) for s, _t, f, _o in alle if s == "sagsaabning"]
        ja = {
            "aabne": True,
            "overskredet": any(p < dag for p in mangler),
            "snart": any(dag <= p <= dag + timedelta(days=14) for p in mangler),
            "uden_udredning": any((dag - a).days >= 30 for a in aabnet)
            and not any(s in ("udredning", "par82") for s, _f in gyldige),
            "uden_opfoelgning": aktive > len(p82) and not fulgt,
            "returneret": any(s == "bestilling" and o.kode == "returneret" for s, _t, _f, o in alle),
            "kladde": any(t == "kladde" for _s, t, _f, _o in alle),
            "uden_sagsbehandler": sag.sagsbehandler_id is None,
        }
        for navn, er in ja.items():
            if er:
                ud[navn].add(sag.pk)
    return ud


def test_every_figure_is_the_oracles(folk: list[Any]) -> None:
    dag = timezone.localdate()
    ventet = _oracle(dag)
    assert all(ventet.values()), "every figure has something to count"
    for tal, sager in ventet.items():
        assert set(find_sager(KOMMUNE, tal, dag).values_list("pk", flat=True)) == sager, tal
    svar = make_overblik(KOMMUNE, dag, {b.pk: str(b) for b in folk})
    assert svar.i_alt.tal == {tal: len(sager) for tal, sager in ventet.items()}
    for linjer, felt in ((svar.enheder, "enhed"), (svar.personer, "sagsbehandler_id")):
        for tal, sager in ventet.items():
            talt = Counter(str(getattr(s, felt) or "") for s in Sag.objects.filter(pk__in=sager))
            assert {x.noegle: x.tal[tal] for x in linjer if x.tal[tal]} == talt, (tal, felt)
    aktive = [
        o for o in Objekt.objects.filter(slags="indsats", tilstand="gaeldende", slut_dato=None)
        if o.sag.kommune == KOMMUNE and not o.sag.oevelse and not o.sag.lukket_tid
    ]  # fmt: skip
    assert svar.i_alt.indsatser == len(aktive) == sum(x.indsatser for x in svar.personer)


def test_each_figure_leads_to_as_many_cases_and_to_no_citizen(folk: list[Any], som: Any) -> None:
    leder: Client = som(Rolle.LEDER)
    tekst = leder.get(reverse("sagsoverblik", args=[KOMMUNE])).content.decode()
    tal = re.findall(r'<a[^>]*href="([^"]*sagsoverblik/liste\?[^"]+)">([\d.]+)</a>', tekst)
    assert len(tal) > 20
    for adresse, antal in tal:
        side = leder.get(adresse.replace("&amp;", "&")).content.decode()
        assert re.search(rf"<h1>[^<]*: {antal} sag(er)?</h1>", side), adresse
        assert "Demo</a>" not in side and "DEMO-0" not in side and "/sag/" not in side
    assert not Spor.objects.filter(handling="sag.liste").exists(), "no citizen was shown"
    assert leder.get(reverse("sag", args=[KOMMUNE])).status_code == 403


def test_a_case_worker_goes_from_the_figure_to_the_case_and_takes_it(folk: list[Any]) -> None:
    browser = Client()
    browser.force_login(folk[1])
    side = browser.get(reverse("sagsoverblik_liste", args=[KOMMUNE]), {"tal": "uden_sagsbehandler"})
    sag = Sag.objects.get(sagsnummer="DEMO-000007")
    assert reverse("sag_side", args=[KOMMUNE, sag.pk]) in side.content.decode()
    assert Spor.objects.get(handling="sag.liste").borgere == 1
    assert "Overtag sagen" in browser.get(reverse("sag_side", args=[KOMMUNE, sag.pk])).content.decode()
    browser.post(reverse("sag_overtag", args=[KOMMUNE, sag.pk]))
    sag.refresh_from_db()
    assert sag.sagsbehandler == folk[1]
    assert "Overtag sagen" not in browser.get(reverse("sag_side", args=[KOMMUNE, sag.pk])).content.decode()
