"""Indfasning, year to date and forecast against the oracle; the periods also against the report itself."""

import random
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pyarrow as pa
import pytest

from afstem.verden import find_relevante, make_opsaetning, make_prepared
from ffb.afstem.indfasning import Aar, build_indfasning, fordel, vis_maaned
from ffb.rapport.byg import build_rapporter
from orakel.generator import tilfaeldig_leverancer
from orakel.haandlavet import add_ydelse, make_verden, plads
from orakel.koder import load_koder
from orakel.leverancer import find_grupper, find_raekker
from orakel.rapport import find_kommuner
from orakel.tabel2 import Valg, count_mangler, find_borgere
from orakel.verden import to_raekker

FEM = ("mangler_ydelse_uuid", "mangler_tilbud_uuid", "fejl_mapning", "ukendt_uuid", "ugyldig_kombination")
DAG = date(2026, 1, 20)


class Planlagt:
    """A world with other tables."""

    def __init__(self, verden, tabeller):
        self._verden, self._tabeller = verden, tabeller

    def __getattr__(self, navn):
        return getattr(self._verden, navn)

    def tabeller(self):
        return self._tabeller


def med_planer(verden, rng):
    """The world with old ydelser, and planned follow-ups: none, passed, on the day, and to come."""
    tabeller = verden.tabeller()
    indsats = tabeller["indsats_version"]
    dage = [
        rng.choice((None, DAG - timedelta(40), DAG, DAG + timedelta(30), date(2026, 9, 1)))
        for _ in range(len(indsats))
    ]
    nr = indsats.schema.get_field_index("planlagt_opfoelgning")
    tabeller["indsats_version"] = indsats.set_column(nr, "planlagt_opfoelgning", pa.array(dage, pa.date32()))
    ydelse = tabeller["ydelse_version"]
    starter = [d - timedelta(700) if d and rng.random() < 0.4 else d for d in ydelse["startdato"].to_pylist()]
    nr = ydelse.schema.get_field_index("startdato")
    tabeller["ydelse_version"] = ydelse.set_column(nr, "startdato", pa.array(starter, pa.date32()))
    return Planlagt(verden, tabeller)


class Facit:
    """The oracle's own count of one kommune."""

    def __init__(self, verden, kommune, pr_dato):
        self.raekker = to_raekker(verden.tabeller())
        self.grupper = find_grupper(self.raekker)
        self.pr_dato = pr_dato
        self.relevante = [d for d in find_relevante(verden, kommune) if d.ydelse.startdato]
        valg = Valg(verden.indstillinger.krav_ff, verden.indstillinger.ikke_vurderet_taeller)
        self.borgere = find_borgere(self.raekker, self.grupper, kommune, load_koder(), valg)

    def gamle(self):
        """(month, has FFB, citizen) of every active ydelse from before 2025."""
        for d in self.relevante:
            y = d.ydelse
            if y.startdato < date(2025, 1, 1) and (y.slutdato is None or y.slutdato >= self.pr_dato):
                yield self.maaned(y), bool(y.ydelse_kode and y.tilbud_kode), y.borger_id

    def maaned(self, y):
        gruppe = next(g for g in self.grupper if g.ider == y.gruppe.ider)
        dage = [
            r["planlagt_opfoelgning"]
            for r in find_raekker(gruppe, self.raekker, "indsats")
            if r["indsats_id"] == y.indsats_id and y.indsats_id is not None and r["planlagt_opfoelgning"]
        ]
        kommende = [d for d in dage if d >= self.pr_dato]
        if kommende:
            return f"{min(kommende):%Y-%m}"
        return "passeret" if dage else "ingen"

    def i(self, fra, til):
        return [d for d in self.relevante if fra <= d.ydelse.startdato <= til]

    def tabel1(self, fra, til):
        domme = self.i(fra, til)
        return {
            "antal": len(domme),
            **{f: sum(f in d.fejl for d in domme) for f in FEM},
            "fejlfri": sum(not d.fem_fejl for d in domme),
        }

    def tabel2(self, fra, til, foerste_fra):
        foerste = {}
        for d in self.i(foerste_fra, til):
            y = d.ydelse
            foerste[y.borger_id] = min(y.startdato, foerste.get(y.borger_id, y.startdato))
        population = {b for b, dag in foerste.items() if dag >= fra}
        tal = count_mangler(self.borgere, population)
        del tal["mangler_alle"]
        return {"borgere": len(population), **tal}


def assert_ens(verden, kommune):
    grundlag = make_prepared(verden, kommune, pr_dato=DAG)
    o = build_indfasning(grundlag)
    facit = Facit(verden, kommune, DAG)
    # old ydelser by month
    ventet = defaultdict(Counter)
    borgere = defaultdict(set)
    for maaned, har, borger in facit.gamle():
        ventet[maaned].update(ydelser=1, med_ffb=int(har), uden_ffb=int(not har))
        borgere[maaned].add(borger)
    *linjer, i_alt = o.tabeller["indfasning"].raekker
    assert {r["maaned"] for r in linjer} == set(ventet)
    for r in linjer:
        mangler = sum(bool(facit.borgere[b].mangler) for b in borgere[r["maaned"]])
        assert {k: r[k] for k in ("ydelser", "med_ffb", "uden_ffb")} == {
            k: ventet[r["maaned"]][k] for k in ("ydelser", "med_ffb", "uden_ffb")
        }
        assert (r["borgere"], r["borgere_mangler"]) == (len(borgere[r["maaned"]]), mangler)
    assert i_alt["borgere"] == len(set().union(*borgere.values()))
    assert len(o.tabeller["indfasning_liste"].raekker) == sum(
        not har or bool(facit.borgere[b].mangler) for _, har, b in facit.gamle()
    )
    assert_prognose(o, facit, verden.mapning is not None)
    return sum(c["ydelser"] for c in ventet.values())


def assert_prognose(o, facit, har_mapning):
    sidste, til_dato = (date(2025, 1, 1), date(2025, 12, 31)), (date(2026, 1, 1), DAG)
    rest = (date(2025, 1, 21), date(2025, 12, 31))
    vindue = (DAG - timedelta(89), DAG)
    for navn, helhed, regn in (
        ("prognose_tabel1", "antal", lambda fra, til, _=None: facit.tabel1(fra, til)),
        ("prognose_tabel2", "borgere", lambda fra, til, f=None: facit.tabel2(fra, til, f or fra)),
    ):
        kvalitet = regn(*vindue)
        if kvalitet[helhed] < 20:
            kvalitet = regn(DAG - timedelta(364), DAG)
        resten = regn(*rest, sidste[0])[helhed]
        for r in o.tabeller[navn].raekker:
            if r["sidste_aar"] is None:
                assert r["raekke"] in ("fejl_mapning", "ugyldig_kombination")
                continue
            assert r["sidste_aar"] == regn(*sidste)[r["raekke"]]
            assert r["til_dato"] == regn(*til_dato)[r["raekke"]]
            if r["raekke"] == helhed:
                assert r["rest"] == resten
            elif kvalitet[helhed]:
                skoen = Decimal(resten) * kvalitet[r["raekke"]] / kvalitet[helhed]
                assert r["rest"] == int(skoen.quantize(Decimal(1), ROUND_HALF_UP))
            if r["rest"] is not None:
                assert r["prognose"] == r["til_dato"] + r["rest"]


def test_indfasning_mod_orakel():
    fundne = 0
    for froe in range(4):
        rng = random.Random(froe)
        verden = med_planer(tilfaeldig_leverancer(rng, 40), rng)
        kommuner = find_kommuner(to_raekker(verden.tabeller()))
        for kommune in kommuner:
            if kommune is not None or len(kommuner) == 1:
                fundne += assert_ens(verden, kommune)
    assert fundne > 20


def test_periodernes_tal_er_rapportens_egne():
    """Last year and the year to date are Tabel 1 and 2 of those periods, and per enhed their totals."""
    verden = tilfaeldig_leverancer(random.Random(3), 80)
    kommune = next(k for k in sorted(filter(None, find_kommuner(to_raekker(verden.tabeller())))))
    o = build_indfasning(make_prepared(verden, kommune, pr_dato=DAG))
    perioder = {"sidste_aar": (date(2025, 1, 1), date(2025, 12, 31)), "til_dato": (date(2026, 1, 1), DAG)}
    for navn, (fra, til) in perioder.items():
        valg = replace(make_opsaetning(verden, kommune), periode_fra=fra, periode_til=til)
        (rapport,) = build_rapporter(verden.tabeller(), verden.mapning, valg)
        tabel1 = rapport.tabeller["tabel1"].raekker[-1]
        tabel2 = {r["raekke"]: r["antal"] for r in rapport.tabeller["tabel2"].raekker}
        for r in o.tabeller["prognose_tabel1"].raekker:
            if tabel1[r["raekke"]] is not None and r[navn] is not None:
                assert r[navn] == tabel1[r["raekke"]]
        for r in o.tabeller["prognose_tabel2"].raekker:
            assert r[navn] == (rapport.tal["borgere"] if r["raekke"] == "borgere" else tabel2[r["raekke"]])
    assert sum(r["ydelser"] for r in o.tabeller["aar_til_dato"].raekker) == tabel1["antal"]
    opdelt = {
        r["vaerdi"]: (r["borgere"], r["progressionsdata"])
        for r in rapport.tabeller["tabel2_opdelt"].raekker
        if r["opdeling"] == "enhed"
    }
    egne = {r["enhed"]: (r["borgere"], r["progressionsdata"]) for r in o.tabeller["aar_til_dato"].raekker}
    egne.pop("Uoplyst", None)
    assert egne == opdelt


def test_fhir_planlagt_opfoelgning_kommer_fra_sit_moede():
    verden = make_verden()
    verden.skriv_cpr(1, 1)
    add_ydelse(verden, startdato=date(2024, 5, 1), indsats_id="i1")
    verden.skriv("indsats", plads(verden, 2), "i1", indsats_id="i1", opfoelgning_id="e1")
    verden.skriv("planlagt_opfoelgning", plads(verden, 3), "e1", dato=date(2026, 3, 4))
    o = build_indfasning(make_prepared(verden, "9001", pr_dato=DAG))
    assert [r["maaned"] for r in o.tabeller["indfasning"].raekker] == ["2026-03", "i_alt"]


@pytest.mark.parametrize(
    ("start", "slut", "med"),
    [
        ("2024-12-31", None, True),
        ("2025-01-01", None, False),
        ("2024-12-31", DAG.isoformat(), True),
        ("2024-12-31", (DAG - timedelta(1)).isoformat(), False),
    ],
)
def test_hvad_der_er_en_gammel_aktiv_ydelse(start, slut, med):
    verden = make_verden()
    verden.skriv_cpr(1, 1)
    add_ydelse(
        verden, startdato=date.fromisoformat(start), slutdato=date.fromisoformat(slut) if slut else None
    )
    o = build_indfasning(make_prepared(verden, "9001", pr_dato=DAG))
    assert o.tal["ydelser"] == int(med)


def test_uden_vejledning_er_mapning_ikke_nul():
    verden = make_verden()
    verden.skriv_cpr(1, 1)
    add_ydelse(verden)
    o = build_indfasning(make_prepared(verden, "9001", pr_dato=DAG))
    linjer = {r["raekke"]: r for r in o.tabeller["prognose_tabel1"].raekker}
    for navn in ("fejl_mapning", "ugyldig_kombination"):
        assert [linjer[navn][k] for k in ("sidste_aar", "til_dato", "rest", "prognose")] == [
            None,
            0,
            None,
            None,
        ]


@pytest.mark.parametrize(
    ("antal", "del_", "af", "svar"),
    [
        (10, 1, 4, 3),
        (10, 1, 3, 3),
        (0, 0, 0, 0),
        (5, 0, 0, None),
        (5, 5, 5, 5),
        (5, None, 5, None),
        (1, 1, 2, 1),
    ],
)
def test_fordel_runder_halve_op(antal, del_, af, svar):
    assert fordel(antal, del_, af) == svar


def test_aarets_tidsrum_ved_aarsskifte_og_skuddag():
    tidsrum = {navn: (fra, til) for navn, _, fra, til in Aar(date(2026, 12, 31)).tidsrum()}
    assert tidsrum["rest"] == (date(2026, 1, 1), date(2025, 12, 31))  # nothing left
    assert Aar(date(2028, 2, 29)).samme_dag_sidste_aar == date(2027, 2, 28)
    assert vis_maaned("2026-03") == "marts 2026"
