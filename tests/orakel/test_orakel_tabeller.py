"""The oracle by hand: the cells of the tables. Each test names the sentence it proves."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from ffb.formats.grundlag import Mapning
from orakel import puljer as p
from orakel.haandlavet import (
    GUIDE,
    add_ydelse,
    i_alt,
    make_verden,
    mangler,
    plads,
    rapport,
)
from orakel.rapport import Indstillinger


def test_relevant_efter_dst_kode() -> None:
    """'A DST-kode … in the guide's column G is relevant; one in no table and no guide is treated as none.'"""
    verden = make_verden(dst_koder=[("DEMO-NEJ", "§95", False)])
    verden.mapning = [Mapning(p.MOBILT, p.OPHOLD, "DEMO-VEJ", 2)]
    add_ydelse(verden, ydelse_id="y1", dst_kode="DEMO-VEJ", ffb_ydelse_kode=None)
    add_ydelse(verden, ydelse_id="y2", dst_kode="DEMO-NEJ")
    add_ydelse(verden, ydelse_id="y3", dst_kode="UKENDT", ffb_ydelse_kode=None)
    add_ydelse(verden, ydelse_id="y4", dst_kode="UKENDT")
    add_ydelse(verden, ydelse_id="y5", dst_kode=None, ffb_ydelse_kode=None)
    add_ydelse(verden, ydelse_id="y6", dst_kode=None, ffb_ydelse_kode=p.YDELSESGRUPPE)
    tabel1 = rapport(verden)["tabel1"]
    assert tabel1["raekker"][-1]["antal"] == 2  # y1 and y4
    assert (tabel1["ukendt_dst_kode"], tabel1["uden_alt"], tabel1["ukendt_ydelse_uden_dst"]) == (2, 1, 1)
    assert tabel1["uden_dst_kode"] == 1


def test_relevant_uden_dst_kode() -> None:
    """'its own intent is `order` …, not entered-in-error/revoked, and its pair is not mapped to N/A only.'"""
    verden = make_verden(mapning=[Mapning(p.ALMEN, p.STOETTE, None, 2)])
    uden: dict[str, Any] = {"dst_kode": None}
    add_ydelse(verden, ydelse_id="ok", **uden)
    add_ydelse(verden, ydelse_id="plan", hensigt="plan", **uden)
    add_ydelse(verden, ydelse_id="revoked", status="revoked", **uden)
    add_ydelse(verden, ydelse_id="na", ffb_tilbud_kode=p.ALMEN, **uden)
    add_ydelse(verden, ydelse_id="kladde", status="draft", hensigt="order", **uden)
    assert rapport(verden)["cpr_liste_1"] == Counter({(1, "ok", ("ugyldig_kombination",)): 1})
    verden.indstillinger = Indstillinger(kladde_taeller=True)
    assert i_alt(verden)["antal"] == 2


def test_de_fem_fejl() -> None:
    """'Errors are not exclusive'; 'none of its DST values (N/A is none) equals the DST-kode sent'."""
    verden = make_verden(mapning=[*GUIDE, Mapning(p.ALMEN, p.STOETTE, None, 4)])
    add_ydelse(verden, ydelse_id="a")
    add_ydelse(verden, ydelse_id="b", ffb_ydelse_kode=None, ffb_tilbud_kode=None)
    add_ydelse(verden, ydelse_id="c", ffb_ydelse_kode=p.UKENDT, ffb_tilbud_kode=None)
    add_ydelse(verden, ydelse_id="d", ffb_tilbud_kode=p.ALMEN)
    add_ydelse(verden, ydelse_id="e", ffb_tilbud_kode=p.BOTILBUD)
    assert i_alt(verden) == {
        "paragraf": "I alt",
        "antal": 5,
        "mangler_ydelse_uuid": 1,
        "mangler_tilbud_uuid": 2,
        "fejl_mapning": 1,
        "ukendt_uuid": 1,
        "ugyldig_kombination": 1,
        "mangler_maalgruppe": 5,
        "heraf_skift": 0,
        "fejlfri": 1,
    }
    assert rapport(verden)["cpr_liste_1"] == Counter(
        {
            (1, "b", ("mangler_tilbud_uuid", "mangler_ydelse_uuid")): 1,
            (1, "c", ("mangler_tilbud_uuid", "ukendt_uuid")): 1,
            (1, "d", ("fejl_mapning",)): 1,
            (1, "e", ("ugyldig_kombination",)): 1,
        }
    )


def test_det_der_ikke_kan_bedoemmes_er_tomt() -> None:
    """'A row without DST-kode cannot be judged …: their number is stated …, never a silent 0.'"""
    verden = make_verden(mapning=GUIDE)
    assert i_alt(verden)["fejl_mapning"] == 0  # nothing to judge
    add_ydelse(verden, dst_kode=None)
    assert (i_alt(verden)["fejl_mapning"], i_alt(verden)["ugyldig_kombination"]) == (None, 0)
    assert rapport(verden)["tabel1"]["uden_dst_kode"] == 1
    add_ydelse(verden, ydelse_id="y2")
    assert i_alt(verden)["fejl_mapning"] == 0
    verden.mapning = None
    assert (i_alt(verden)["fejl_mapning"], i_alt(verden)["ugyldig_kombination"]) == (None, None)


def test_paragraffens_fire_trin_og_raekkefoelgen() -> None:
    """'Paragraf: (1) the DST-kode …; (2) … pair's DST value; (3) … tilbud's law …; (4) …'"""
    verden = make_verden(dst_koder=[("DEMO-108", "§108", True), ("DEMO-97", "§97", True)])
    verden.mapning = [
        Mapning(p.MOBILT, p.GRUPPE, "DEMO-108", 2),  # afledt, in the table
        Mapning(p.MOBILT, p.SANSE, "DEMO-VEJ", 3),  # afledt, not in the table: go on
    ]
    uden: dict[str, Any] = {"dst_kode": None}
    add_ydelse(verden, ydelse_id="1", dst_kode="DEMO-97")
    add_ydelse(verden, ydelse_id="2", ffb_ydelse_kode=p.GRUPPE, **uden)
    add_ydelse(verden, ydelse_id="3", ffb_tilbud_kode=p.ALMEN, **uden)
    add_ydelse(verden, ydelse_id="4", ffb_ydelse_kode=p.SANSE, **uden)  # mobilt has several laws
    add_ydelse(verden, ydelse_id="5", ffb_ydelse_kode=p.FRIVILLIG, **uden)  # the first law: §82d
    add_ydelse(verden, ydelse_id="6", ffb_ydelse_kode=None, ffb_tilbud_kode=None, dst_kode="DEMO-VEJ")
    tabel1 = rapport(verden)["tabel1"]
    orden = [raekke["paragraf"] for raekke in tabel1["raekker"]]
    assert orden == ["§82d", "§85 i ABL §105", "§104", "§108", "§97", "Uoplyst", "I alt"]
    koder = [(raekke["dst_kode"], raekke["antal"]) for raekke in tabel1["pr_dst_kode"]]
    assert koder == [("DEMO-108", 1), ("DEMO-97", 1), ("DEMO-VEJ", 2), (None, 2)]
    assert tabel1["afledt_dst_kode"] == 2


def test_heraf_skift() -> None:
    """'A new row after a change of P-nummer or afdelings-UUID counts as a start; "heraf skift" … beside.'"""
    verden = make_verden()
    add_ydelse(verden, ydelse_id="1", slutdato=date(2025, 8, 31), p_nummer="2000000001")
    add_ydelse(verden, ydelse_id="2", startdato=date(2025, 9, 1), p_nummer="2000000002")
    add_ydelse(verden, ydelse_id="3", startdato=date(2025, 9, 1), p_nummer="2000000001")
    add_ydelse(verden, ydelse_id="4", startdato=date(2025, 8, 31), p_nummer=None, afdeling_uuid="afd")
    add_ydelse(verden, ydelse_id="5", startdato=date(2025, 9, 2), p_nummer="2000000002")
    assert (i_alt(verden)["antal"], i_alt(verden)["heraf_skift"]) == (5, 2)


def test_tabel2_hvad_der_udfylder() -> None:
    """'An overtema, an unknown UUID … and "ikke relevant" fill nothing'; 'the code's art' decides."""
    verden = make_verden()
    for borger_id in (1, 2, 3):
        add_ydelse(verden, borger_id, ydelse_id=f"y{borger_id}")
    for kode in (p.FF_OVERTEMA, p.UKENDT, p.MAALGRUPPE):
        verden.skriv("udredningstema", plads(verden, 4, 1), kode=kode)
    verden.skriv("aktivitet_deltagelse", plads(verden, 5, 1), kode=p.AD, niveau=8)
    verden.skriv("aktivitet_deltagelse", plads(verden, 5, 1), kode=p.AD_OVERTEMA, niveau=2)
    verden.skriv("stoettebehov", plads(verden, 6, 1), niveau=8)
    verden.skriv("udredningstema", plads(verden, 4, 2), kode=p.AD)  # the wrong table
    verden.skriv("aktivitet_deltagelse", plads(verden, 5, 2), kode=p.OMGIVELSE)  # the wrong table
    verden.skriv("aktivitet_deltagelse", plads(verden, 5, 3), kode=p.AD, niveau=0)
    verden.skriv("indsatsmaal", plads(verden, 7, 3), "g", maal_id="g", maaltype_kode=p.MAALTYPE)
    assert mangler(verden) == {
        "udredningstema": 2,
        "aktivitet_deltagelse": 1,
        "funktionsevneniveau": 2,
        "stoettebehov": 3,
        "maaltype": 2,
        "progressionsdata": 3,
    }
    tabel2 = rapport(verden)["tabel2"]
    assert (tabel2["mangler_alle"], tabel2["mangler_alle_andel"]) == (1, Decimal("33.3"))
    assert tabel2["raekker"][0]["andel"] == Decimal("66.7")
    assert rapport(verden)["cpr_liste_2"][
        3, ("stoettebehov", "udredningstema")
    ] == 1  # fmt: skip
    verden.indstillinger = Indstillinger(krav_ff=True)
    assert mangler(verden)["udredningstema"] == 3


def test_ikke_vurderet_taeller_og_vises() -> None:
    """'"Ikke vurderet" counts as reported …, shown as "heraf ikke vurderet"; setting …'."""
    verden = make_verden()
    for borger_id, niveauer in ((1, [9, 9]), (2, [9, 0]), (3, [None])):
        add_ydelse(verden, borger_id, ydelse_id=f"y{borger_id}")
        for niveau in niveauer:
            verden.skriv("aktivitet_deltagelse", plads(verden, 5, borger_id), kode=p.AD, niveau=niveau)
    niveau = rapport(verden)["tabel2"]["raekker"][2]
    assert (niveau["raekke"], niveau["antal"], niveau["heraf_ikke_vurderet"]) == ("funktionsevneniveau", 1, 1)
    verden.indstillinger = Indstillinger(ikke_vurderet_taeller=False)
    niveau = rapport(verden)["tabel2"]["raekker"][2]
    assert (niveau["antal"], niveau["heraf_ikke_vurderet"]) == (2, 0)
    assert mangler(verden)["aktivitet_deltagelse"] == 0


def test_ingen_borgere_giver_ingen_andel() -> None:
    """'andel of the population (one decimal, half up; population 0 → "–")'."""
    raekker = rapport(make_verden())["tabel2"]["raekker"]
    assert [(r["antal"], r["andel"]) for r in raekker] == [(0, None)] * 6


def test_opdelt_og_kun_82() -> None:
    """'Ours: the same per paragraf, system, enhed and month of start …; citizens with only §82 … apart.'"""
    verden = make_verden()
    gruppe: dict[str, Any] = {"dst_kode": None, "ffb_ydelse_kode": p.GRUPPE, "enhed": "Nord"}
    add_ydelse(verden, 1, ydelse_id="y1", **gruppe)
    add_ydelse(verden, 2, ydelse_id="y2", **gruppe)
    add_ydelse(verden, 2, ydelse_id="y3", startdato=date(2025, 7, 1), enhed="Syd")
    opdelt = rapport(verden)["tabel2"]["opdelt"]
    borgere = {noegle: tal["borgere"] for noegle, tal in opdelt.items()}
    assert borgere == {
        ("paragraf", "§82a"): 2,
        ("paragraf", "§85"): 1,
        ("system", "Alfa"): 2,
        ("enhed", "Nord"): 2,
        ("enhed", "Syd"): 1,
        ("maaned", "2025-06"): 2,
        ("maaned", "2025-07"): 1,
        ("kun_82", None): 1,
    }
    assert opdelt["kun_82", None]["mangler_alle"] == 1


def test_ydelsesrapport() -> None:
    """'per quarter and year ydelser active, started, ended, recipients …, fuldtidsydelser'."""
    verden = make_verden(indstillinger=Indstillinger(pr_dato=date(2025, 4, 10)))
    add_ydelse(verden, ydelse_id="1", startdato=date(2025, 1, 1), slutdato=date(2025, 1, 9))
    add_ydelse(verden, ydelse_id="2", startdato=date(2025, 2, 14))  # open: 46 days of Q1, all of Q2
    add_ydelse(verden, ydelse_id="3", startdato=date(2025, 5, 2), slutdato=date(2025, 5, 1))
    add_ydelse(verden, 2, ydelse_id="4", startdato=date(2025, 1, 1), status="draft")
    linjer = {
        (r["aar"], r["kvartal"]): tuple(list(r.values())[3:]) for r in rapport(verden)["ydelsesrapport"]
    }
    assert linjer == {
        (2025, 1): (2, 2, 1, 1, Decimal("0.61")),  # (9 + 46) / 90
        (2025, 2): (1, 1, 1, 1, Decimal("1.00")),
        (2025, None): (2, 3, 2, 1, Decimal("0.40")),  # (9 + 46 + 91) / 365
    }
