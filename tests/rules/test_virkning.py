"""What-if against the oracle: the rows of a group are mended in the data, and the tables made anew.

Opinion taken: worlds are drawn; ydelser that cannot be mended without something new appearing (their paragraf
would change, or no pair fits the DST-kode) are taken out of the world first, for of those the answer promises
nothing. Every cell of both tables is compared, also those that should stand still.
Source: 1-system N3; ADR 0012.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import product
from typing import Any

import pyarrow as pa

from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import Opsaetning, prepare_motor
from ffb.engine.sqlfil import load_sqlfiler
from ffb.model.fund import Fund
from ffb.model.tabeller import TABELLER
from ffb.rules.hoved import find_regel
from ffb.rules.koer import run_regler
from ffb.rules.virkning import KODEREGLER, RETTELSER, TABEL1_BIT, Virkning, build_virkning
from orakel import puljer as p
from orakel.generator import tilfaeldig_leverancer
from orakel.leverancer import Raekke, Tabeller, sted
from orakel.rapport import orakel_rapport
from orakel.tabel1 import FEM_FEJL, Dom, Grundlag, _judge, judge, make_grundlag
from orakel.tabel2 import FEM_KRAV, Valg, find_borgere
from orakel.verden import Verden, to_raekker
from orakel.ydelser import find_gaeldende

FRO_LIST = range(40, 50)
BORGERE = 25
YDELSER = [p.STOETTE, p.OPHOLD, p.FRIVILLIG, p.GRUPPE, p.SANSE]
TILBUD = [p.MOBILT, p.ALMEN, p.BOTILBUD, p.AKUT]
EJERE = ("sagsbehandler",)
Celler = dict[tuple[str, str, str], int]


@dataclass
class Sag:
    """A finding's row: the judged ydelse and the row of the data it stands in."""

    dom: Dom
    raekke: Raekke


class Orakelverden:
    """A world as dicts, its ydelser judged, with ydelser that cannot be mended taken out."""

    def __init__(self, verden: Verden) -> None:
        self.verden = verden
        self.raekker = to_raekker(verden.tabeller())
        for leverance in self.raekker["leverance"]:
            # a mended code may be the twin of a row in a former system, and that is something new
            leverance["system_status"] = "Nuværende"
        self.raekker["leverance_tabel"] = [
            {"leverance_id": lev["leverance_id"], "tabel": navn, "status": "leveret", "raekker": None}
            for lev in self.raekker["leverance"]
            for navn in TABELLER
        ]
        self._write_flere_koder()
        self.grundlag = make_grundlag(verden.mapning, verden.dst_koder, verden.indstillinger.kladde_taeller)
        while uretbare := {sted(s.raekke) for s in find_sager(self) if not _kan_rettes(s, self.grundlag)}:
            for navn in ("ydelse_version", "ressource_version"):
                self.raekker[navn] = [r for r in self.raekker[navn] if sted(r) not in uretbare]

    def _write_flere_koder(self) -> None:
        """Levels no one knows, as a reader leaves them, and themes of another kind: none are drawn."""
        tabeller = {lev["leverance_id"] for lev in self.raekker["leverance"] if lev["kilde"] == "tabel"}
        for navn in ("aktivitet_deltagelse_version", "stoettebehov_version"):
            for nr, raekke in enumerate(r for r in self.raekker[navn] if r["leverance_id"] in tabeller):
                if nr % 5 == 0:
                    raekke |= {"niveau_kode": p.UKENDT, "niveau": None}
                if nr % 7 == 1 and navn.startswith("a"):
                    raekke["kode"] = p.MAALGRUPPE

    def opsaetning(self) -> Opsaetning:
        v, i = self.verden, self.verden.indstillinger
        return Opsaetning(
            v.periode_fra, v.periode_til, pr_dato=i.pr_dato, dst_koder=v.dst_koder, krav_ff=i.krav_ff,
            ikke_vurderet_taeller=i.ikke_vurderet_taeller, kladde_taeller=i.kladde_taeller,
        )  # fmt: skip

    def motor(self) -> DuckDB:
        motor = DuckDB()
        prepare_motor(motor, to_arrow(self.raekker), self.verden.mapning, self.opsaetning())
        return motor

    def celler(self, kommune: str | None, raekker: Tabeller) -> Celler:
        """Both tables of a kommune by the oracle; cells that cannot be judged are left out."""
        v = self.verden
        facit = orakel_rapport(
            raekker, kommune, v.periode_fra, v.periode_til, v.mapning, v.dst_koder, v.indstillinger
        )
        celler = {
            ("tabel1", linje["paragraf"], kolonne): linje[kolonne]
            for linje in facit["tabel1"]["raekker"]
            for kolonne in ("antal", *TABEL1_BIT, "fejlfri")
        }
        celler |= {("tabel2", r["raekke"], "antal"): r["antal"] for r in facit["tabel2"]["raekker"]}
        celler["tabel2", "mangler_alle", "antal"] = facit["tabel2"]["mangler_alle"]
        celler["tabel2", "borgere", "antal"] = facit["tabel2"]["borgere"]
        return {celle: antal for celle, antal in celler.items() if antal is not None}


def to_arrow(raekker: Tabeller) -> dict[str, pa.Table]:
    skemaer = {t.fysisk: t.schema() for t in TABELLER.values()}
    return {navn: pa.Table.from_pylist(egne, schema=skemaer[navn]) for navn, egne in raekker.items()}


def find_sager(verden: Orakelverden) -> list[Sag]:
    """Every ydelse of Tabel 1, all kommuner, with its row: enhed carries the row's number through."""
    egne = verden.raekker["ydelse_version"]
    maerket = [r | {"enhed": str(nr)} for nr, r in enumerate(egne)]
    gaeldende = find_gaeldende(verden.raekker | {"ydelse_version": maerket})
    fra, til = verden.verden.periode_fra, verden.verden.periode_til
    return [
        Sag(dom, egne[int(dom.ydelse.enhed or "")])
        for dom in judge(gaeldende.ydelser, verden.grundlag)
        if dom.relevant and dom.i_perioden(fra, til)
    ]


# -- mending ----------------------------------------------------------------------------------------------


def _krav(sag: Sag) -> list[frozenset[str]]:
    """What must be possible to mend: each fault alone, and those of an owner together."""
    egne = sag.dom.fejl & set(FEM_FEJL)
    sammen = [
        frozenset(k for id_ in _ejers(ejer) if (k := _kolonne(id_)) is not None) & egne for ejer in EJERE
    ]
    return [frozenset({k}) for k in egne] + [s for s in sammen if s]


def _ejers(ejer: str) -> list[str]:
    return [id_ for id_ in RETTELSER if (regel := find_regel(id_)) and regel.ejer == ejer]


def _kolonne(regel: str) -> str | None:
    return RETTELSER[regel].celle if RETTELSER[regel].tabel == "tabel1" else None


def _kan_rettes(sag: Sag, grundlag: Grundlag) -> bool:
    return all(ret_koder(sag.dom, vaek, grundlag) is not None for vaek in _krav(sag))


def ret_koder(dom: Dom, vaek: frozenset[str], grundlag: Grundlag) -> dict[str, str | None] | None:
    """Codes with which the ydelse has its other faults and not these, and nothing else is changed."""
    y, ventet = dom.ydelse, dom.fejl - vaek - {"heraf_skift"}
    dst_list = (
        [y.sendt_dst, *sorted(grundlag.vejledningens_koder)] if "fejl_mapning" in vaek else [y.sendt_dst]
    )
    for ydelse, tilbud, dst in product([y.ydelse_kode, *YDELSER], [y.tilbud_kode, *TILBUD], dst_list):
        ny = replace(y, ydelse_kode=ydelse, tilbud_kode=tilbud, sendt_dst=dst)
        rettet = _judge(ny, grundlag, grundlag.vejledningens_koder)
        samme = rettet.paragraf == dom.paragraf and (rettet.dst is None) == (dom.dst is None)
        if samme and rettet.relevant and rettet.fejl == ventet:
            return {"ffb_ydelse_kode": ydelse, "ffb_tilbud_kode": tilbud, "dst_kode": dst}
    return None


class Rettet:
    """A copy of the data being mended."""

    def __init__(self, verden: Orakelverden) -> None:
        self.verden = verden
        self.koder: dict[int, dict[str, str | None]] = {}
        self.nye: dict[str, list[Raekke]] = defaultdict(list)
        self.kilde = {lev["leverance_id"]: lev["kilde"] for lev in verden.raekker["leverance"]}

    def ret(self, sag: Sag, vaek: frozenset[str]) -> None:
        if vaek & set(FEM_FEJL):
            koder = ret_koder(sag.dom, vaek & set(FEM_FEJL), self.verden.grundlag)
            assert koder is not None
            self.koder[id(sag.raekke)] = koder
        if "mangler_maalgruppe" in vaek:
            self.add(sag, "maalgruppe", "Condition", ffb_maalgruppe_kode=p.MAALGRUPPE)

    def fyld(self, sag: Sag, mangel: str) -> None:
        """What the citizen lacks, beside the ydelse the finding stands at."""
        if mangel == "udredningstema":
            self.add(sag, "udredningstema", "Condition", kode=p.FF)
        elif mangel in ("aktivitet_deltagelse", "funktionsevneniveau"):
            self.add(sag, "aktivitet_deltagelse", "Condition", kode=p.AD, niveau=2)
        elif mangel == "stoettebehov":
            self.add(sag, "stoettebehov", "Observation", niveau=2)
        else:
            self.add(sag, "indsatsmaal", "Goal", maaltype_kode=p.MAALTYPE, tema_kode=p.AD)

    def add(self, sag: Sag, navn: str, fhir_type: str, **egne: Any) -> None:
        faelles = {k: sag.raekke[k] for k in ("leverance_id", "fil_nr", "borger_id", "version_tid")}
        nr = 100_000 + sum(map(len, self.nye.values()))
        fhir = self.kilde[sag.raekke["leverance_id"]] == "fhir"
        faelles |= {"post_nr": nr, "kilde_id": f"ny-{nr}" if fhir else None, "trukket": False}
        self.nye[f"{navn}_version"].append(dict.fromkeys(TABELLER[navn].kolonnenavne) | faelles | egne)
        if fhir:
            self.nye["ressource_version"].append(faelles | {"type": fhir_type})

    def raekker(self) -> Tabeller:
        ud = {navn: [*egne, *self.nye.get(navn, ())] for navn, egne in self.verden.raekker.items()}
        ud["ydelse_version"] = [r | self.koder.get(id(r), {}) for r in self.verden.raekker["ydelse_version"]]
        return ud


RET_KODE: dict[tuple[str, str], dict[str, Any]] = {
    ("udredningstema", "FFB_TEMA_UUID"): {"kode": p.FF},
    ("aktivitet_deltagelse", "FFB_TEMA_UUID"): {"kode": p.AD},
    ("aktivitet_deltagelse", "FUNKTIONSEVNENIVEAU"): {"niveau_kode": None, "niveau": 2},
    ("stoettebehov", "STOETTEBEHOVSNIVEAU"): {"niveau_kode": None, "niveau": 2},
    ("indsatsmaal", "MAALTYPE"): {"maaltype_kode": p.MAALTYPE},
}


def _plads(f: Fund) -> tuple[int, Any]:
    """The leverance, and in it the line of a table or the id of a resource."""
    return int(f.leverance.removeprefix("FIL-")), f.sted.id if f.sted.fhir else f.sted.linje


def ret_koderegel(verden: Orakelverden, sager: list[Sag], v: Virkning, motor: DuckDB) -> Tabeller:
    """The data with the right code in every row the rule finds on the citizens of the group."""
    mangler = find_mangler(verden, sager, v.kommune)
    foer = {sag.dom.ydelse.borger_id: m for sag, m in mangler if _er_med(sag, v)}
    regel = find_regel(v.regel or "")
    fund = [f for f in run_regler(motor, [regel]).fund if int(f.borger or 0) in foer]
    ramte = {_plads(f): RET_KODE[str(f.tabel), str(f.felt)] for f in fund}
    navn = f"{regel.tabel}_version"
    fhir = {lev["leverance_id"] for lev in verden.raekker["leverance"] if lev["kilde"] == "fhir"}
    egne = [
        r | ramte.get((r["leverance_id"], r["kilde_id" if r["leverance_id"] in fhir else "post_nr"]), {})
        for r in verden.raekker[navn]
    ]
    ud = verden.raekker | {navn: egne}
    efter = {sag.dom.ydelse.borger_id: m for sag, m in find_mangler(verden, sager, v.kommune, ud)}
    assert sum(efter.get(borger, ()) != m for borger, m in foer.items()) == v.antal
    return ud


def ret_gruppe(verden: Orakelverden, sager: list[Sag], v: Virkning) -> Tabeller:
    """The data with the group mended."""
    regler = [v.regel] if v.regel else _ejers(v.ejer)
    rettet, antal = Rettet(verden), 0
    kolonner = {k for id_ in regler if (k := _kolonne(id_)) is not None}
    for sag in sager:
        vaek = frozenset(sag.dom.fejl & kolonner)
        if vaek and _er_med(sag, v):
            antal += 1
            rettet.ret(sag, vaek)
    for sag, mangler in find_mangler(verden, sager, v.kommune):
        ramte = {m for id_ in regler for m in _ramte(id_, mangler)}
        if ramte and _er_med(sag, v):
            antal += 1
            for mangel in sorted(ramte):
                rettet.fyld(sag, mangel)
    assert antal == v.antal
    return rettet.raekker()


def _er_med(sag: Sag, v: Virkning) -> bool:
    return v.paragraf in (None, sag.dom.paragraf) and v.enhed in (None, sag.raekke["enhed"])


def _ramte(regel: str, mangler: tuple[str, ...]) -> Iterable[str]:
    """What the rule, by its own words, asks to be recorded for a citizen who lacks this."""
    nr = {f"T2-0{nr}": krav for nr, krav in enumerate(FEM_KRAV, 1)}
    if regel == "T2-06" or (regel == "K25-01" and len(mangler) == len(FEM_KRAV)):
        return mangler
    return [nr[regel]] if nr.get(regel) in mangler else []


def find_mangler(
    verden: Orakelverden, sager: list[Sag], kommune: str | None, raekker: Tabeller | None = None
) -> Iterator[tuple[Sag, tuple[str, ...]]]:
    """Citizens who lack something, at the first of their ydelser in the period."""
    valg = verden.verden.indstillinger
    raekker = raekker or verden.raekker
    grupper = find_gaeldende(raekker).grupper
    krav = Valg(valg.krav_ff, valg.ikke_vurderet_taeller)
    borgere = find_borgere(raekker, grupper, kommune, verden.grundlag.koder, krav)
    foerste: dict[int, Sag] = {}
    for sag in sorted(sager, key=_foelge):
        foerste.setdefault(sag.dom.ydelse.borger_id, sag)
    for borger_id, sag in foerste.items():
        if mangler := borgere[borger_id].mangler:
            yield sag, mangler


def _foelge(sag: Sag) -> tuple[Any, ...]:
    r = sag.raekke
    return r["startdato"], r["leverance_id"], r["fil_nr"], r["post_nr"], r["aktivitet_nr"]


# -- the tests --------------------------------------------------------------------------------------------


@cache
def verden_af(froe: int) -> Orakelverden:
    return Orakelverden(tilfaeldig_leverancer(random.Random(froe), BORGERE))


def _kan_deles(v: Virkning) -> bool:
    """A målgruppe given to a citizen reaches all her ydelser, also those outside a part of the group."""
    return v.er_hel or v.regel not in (None, "T1-06")


def test_hver_celle_er_som_naar_data_rettes_og_rapporten_dannes_forfra() -> None:
    set_: dict[str, int] = defaultdict(int)
    for froe in FRO_LIST:
        verden = verden_af(froe)
        sager = find_sager(verden)
        motor = verden.motor()
        for v in build_virkning(motor):
            if not _kan_deles(v):
                continue
            egne = [s for s in sager if s.dom.ydelse.kommune == v.kommune]
            foer = verden.celler(v.kommune, verden.raekker)
            er_kode = v.regel in KODEREGLER
            ret = ret_koderegel(verden, egne, v, motor) if er_kode else ret_gruppe(verden, egne, v)
            efter = verden.celler(v.kommune, ret)
            ventet = foer | {(c.tabel, c.raekke, c.kolonne): c.efter for c in v.celler}
            hvor = (froe, v.kommune, v.regel, v.ejer, v.paragraf, v.enhed)
            assert [c for c in v.celler if foer[c.tabel, c.raekke, c.kolonne] != c.foer] == [], hvor
            assert all(c.foer != c.efter for c in v.celler), hvor
            assert efter == ventet, hvor
            set_[v.regel or v.ejer] += 1
            set_["en del"] += not v.er_hel
    assert set(set_) == {*RETTELSER, *KODEREGLER, *EJERE, "en del"}
    assert min(set_.values()) > 1, dict(set_)


def test_gruppen_er_reglens_fund() -> None:
    """As many rows are mended as the rule has findings, in every kommune; before 2025 there are none."""
    for froe in FRO_LIST:
        motor = verden_af(froe).motor()
        regler = [regel for id_ in RETTELSER if (regel := find_regel(id_))]
        fund = Counter((f.regel, f.detaljer["kommune_kode"] or None) for f in run_regler(motor, regler).fund)
        hele = [v for v in build_virkning(motor) if v.regel in RETTELSER and v.er_hel]
        assert {(v.regel, v.kommune): v.antal for v in hele} == fund


def test_sqlens_dato_er_reglernes() -> None:
    assert {find_regel(id_).gaelder_fra.isoformat() for id_ in RETTELSER} == {"2025-01-01"}
    for fil in load_sqlfiler("ffb.rules", "_virkning"):
        assert ("startdato >= DATE '2025-01-01'" in fil.sql) == (fil.navn in ("ydelse", "borger"))
    assert {find_regel(id_).gaelder_fra for id_ in KODEREGLER} == {None}


def test_uden_ydelser_er_der_intet_at_rette() -> None:
    motor = DuckDB()
    prepare_motor(motor, {}, None, Opsaetning(date(2025, 1, 1), date(2025, 12, 31)))
    assert build_virkning(motor) == ()
