"""Nothing on a case is erased: each value of each field, by whom and when, also after it was withdrawn."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ffb.begreber import load_katalog
from ffb.server.adgang.roller import Rolle
from ffb.server.sag.actions import create_borger, create_objekt, open_sag, retract_objekt, save_felter
from ffb.server.sag.models import Aendring, Objekt, Sag
from ffb.server.sag.slags import Felt, slags_dict
from server.server_steder import KOMMUNE

KATALOG = load_katalog("ffb/2023-05")


@pytest.fixture
def folk(make_bruger: Any) -> list[Any]:
    return [make_bruger(Rolle.SAGSBEHANDLER, email=f"{n}@eksempel.dk") for n in ("anna", "bo")]


@pytest.fixture
def sag(folk: list[Any]) -> Sag:
    return open_sag(create_borger(KOMMUNE, "6101814321", "Åse Demo", by=folk[0]), "DEMO-1", by=folk[0])


def _two_values(felt: Felt) -> tuple[Any, Any] | None:
    """Two values the field can have, as they are written; None where it points at something."""
    if felt.type in ("kode", "niveau"):
        koder = [b.kode for b in KATALOG.art(felt.arter[0])]
        return koder[0], koder[1]
    if felt.type == "valg":
        return felt.valg[0], felt.valg[1]
    return {
        "tekst": ("et", "to"), "langtekst": ("en lang", "en anden lang"), "dato": ("1.2.2026", "3.4.2026"),
        "tal": ("2,5", "7"), "ja_nej": ("ja", "nej"),
    }.get(felt.type)  # fmt: skip


def _cells(raekke: str) -> tuple[str, ...]:
    celler = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", raekke, re.S)
    return tuple(unescape(re.sub(r"<[^>]+>", "", c)).strip() for c in celler)


@pytest.mark.parametrize("slags", [n for n, art in slags_dict().items() if art.fase])
def test_every_field_keeps_what_was_written_by_whom(slags: str, sag: Sag, folk: list[Any]) -> None:
    anna, bo = folk
    par = {n: v for n, f in slags_dict()[slags].felter.items() if (v := _two_values(f))}
    objekt = create_objekt(sag, slags, {n: v[0] for n, v in par.items()}, by=anna)
    save_felter(objekt.pk, {n: v[1] for n, v in par.items()}, 1, by=bo)
    foer = Aendring.objects.filter(objekt=objekt).count()
    retract_objekt(objekt.pk, "forkert borger", by=anna)
    assert Aendring.objects.filter(objekt=objekt).count() == foer + 1, "one more line, and none is gone"
    assert Objekt.objects.get(pk=objekt.pk).tilstand == "fejlregistreret"
    browser = Client()
    browser.force_login(anna)
    side = browser.get(reverse("sag_historik", args=[KOMMUNE, objekt.pk])).content.decode()
    raekker = [_cells(r) for r in re.findall(r"<tr>(.*?)</tr>", side.split("<tbody>")[1], re.S)]
    for navn in par:
        label = slags_dict()[slags].felter[navn].label
        skrevet = [(ord_, af) for _tid, felt, ord_, af in raekker if felt == label]
        assert [af for _ord, af in skrevet] == ["anna@eksempel.dk", "bo@eksempel.dk"], navn
        assert skrevet[0][0] and skrevet[1][0] and skrevet[0][0] != skrevet[1][0], navn
    assert raekker[-1][1:] == ("Tilstand", "Fejlregistreret: forkert borger", "anna@eksempel.dk")
    assert all(re.search(r"20\d\d", r[0]) for r in raekker), "each line says when"
    fase = browser.get(reverse("sag_fase", args=[KOMMUNE, sag.pk, slags_dict()[slags].fase])).content.decode()
    assert "Fejlregistreret (1)" in fase, "it stands on its phase, marked"


def test_the_definition_stands_beside_our_line_when_it_is_imported(
    sag: Sag, folk: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    create_objekt(sag, "tema", {"kode": KATALOG.art("ad_undertema")[0].kode}, by=folk[0])
    browser = Client()
    browser.force_login(folk[0])
    adresse = reverse("sag_fase", args=[KOMMUNE, sag.pk, "sagsoplysning"])
    assert "Den officielle ordlyd" not in browser.get(adresse).content.decode()
    med = tuple(replace(b, definition=f"Den officielle ordlyd af {b.term}") for b in KATALOG.begreb_list)
    monkeypatch.setattr(
        "ffb.server.sag.formular.load_katalog_paa", lambda *_: replace(KATALOG, begreb_list=med)
    )
    side = browser.get(adresse).content.decode()
    valgt = KATALOG.art("ad_undertema")[0].term
    assert f'<q lang="da" class="kl">Den officielle ordlyd af {valgt}</q>' in side
    assert 'data-kl="Den officielle ordlyd' in side
