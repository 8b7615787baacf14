"""The pages of knowledge: figures as the oracle counts them, the choice in the address, who may, citizens."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from analyses import orakel_v02, orakel_v15
from analyses.udvalg import Udvalg, make_udvalg
from ffb.analyses import Analysevalg, load_analyser, parse_valg
from ffb.formats.grundlag import Mapning
from ffb.server.adgang.noegle import make_noegle
from ffb.server.adgang.roller import Rolle
from ffb.server.fund.models import Opgoerelse
from ffb.server.fund.opgoer import build_opsaetning
from ffb.server.leverance.grundlag import find_landet, kilder, load_vejledning
from ffb.server.spor.models import Spor, SporBorger
from ffb.server.viden import sammenlign
from ffb.server.viden.svar import Husk
from orakel.rapport import Indstillinger
from orakel.verden import Verden, to_raekker

pytestmark = pytest.mark.django_db
Som = Callable[..., Client]
OM_BORGER = [a for a in load_analyser() if a.borger]
PERIODE = "fra=2025-01-01&til=2025-12-31"


class Lagerverden(Verden):
    """What the store holds, as the oracle reads it."""

    __slots__ = ()

    def raekker(self):  # type: ignore[no-untyped-def]
        return to_raekker(kilder(find_landet()))  # type: ignore[arg-type]


def make_orakel(**filtre: list[str]) -> Udvalg:
    o = build_opsaetning("9001", date(2025, 1, 1), date(2025, 12, 31))
    mapning = [
        Mapning(m.tilbud_kode, m.ydelse_kode, m.dst_vaerdi, m.raekke) for m in load_vejledning("9001") or ()
    ]
    verden = Lagerverden(
        mapning=mapning or None, dst_koder=list(o.dst_koder or ()) or None, indstillinger=Indstillinger()
    )
    valg: Analysevalg = parse_valg((o.periode_fra, o.periode_til), {"kommune": ["9001"]} | filtre)
    return make_udvalg(verden, valg)


def laes(browser: Client, url: str, status: int = 200) -> str:
    svar = browser.get(url)
    assert svar.status_code == status, (url, svar.status_code)
    return unescape(svar.content.decode())


def test_tallene_paa_siden_og_i_filen_er_oraklets(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.LAESER)
    for id_, orakel, filtre in (("V15", orakel_v15, {}), ("V02", orakel_v02, {"koen": ["K"]})):
        udvalg = make_orakel(**filtre)
        ventet = {tuple(r[k] for k in orakel.NOEGLE): r for r in orakel.make_raekker(udvalg)}
        query = PERIODE + "".join(f"&{k}={v}" for k, vs in filtre.items() for v in vs)
        fil = browser.get(f"/k/9001/viden/{id_}/hent/csv?{query}").content.decode("utf-8-sig")
        fundet = {
            tuple(r[k] for k in orakel.NOEGLE): r for r in csv.DictReader(io.StringIO(fil), delimiter=";")
        }
        assert set(fundet) == set(ventet) and len(ventet) > 5
        for noegle, r in ventet.items():
            assert int(fundet[noegle]["borgere"]) == r["borgere"]
            assert fundet[noegle]["andel"].replace(",", ".") == str(r["andel"])
        side = laes(browser, f"/k/9001/viden/{id_}?{query}")
        for maal, (antal, af) in orakel.make_daekning(udvalg).items():
            assert f"({antal} af {af})" in side.replace(".", ""), maal


def test_spoergsmaal_svar_figur_og_tabel(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.LEDER)
    side = laes(browser, f"/k/9001/viden/V15?{PERIODE}&vis=stoettebehov")
    saetning = re.search(r'<p class="saetning">([^<]+)</p>', side)[1]  # type: ignore[index]
    assert saetning in re.search(r"<img [^>]+>", side)[0]  # type: ignore[index]
    assert "Moderat støttebehov" in side and 'aria-current="true">Støttebehov' in side
    figur = re.search(r'<img src="([^"]+)"', side)[1]  # type: ignore[index]
    svar = browser.get(figur)
    assert svar["Content-Type"] == "image/svg+xml" and saetning in unescape(svar.content.decode())
    assert "max-age=86400" in svar["Cache-Control"] and "private" in svar["Cache-Control"]
    link = re.search(r'Link til netop dette udvalg: <a href="([^"]+)"', side)[1]  # type: ignore[index]
    assert saetning in laes(browser, link.removeprefix("http://testserver"))
    for format_, start in (("png", b"\x89PNG"), ("xlsx", b"PK"), ("json", b"{"), ("svg", b"<svg")):
        fil = browser.get(f"/k/9001/viden/V15/hent/{format_}?{PERIODE}")
        assert fil.content.startswith(start) and "attachment" in fil["Content-Disposition"]


def test_listen_og_hvert_kort(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.LAESER)
    side = laes(browser, "/k/9001/viden")
    assert '<a href="/k/9001/viden" aria-current="page">Viden</a>' in side
    for a in load_analyser():
        if a.borger:
            continue
        assert a.tekst().titel in side
        kort = laes(browser, f"/k/9001/viden/{a.id}/kort?{PERIODE}")
        assert "<html" not in kort and "<p>" in kort


@pytest.mark.parametrize(
    ("query", "ventet"),
    [
        ("fra=2025-12-31&til=2025-01-01", "Byt om på de to datoer"),
        ("fra=i går&til=2025-01-01", "Datoen kan ikke læses"),
        ("ydelse=Hjemmehjælp&koen=X", "Køn: »X« findes ikke"),
        ("overtema=Mobilitet", "kan ikke afgrænses"),
        ("vis=farve", "Opdelingen findes ikke"),
    ],
)
def test_det_der_ikke_kan_forstaas_siges_og_formularen_bliver(
    som: Som, talt: Opgoerelse, query: str, ventet: str
) -> None:
    browser = som(Rolle.LAESER)
    side = laes(browser, f"/k/9001/viden/V15?{query}", 400)
    assert ventet in side and "Vis udvalget" in side and "<img" not in side
    assert browser.get(f"/k/9001/viden/V15/hent/png?{query}").status_code == 400


def test_tomt_udvalg_siger_hvorfor_og_tegner_intet(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.LAESER)
    tomt = f"{PERIODE}&alder=0-1&paragraf={quote('§107')}"
    side = laes(browser, f"/k/9001/viden/V15?{tomt}")
    assert "Fjern et filter" in side and "<img" not in side and "Fjern<" in side
    assert browser.get(f"/k/9001/viden/V15/hent/svg?{tomt}").status_code == 400
    fremtid = laes(browser, "/k/9001/viden/V15?aar=2098")
    assert "efter den seneste leverance" in fremtid


def test_uden_leverancer(som: Som) -> None:
    browser = som(Rolle.LAESER, kommune="9098")
    assert "endnu ingen leverancer" in laes(browser, "/k/9098/viden")
    assert "endnu ingen leverancer" in laes(browser, "/k/9098/viden/V15")
    assert browser.get("/k/9098/viden/V15/hent/csv").status_code == 404


@pytest.mark.parametrize("rolle", [Rolle.ANALYTIKER, Rolle.UDFOERER, Rolle.ADMINISTRATOR, Rolle.DRIFT])
def test_de_noejagtige_tal_er_ikke_for_alle(som: Som, talt: Opgoerelse, rolle: Rolle) -> None:
    browser = som(rolle)
    for sti in ("", "/V15", "/V15/kort", "/V15/hent/csv"):
        assert browser.get(f"/k/9001/viden{sti}?{PERIODE}").status_code == 403
        assert browser.get(f"/dst/viden{sti}?{PERIODE}").status_code == 403


def test_landet_og_sammenligning_er_for_danmarks_statistik(som: Som, talt: Opgoerelse) -> None:
    laeser, dst = som(Rolle.LAESER), som(Rolle.STATISTIKER)
    hos_laeser = laes(laeser, f"/k/9001/viden/V15?{PERIODE}&sammenlign=landet")
    assert "Kommuner af samme størrelse" not in hos_laeser and 'id="sammen"' not in hos_laeser
    landet = laes(dst, f"/dst/viden/V15?{PERIODE}")
    assert "<img" in landet and 'name="kommune"' in landet
    side = laes(dst, f"/k/9001/viden/V15?{PERIODE}&sammenlign=landet")
    assert "andre kommuner at sammenligne med" in side


@pytest.mark.parametrize("hvem", sammenlign.HVEM)
def test_sammenligning_mod_orakel(
    som: Som, talt: Opgoerelse, monkeypatch: pytest.MonkeyPatch, hvem: str
) -> None:
    """The demo's two kommuner, each the other's only comparison."""
    monkeypatch.setattr(sammenlign, "MINDST", 1)
    monkeypatch.setattr(sammenlign, "find_grupper", lambda borgere: [sorted(borgere)])
    side = laes(som(Rolle.STATISTIKER), f"/k/9001/viden/V15?{PERIODE}&sammenlign={hvem}")
    assert "Størst er forskellen" in side
    assert side.count(f"&sammenlign={hvem}") > 2, "fanerne og linket til netop dette udvalg har den med"
    tabel = side[side.index('id="V15_sammenligning"') :]
    raekker = {
        r[0]: [re.sub(r"<[^>]+>", "", c) for c in re.findall(r"<td[^>]*>(.*?)</td>", r[1])]
        for r in re.findall(
            r'<tr><th scope="row"[^>]*>(.*?)</th>(.*?)</tr>', tabel[: tabel.index("</table>")]
        )
    }
    andele = {}
    for kode in ("9001", "9002"):
        rows = orakel_v15.make_raekker(make_orakel(kommune=[kode]))
        andele[kode] = {r["kode"]: r["andel"] for r in rows if r["inddeling"] == "paragraf"}
    assert set(raekker) == set(andele["9001"]) | set(andele["9002"])
    for paragraf, (vore, deres, forskel) in raekker.items():
        a, b = (andele[k].get(paragraf) for k in ("9001", "9002"))
        assert vore == _procent(a) and deres == _procent(b), paragraf
        assert forskel == ("–" if a is None or b is None else str(a - b).replace(".", ","))


def _procent(andel: Decimal | None) -> str:
    return "–" if andel is None else f"{andel} %".replace(".", ",")


def test_stoerrelsesgrupper() -> None:
    borgere = {f"{nr:04}": nr for nr in range(1, 20)}
    grupper = sammenlign.find_grupper(borgere)
    assert [len(g) for g in grupper] == [6, 6, 7]
    assert grupper[0] == [f"{nr:04}" for nr in range(1, 7)]
    assert [len(g) for g in sammenlign.find_grupper({k: borgere[k] for k in list(borgere)[:11]})] == [11]


def test_borgerens_forloeb_kraever_formaal_og_staar_i_sporet(som: Som, talt: Opgoerelse) -> None:
    scoret = Counter(t.borger_id for t in make_orakel().temaer if t.niveau in range(5))
    borger_id = scoret.most_common(1)[0][0]
    url = f"/k/9001/borger/{borger_id}/viden"
    assert som(Rolle.LAESER).get(url).status_code == 403
    browser = som(Rolle.SAGSBEHANDLER)
    assert "Hvad skal siden bruges til?" in laes(browser, url)
    assert browser.post(url, {"formaal": " "}).status_code == 400
    assert not Spor.objects.filter(handling="borger.viden_set").exists()
    svar = browser.post(url, {"formaal": "Tilsyn"})
    assert svar.status_code == 200 and "no-store" in svar["Cache-Control"]
    spor = Spor.objects.get(handling="borger.viden_set")
    assert spor.formaal == "Tilsyn"
    assert list(SporBorger.objects.filter(spor_nr=spor.nr).values_list("borger_id", flat=True)) == [borger_id]
    side = unescape(svar.content.decode())
    for a in load_analyser():
        assert (a.tekst().titel in side) == a.borger
    assert side.count("data:image/svg+xml") >= 3 * 4 and "Overtema" in side
    for skaerm in ("bred", "smal"):
        egen = browser.post(url, {"formaal": "Tilsyn", "skaerm": skaerm}).content.decode()
        assert egen.count("data:image/svg+xml") == side.count("data:image/svg+xml") / 2, skaerm
        assert set(re.findall(r"data:image[^\"]+", egen)) < set(re.findall(r"data:image[^\"]+", side))
    assert browser.get("/k/9001/borger/1/viden").status_code == 404


@pytest.mark.parametrize(
    ("felter", "ventet"),
    [
        ({"fra": "2025-12-31", "til": "2025-01-01"}, "Byt om på de to datoer"),
        ({"fra": "i går", "til": "31.12.2025"}, "Datoen kan ikke læses"),
        ({"fra": "01.01.2025"}, "Skriv begge datoer"),
        ({"formaal": "", "fra": "x"}, "Vælg, hvad siden skal bruges til"),
    ],
)
def test_borgerens_periode_der_ikke_kan_bruges(
    som: Som, talt: Opgoerelse, felter: dict[str, str], ventet: str
) -> None:
    url = f"/k/9001/borger/{make_orakel().ydelser[0].borger_id}/viden"
    svar = som(Rolle.SAGSBEHANDLER).post(url, {"formaal": "Tilsyn", **felter})
    side = unescape(svar.content.decode())
    assert svar.status_code == 400 and ventet in side and "data:image" not in side
    assert not Spor.objects.filter(handling="borger.viden_set").exists()


def test_borgerens_forloeb_foelger_perioden_og_siger_naar_den_er_tom(som: Som, talt: Opgoerelse) -> None:
    browser, udvalg = som(Rolle.SAGSBEHANDLER), make_orakel()
    ydelse = next(y for y in udvalg.ydelser if y.slut is None)
    url = f"/k/9001/borger/{ydelse.borger_id}/viden"
    hele = unescape(browser.post(url, {"formaal": "Tilsyn"}).content.decode())
    assert "data:image" in hele
    tomt = browser.post(url, {"formaal": "Tilsyn", "fra": "01.01.1950", "til": "31.12.1950"})
    side = unescape(tomt.content.decode())
    assert tomt.status_code == 200 and "data:image" not in side
    assert side.count("ikke registreret noget af det, analysen viser") == len(OM_BORGER)


def test_borger_uden_leverance_med_en_sag(som: Som, talt: Opgoerelse) -> None:
    from ffb.server.sag.actions import create_borger, open_sag

    borger = create_borger("9001", "6101814321", "Åse Demo", by="test")
    sag = open_sag(borger, "DEMO-1", by="test")
    browser = som(Rolle.SAGSBEHANDLER)
    url = f"/k/9001/borger/{borger.borger_id}/viden"
    assert "endnu ikke leveret noget om borgeren" in laes(browser, url)
    assert f'href="{url}"' in laes(browser, f"/k/9001/sag/{sag.pk}")


def test_husk_laver_en_gang_og_glemmer_det_aeldste() -> None:
    husk: Husk[int] = Husk(2)
    lavet: list[str] = []

    def make(navn: str) -> int:
        lavet.append(navn)
        return len(lavet)

    for navn in ("a", "b", "a", "c", "a", "b"):
        husk.get(navn, lambda navn=navn: make(navn))  # type: ignore[misc]
    assert lavet == ["a", "b", "c", "b"]


def test_api_giver_det_samme_som_filen(som: Som, talt: Opgoerelse) -> None:
    tekst = make_noegle("9001", "BI", navn="prøve", omfang="laes", by="test")[1]
    hoved = {"Authorization": f"Bearer {tekst}"}

    def hent(sti: str) -> tuple[int, dict[str, Any]]:
        svar = Client().get(f"/api/analyser{sti}", headers=hoved)
        return svar.status_code, json.loads(svar.content)

    liste = {a["id"]: a for a in hent("")[1]["analyser"]}
    assert liste.keys() == {a.id for a in load_analyser() if not a.borger}
    status, svar = hent(f"/V15?{PERIODE}&koen=K")
    fil = som(Rolle.LAESER).get(f"/k/9001/viden/V15/hent/json?{PERIODE}&koen=K")
    assert status == 200 and svar == json.loads(fil.content) and svar["filtre"] == {"koen": ["K"]}
    assert hent("/V15?koen=X")[0] == 400 and hent("/V99")[0] == 404


def test_data_til_bi_er_kommunens_egne_og_staar_i_sporet(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    url = "/k/9001/viden/eksport"
    assert f'href="{url}"' in laes(browser, "/k/9001/viden")
    assert f'href="{url}"' not in laes(som(Rolle.LEDER), "/k/9001/viden")
    assert "fakta_ydelse" in laes(browser, url)
    for felter, ventet in (
        ({}, "Vælg, hvad filerne skal bruges til"),
        ({"formaal": "Tilsyn", "format": "excel"}, "Vælg Parquet, CSV eller begge dele"),
        ({"formaal": "Tilsyn", "pr_dato": "31.02.2025"}, "Datoen kan ikke læses"),
        ({"formaal": "Tilsyn", "pr_dato": "01.01.2999"}, "ikke kommet endnu"),
    ):
        svar = browser.post(url, felter)
        assert svar.status_code == 400 and ventet in unescape(svar.content.decode())
    assert not Spor.objects.filter(handling="eksport.hentet").exists()
    svar = browser.post(url, {"formaal": "Tilsyn", "format": "csv"})
    assert svar["Content-Type"] == "application/zip" and "no-store" in svar["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(svar.content)) as z:
        assert "datapackage.json" in z.namelist() and not [n for n in z.namelist() if "parquet" in n]
        borgere = list(csv.DictReader(io.StringIO(z.read("dim_borger.csv").decode())))
        ydelser = list(csv.DictReader(io.StringIO(z.read("fakta_ydelse.csv").decode())))
    assert {b["kommune_kode"] for b in borgere} == {"9001"}
    dag = date.fromisoformat(svar["Content-Disposition"][-15:-5])
    egne = [y for y in make_orakel().alle_ydelser if y.kommune == "9001"]
    assert len(ydelser) == sum(y.start <= dag for y in egne) > 50
    spor = Spor.objects.get(handling="eksport.hentet")
    assert spor.formaal == "Tilsyn" and spor.kommune == "9001"
    for rolle in (Rolle.GODKENDER, Rolle.SAGSBEHANDLER, Rolle.STATISTIKER):
        assert som(rolle).post(url, {"formaal": "Tilsyn"}).status_code == 403
    faa = browser.post(url, {"formaal": "Tilsyn", "format": "csv", "pr_dato": "01.06.2024"})
    assert len(faa.content) < len(svar.content)
