"""S2's citizen and Mikkel, typed through the acts: clean bundles; report and analyses as the slides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from ffb.analyses import find_analyse, parse_valg, prepare_analyser
from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import Opsaetning
from ffb.formats import read
from ffb.formats.grundlag import Laesevalg
from ffb.formats.identitet import Identitet
from ffb.rapport.byg import build_rapporter
from ffb.server.adgang.roller import Rolle
from ffb.server.krypt import decrypt_bytes
from ffb.server.leverance.models import AabenPost
from ffb.server.noegler import load_noegler
from ffb.server.sag.actions import create_borger, open_sag
from ffb.server.sag.dst import judge_borger
from ffb.server.sag.indberet import report_kommune
from ffb.server.sag.models import Sagsopsaetning
from server.server_historier import (
    MIKKEL,
    MIKKEL_SLUT,
    S2_DAG,
    S2_FF,
    S2_MAAL,
    S2_MAALGRUPPER,
    S2_YDELSER,
    Haand,
    Handlinger,
    tell_mikkel,
    tell_s2,
)

Historie = Callable[[Haand], Iterator[str]]


class Fortalt:
    """A story told, handed over day by day, and read again as the report reads any leverance."""

    def __init__(self, historie: Historie, by: Any, mappe: Path) -> None:
        Sagsopsaetning.objects.create(kommune="9001", sts_uuid="d4e3f4fb-0000-4000-8000-000000000000")
        self.borger = create_borger("9001", "6102034006", "Mikkel Demo", by=by)
        self.dage = []
        for dag in historie(Handlinger(open_sag(self.borger, "DEMO-M", by=by), by)):
            tid = datetime.fromisoformat(f"{dag}T15:00:00+00:00")
            k = report_kommune("9001", by=by, tid=tid)
            assert (k.sendt, k.holdt, k.mangler) == (1, {}, {}), dag
            dom = judge_borger(self.borger, tid)
            assert not dom.brud
            assert [f.regel for f in dom.fund if f.alvor in ("fejl", "blokerende")] == [], dag
            self.dage.append(dag)
        for nr, post in enumerate(AabenPost.objects.order_by("pk")):
            (mappe / f"{nr}.json").write_bytes(decrypt_bytes(post.data))
        valg = Laesevalg(Identitet(load_noegler().pseudonym), "9001", "FFB sag", tilsyn="hensigt")
        self.kilder = dict(read([mappe], valg).tabeller)

    def rapport(self, aar: int) -> Any:
        opsaetning = Opsaetning(periode_fra=date(aar, 1, 1), periode_til=date(aar, 12, 31), kommune="9001")
        return build_rapporter(self.kilder, None, opsaetning)[0]

    def analyse(self, id_: str, aar: int) -> list[dict[str, Any]]:
        opsaetning = Opsaetning(periode_fra=date(aar, 1, 1), periode_til=date(aar, 12, 31), kommune="9001")
        grundlag = prepare_analyser(DuckDB(), self.kilder, None, opsaetning)
        analyse = find_analyse(id_)
        return grundlag.koer(analyse, parse_valg((date(aar, 1, 1), date(aar, 12, 31)), {})).tabel.raekker


@pytest.fixture
def by(make_bruger: Any) -> Any:
    return make_bruger(Rolle.SAGSBEHANDLER)


def _tabel2(rapport: Any) -> dict[str, int]:
    return {r["raekke"]: r["antal"] for r in rapport.tabeller["tabel2"].raekker}


def test_s2s_citizen(by: Any, tmp_path: Path) -> None:
    fortalt = Fortalt(tell_s2, by, tmp_path)
    rapport = fortalt.rapport(2025)
    i_alt = rapport.tabeller["tabel1"].raekker[-1]
    mangler = [i_alt[k] for k in ("mangler_ydelse_uuid", "mangler_tilbud_uuid", "mangler_maalgruppe")]
    assert (i_alt["antal"], mangler) == (len(S2_YDELSER), [0, 0, 0])
    assert set(_tabel2(rapport).values()) == {0}, "tables 1-4 and a støttebehov fill every row of Tabel 2"
    raekker = fortalt.analyse("V09", 2025)
    temaer = {r["navn"]: r for r in raekker if r["slags"] == "tema" and r["inddeling"] == "undertema"}
    assert {navn: r["maaltype"] for navn, r in temaer.items()} == {t: m[0] for t, m in S2_MAAL.items()}
    fulgt = {navn: str(r["til_dato"]) for navn, r in temaer.items() if not r["en_score"]}
    assert fulgt == dict.fromkeys(("Gøre rent", "Varetage uddannelse"), "2025-04-15"), (
        "scored again, unchanged"
    )
    assert {r["navn"].removesuffix(", §85") for r in raekker if r["slags"] == "ydelse"} == set(S2_YDELSER)
    udredt = {r["tema"] for r in fortalt.analyse("V02", 2025) if r["borgere"]}
    assert set(S2_FF) <= udredt
    rejse = fortalt.analyse("V10", 2025)
    assert {(r["navn"], r["detalje"]) for r in rejse if r["spor"] == "Målgruppe"} == {
        (navn, "Øvrig" if nr else "Primær") for nr, navn in enumerate(S2_MAALGRUPPER)
    }
    tilbud = {(r["navn"], str(r["fra"])) for r in rejse if r["spor"] == "Tilbud"}
    assert tilbud == {("Mobilt tilbud", S2_DAG)}


def test_mikkels_journey(by: Any, tmp_path: Path) -> None:
    fortalt = Fortalt(tell_mikkel, by, tmp_path)
    assert set(_tabel2(fortalt.rapport(2025)).values()) == {0}
    assert fortalt.rapport(2026).tabeller["tabel1"].raekker[-1]["antal"] == 4, "the services of his own home"
    rejse = [r for aar in (2025, 2026) for r in fortalt.analyse("V10", aar)]
    foerst, saa, sidst = MIKKEL

    def spor(navn: str) -> set[tuple[str, str, str]]:
        return {(r["navn"], r["detalje"], str(r["fra"])) for r in rejse if r["spor"] == navn}

    assert spor("Ydelser") == {
        ("Midlertidigt ophold", "§107", foerst),
        ("Støtte til etablering i bolig", "§107", foerst),
        ("Pædagogisk udredning", "§107", foerst),
        ("Støtte til administration", "§107", saa),
        ("Støtte til daglige opgaver i hjemmet", "§107", saa),
        ("Støtte til uddannelse", "§107", saa),
        ("Støtte til etablering i bolig", "§85", sidst),
        ("Støtte til administration", "§85", sidst),
        ("Støtte til kontakt til offentlige og private instanser", "§85", sidst),
        ("Støtte til beskæftigelse", "§85", sidst),
    }
    assert {t for t, _d, _f in spor("Tilbud")} == {"Midlertidigt botilbud til voksne", "Mobilt tilbud"}
    foer = "Anden intellektuel/kognitiv forstyrrelse"
    gamle = {(str(r["fra"]), str(r["til"])) for r in rejse if r["spor"] == "Målgruppe" and r["navn"] == foer}
    assert gamle == {(foerst, saa)}, "the målgruppe he had until it was changed, and no longer"
    assert ("Opmærksomhedsforstyrrelse", "Primær", sidst) in spor("Målgruppe")
    behov = sorted({(str(r["fra"]), r["navn"].split()[0]) for r in rejse if r["spor"] == "Støttebehov"})
    assert dict.fromkeys(ord_ for _fra, ord_ in behov) == {"Moderat": None, "Let": None}, "in this order"
    assert {(n, f) for n, _d, f in spor("Opfølgning")} == {
        ("Fortsættelse", saa), ("Afslutning og ny indsats", sidst), ("Fortsættelse", MIKKEL_SLUT)
    }  # fmt: skip
