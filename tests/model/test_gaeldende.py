"""Which rows count: one small world per sentence of 12-model and 3-rapport, written by hand."""

from datetime import date, datetime

from ffb.rapport.byg import Opsaetning, build_rapporter
from rules.sager import DST_KODER, Sag, build_verden

PERIODE = {"periode_fra": date(2025, 1, 1), "periode_til": date(2025, 12, 31)}
SOCIAL = "ydelse:Social aktivitet"
DAGTILBUD = "tilbud:Aktivitets- og samværstilbud"
GAMMEL = {"nr": 1, "system": "Gammel", "system_status": "Tidligere anvendt", "tid": datetime(2025, 7, 1, 8)}
NY = {"nr": 2, "system": "Ny", "tid": datetime(2026, 1, 10, 8)}


def ydelse(id_: str, **felter):
    grund = {"borger": 1, "ydelse_id": id_, "dst_kode": "DEMO-104", "ffb_ydelse_kode": SOCIAL}
    return {**grund, "ffb_tilbud_kode": DAGTILBUD, "startdato": date(2025, 3, 1), **felter}


def rapporter(*sager: dict):
    verden = build_verden([Sag("", nr, "", indhold) for nr, indhold in enumerate(sager, start=1)])
    return build_rapporter(verden, None, Opsaetning(**PERIODE, dst_koder=DST_KODER))


def antal(*sager: dict) -> dict[str, int]:
    (rapport,) = rapporter(*sager)
    return {r["paragraf"]: r["antal"] for r in rapport.tabeller["tabel1"].raekker}


def test_en_genfremsendelse_erstatter_hele_den_gamle():
    leverancer = [{"nr": 1}, {"nr": 2, "tid": datetime(2026, 2, 1)}]
    raekker = [ydelse("Y1", lev=1), ydelse("Y2", lev=1), ydelse("Y2", lev=2)]
    assert antal({"leverancer": leverancer, "ydelse": raekker}) == {"§104": 1, "I alt": 1}


def test_tidligere_system_taeller_kun_afsluttede_til_og_med_leverancens_dag():
    raekker = [
        ydelse("Y1", slutdato=date(2025, 7, 1)),
        ydelse("Y2", slutdato=date(2025, 7, 2)),
        ydelse("Y3"),
    ]
    assert antal({"leverancer": [GAMMEL], "ydelse": raekker}) == {"§104": 1, "I alt": 1}


def test_samme_ydelse_foer_og_efter_systemskifte_taelles_en_gang():
    raekker = [ydelse("G1", lev=1, slutdato=date(2025, 6, 30)), ydelse("N7", lev=2)]
    (rapport,) = rapporter({"leverancer": [GAMMEL, NY], "ydelse": raekker})
    assert rapport.tal["dobbelt_efter_systemskifte"] == 1
    assert rapport.tabeller["tabel1"].raekker[-1]["antal"] == 1


def test_ydelse_og_indsats_med_samme_nummer_er_to_ting():
    """Table systems number each sheet from 1; a løbende leverance on top must not make one hide the other."""
    leverancer = [{"nr": 1}, {"nr": 2, "art": "loebende", "kilde": "fhir", "tid": datetime(2026, 2, 1)}]
    verden = {
        "leverancer": leverancer,
        "ydelse": [ydelse("1", indsats_id="1", lev=1)],
        "indsats": [{"borger": 1, "indsats_id": "1", "lev": 1}],
    }
    assert antal(verden) == {"§104": 1, "I alt": 1}


def test_en_ydelseskode_i_tilbudsfeltet_giver_ingen_lov():
    raekke = ydelse("Y1", dst_kode=None, ffb_tilbud_kode="ydelse:Længerevarende ophold")
    assert antal({"ydelse": [raekke]}) == {"§104": 1, "I alt": 1}


def test_tilbuddets_lov_gaar_foran_ydelsens():
    """§85 is also given inside §107: the tilbud says which row."""
    raekke = ydelse(
        "Y1", dst_kode=None, ffb_ydelse_kode="ydelse:Støtte til transport",
        ffb_tilbud_kode="tilbud:Midlertidigt botilbud til voksne",
    )  # fmt: skip
    assert antal({"ydelse": [raekke]}) == {"§107": 1, "I alt": 1}


def test_en_kommunes_ydelsesrapport_afhaenger_ikke_af_naboen():
    egen = {
        "leverancer": [{"nr": 1, "tid": datetime(2025, 7, 14)}],
        "ydelse": [ydelse("Y1", startdato=date(2025, 7, 1)), ydelse("Y2", startdato=date(2025, 10, 20))],
    }
    nabo = {"ydelse": [ydelse("Z1", startdato=date(2020, 1, 1))]}
    alene, med_nabo = rapporter(egen), rapporter(egen, nabo)
    assert med_nabo[0].tabeller["ydelsesrapport"] == alene[0].tabeller["ydelsesrapport"]


def test_fremmed_kommune_taeller_ikke_men_siges():
    raekker = [ydelse("Y1"), ydelse("Y2", kommune_kode="0101")]
    (rapport,) = rapporter({"ydelse": raekker})
    assert rapport.tal["fremmed_kommune"] == 1
    assert rapport.tabeller["tabel1"].raekker[-1]["antal"] == 1


def test_ishoej_indberetter_for_vallensbaek():
    raekker = [ydelse("Y1", kommune_kode="0187"), ydelse("Y2", borger=2)]
    svar = {r.kommune_kode: r for r in rapporter({"kommune": "0183", "ydelse": raekker})}
    assert {k: r.tabeller["tabel1"].raekker[-1]["antal"] for k, r in svar.items()} == {"0183": 1, "0187": 1}
    assert svar["0187"].tabeller["leverancer"].raekker[0]["fil_id"] == "fil-1"
