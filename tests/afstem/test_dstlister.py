"""DST's lists held against ours: what is joined, and every reason, on rows made for it."""

import random
from datetime import date, datetime

import pytest

from afstem.verden import make_opsaetning, make_prepared
from ffb.afstem.dstaarsag import AARSAG, find_mangler
from ffb.afstem.dstlister import Dstvalg, build_dstlister, find_noegle
from ffb.formats.personliste import Personliste
from ffb.rapport.byg import build_rapporter
from orakel import puljer as p
from orakel.generator import tilfaeldig_leverancer
from orakel.haandlavet import GUIDE, add_ydelse, make_verden
from orakel.rapport import find_kommuner
from orakel.verden import to_raekker

AAR = (date(2025, 1, 1), date(2025, 12, 31))
TIDLIGERE = "Tidligere anvendt"


def liste(navn, raekker, *kolonner):
    return Personliste(
        navn, "dst.csv", ("CPR", *kolonner), [r | {"linje": i} for i, r in enumerate(raekker, 2)]
    )


def linje(borger_id=1, **felter):
    return {"borger_id": borger_id, "cpr": f"c{borger_id}", **felter}


@pytest.mark.parametrize("froe", [1, 7])
def test_rapportens_egne_lister_er_paa_begge(froe):
    """The report's lists read back as if DST had sent them: every row is joined with itself."""
    verden = tilfaeldig_leverancer(random.Random(froe), 60)
    kommune = next(k for k in sorted(filter(None, find_kommuner(to_raekker(verden.tabeller())))))
    fra, til = verden.periode_fra, verden.periode_til
    (rapport,) = build_rapporter(verden.tabeller(), verden.mapning, make_opsaetning(verden, kommune))
    id_af = {r["cpr"]: r["borger_id"] for r in verden.raekker()["cpr"]}
    en = [
        linje(id_af[r["cpr"]], startdato=date.fromisoformat(r["startdato"]), dst_ydelse=r["dst_kode"])
        for r in rapport.tabeller["cpr_liste_1"].raekker
    ]
    to = [linje(id_af[r["cpr"]]) for r in rapport.tabeller["cpr_liste_2"].raekker]
    assert en and to
    grundlag = make_prepared(verden, kommune)
    lister = (liste("dst_liste_1", en, "STARTDATO", "DST_YDELSE"), liste("dst_liste_2", to))
    o = build_dstlister(grundlag, *lister, Dstvalg(fra, til))
    assert o.konklusion[0] == "klar"
    assert (o.tal["liste_1_begge"], o.tal["liste_2_begge"]) == (len(en), len(to))
    # half of each away, and a stranger
    o = build_dstlister(
        make_prepared(verden, kommune),
        liste("dst_liste_1", [*en[::2], linje(999, startdato=fra)], "STARTDATO", "DST_YDELSE"),
        liste("dst_liste_2", [*to[::2], linje(999)]),
        Dstvalg(fra, til),
    )
    for nr, alle in (("1", en), ("2", to)):
        halvdelen = len(alle[::2])
        ventet = (halvdelen, 1, len(alle) - halvdelen)
        assert tuple(o.tal[f"liste_{nr}_{k}"] for k in ("begge", "kun_dst", "kun_os")) == ventet
    oversigt = o.tabeller["oversigt"].raekker
    assert [r["dst"] for r in oversigt] == [len(en[::2]) + 1, len(to[::2]) + 1]


def koer(verden, en=None, to=None, kolonner=("STARTDATO",), **valg):
    verden.mapning = verden.mapning or None
    verden.dst_koder = [("1.12.0.1", "§85", True), ("UDENFOR", "§95", False)]
    grundlag = make_prepared(verden, "9001")
    liste1 = None if en is None else liste("dst_liste_1", en, *kolonner)
    liste2 = None if to is None else liste("dst_liste_2", to, "MANGLER")
    return build_dstlister(grundlag, liste1, liste2, Dstvalg(*AAR, **valg))


def aarsager(o):
    return {(r["hvor"], r["aarsag"]): r["antal"] for r in o.tabeller["aarsager"].raekker}


START = date(2025, 6, 15)


@pytest.mark.parametrize(
    ("ydelse", "raekke", "aarsag"),
    [
        (None, linje(7, startdato=START), "borger_ukendt"),
        ({}, linje(1, startdato=date(2025, 1, 1)), "ydelse_ukendt"),
        ({}, linje(1, startdato=START), "rettet"),
        ({"startdato": date(2024, 6, 15)}, linje(1, startdato=date(2024, 6, 15)), "anden_periode"),
        ({"dst_kode": "UDENFOR"}, linje(1, startdato=START), "ikke_relevant"),
        ({"status": "draft"}, linje(1, startdato=START), "ikke_relevant"),
        ({"leverance_id": 2}, linje(1, startdato=START), "tidligere_system"),
        ({"leverance_id": 3}, linje(1, startdato=START), "aeldre_leverance"),
        ({"kommune_kode": "0101"}, linje(1, startdato=START), "taeller_ikke"),
    ],
)
def test_hvorfor_kun_dst(ydelse, raekke, aarsag):
    verden = make_verden()
    verden.leverance(2, "9001", "Beta", datetime(2025, 10, 1), status=TIDLIGERE)
    verden.leverance(3, "9001", "Alfa", datetime(2025, 12, 1))
    verden.skriv_cpr(1, 1)
    if ydelse is not None:
        add_ydelse(verden, **ydelse)
    assert aarsager(koer(verden, [raekke])) == {("kun DST", aarsag): 1}


def test_gentaget_hos_dst():
    verden = make_verden()
    verden.skriv_cpr(1, 1)
    add_ydelse(verden, ffb_ydelse_kode=None)
    o = koer(verden, [linje(1, startdato=START), linje(1, startdato=START)])
    assert o.tal["liste_1_begge"] == 1
    assert aarsager(o) == {("kun DST", "gentaget"): 1}


@pytest.mark.parametrize(
    ("ydelse", "dst", "valg", "aarsag"),
    [
        ({"ffb_ydelse_kode": None}, [], {}, "ukendt"),
        ({"ffb_ydelse_kode": "00000000-0000-4000-8000-000000000000"}, [], {}, "kun_vores_fejl"),
        ({"ffb_ydelse_kode": None}, [], {"dst_dato": date(2026, 1, 9)}, "nyere_leverance"),
        ({"ffb_ydelse_kode": None}, [], {"dst_dato": date(2026, 1, 10)}, "ukendt"),
        ({"ffb_ydelse_kode": None}, [linje(1, startdato=date(2025, 1, 1))], {}, "anden_ydelse"),
    ],
)
def test_hvorfor_kun_os(ydelse, dst, valg, aarsag):
    verden = make_verden()
    verden.skriv_cpr(1, 1)
    add_ydelse(verden, **ydelse)
    assert aarsager(koer(verden, dst, **valg))["kun os", aarsag] == 1


def test_liste_2_aarsager_og_uenighed():
    verden = make_verden()
    for borger in (1, 2, 3, 4):
        verden.skriv_cpr(borger, borger)
    add_ydelse(verden, 1)
    add_ydelse(verden, 2, startdato=date(2024, 2, 1), ydelse_id="y2")
    add_ydelse(verden, 3, dst_kode="UDENFOR", ydelse_id="y3")
    add_ydelse(verden, 4, ydelse_id="y4")
    o = koer(verden, None, [linje(1, mangler="Måltype; støttebehov"), linje(2), linje(3), linje(7), linje(7)])
    ventet = {"anden_periode": 1, "ingen_relevant": 1, "borger_ukendt": 1}
    assert aarsager(o) == {("kun DST", k): v for k, v in ventet.items()} | {("kun os", "ukendt"): 1}
    (begge,) = [r for r in o.tabeller["dst_liste_2"].raekker if r["hvor"] == "på begge"]
    assert begge["uenige"] == ["aktivitet_deltagelse", "funktionsevneniveau", "udredningstema"]


def test_noeglen_er_det_bedste_listen_har():
    assert find_noegle(("CPR",)) == ()
    assert find_noegle(("CPR", "SAGSNUMMER")) == (("sagsnummer", "sagsnummer"),)
    assert find_noegle(("CPR", "SAGSNUMMER", "STARTDATO")) == (("startdato", "startdato"),)
    assert find_noegle(("CPR", "YDELSE_ID", "STARTDATO")) == (("ydelse_id", "ydelse_id"),)


def test_mapning_uden_for_vejledningen_taeller_som_dst_goer():
    """fejl_mapning is DST's own kind: it is not explained away as ours."""
    verden = make_verden(mapning=GUIDE[:1])
    verden.skriv_cpr(1, 1)
    add_ydelse(verden, dst_kode="1.12.0.2", ffb_ydelse_kode=p.STOETTE, ffb_tilbud_kode=p.MOBILT)
    o = koer(verden, [])
    (raekke,) = o.tabeller["dst_liste_1"].raekker
    assert raekke["vores_fejl"] == ["fejl_mapning"]
    assert aarsager(o) == {("kun os", "ukendt"): 1}


def test_ord_for_mangler():
    assert find_mangler(None) == []
    assert find_mangler("noget andet") == []
    assert find_mangler("Aktivitet og deltagelse, F&F") == ["udredningstema", "aktivitet_deltagelse"]
    assert len(AARSAG) == len(set(AARSAG.values()))
