"""Cases of rules: tiny tables in YAML, all of them in one world, each in a kommune of its own.
Cases with settings (`opsaetning`) of their own share a world with those that have the same.

A case:
    - navn: what it proves
      ydelse:                                  # any table of the model
        - {borger: 1, ydelse_id: Y1, dst_kode: DEMO-104, ffb_ydelse_kode: "ydelse:Social aktivitet",
           ffb_tilbud_kode: "tilbud:Aktivitets- og samværstilbud", startdato: 2025-03-01}
      leverancer: [{nr: 1, system: A, tid: 2026-01-10T08:00:00, art: fuld}]   # optional
      fund: [{post: 1, felt: FFB_YDELSE_UUID}]  # [] = passes; keys given are compared

Row keys are columns; besides `borger` (a number within the case), `lev` (leverance nr, default 1), `post`
(default: order in its table from 1). `gange: n` repeats a row with borger and id
counting up, and `temaer: n` one for each of the first n A&D themes of the catalogue. `art:Term` is the code
of that concept. `alene: true` = a world of its
own (plausibility rules that compare kommuner); then `kommune` may be set, and `begreb` adds
codes. `aarsag` is compared as `<table>:<post>[:<field>]`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml

from ffb.begreber import load_katalog, reference_tabeller
from ffb.engine.koersel import Opsaetning, prepare_motor
from ffb.engine.motor import Motor
from ffb.engine.sqlfil import load_sqlfiler
from ffb.model.fund import Fund
from ffb.model.mapning import Mapning
from ffb.model.raekker import Raekkesamler
from ffb.model.referencer import REFERENCER, reference_arrow
from ffb.model.tabeller import TABELLER
from ffb.rules.hoved import find_regel
from ffb.rules.koer import run_regler

MAPPE = Path(__file__).parent
KODE = re.compile(r"([a-z_]+):(.+)")
ID_KOLONNE = {"ydelse": "ydelse_id", "indsats": "indsats_id", "indsatsmaal": "maal_id"}
EGNE = {"borger", "lev", "post"}
DST_KODER = [
    *((f"DEMO-{p}", f"§{p}", True) for p in ("82a", "82b", "82c", "82d", "85", "103", "104", "107", "108")),
    ("DEMO-105", "§85 i ABL §105", True),
    ("DEMO-999", "§999", False),
]


@dataclass(frozen=True)
class Sag:
    """One case of rule `regel`, numbered over all rules; its kommune is `K<nr>` unless it stands alone."""

    regel: str
    nr: int
    navn: str
    indhold: dict[str, Any]

    @property
    def kommune(self) -> str:
        return str(self.indhold.get("kommune", f"K{self.nr}"))

    @property
    def alene(self) -> bool:
        return bool(self.indhold.get("alene"))


@cache
def load_sager() -> tuple[Sag, ...]:
    """Every case of every rule, rules in file order."""
    sager: list[Sag] = []
    for fil in sorted(MAPPE.glob("*.yaml")):
        if fil.stem == "mapning":
            continue
        for indhold in _read_yaml(fil):
            sager.append(Sag(fil.stem, len(sager) + 1, indhold["navn"], _gentag(indhold)))
    return tuple(sager)


def _read_yaml(fil: Path) -> Any:
    """In C where PyYAML has it: 2,000 cases took three seconds of every worker's start."""
    return yaml.load(fil.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _gentag(indhold: dict[str, Any]) -> dict[str, Any]:
    """The case with each row of `gange: n` or `temaer: n` written out n times."""
    ud = dict(indhold)
    for navn in set(TABELLER) & set(indhold):
        ud[navn] = [
            _nr(een, n)
            for raekke in indhold[navn]
            for een in _med_temaer(raekke)
            for n in range(raekke.get("gange", 1))
        ]
    return ud


def _med_temaer(raekke: dict[str, Any]) -> list[dict[str, Any]]:
    if "temaer" not in raekke:
        return [raekke]
    uden = {k: v for k, v in raekke.items() if k != "temaer"}
    koder = sorted(b.kode for b in load_katalog("ffb/2023-05").art("ad_undertema"))
    return [uden | {"kode": kode_} for kode_ in koder[: raekke["temaer"]]]


def _nr(raekke: dict[str, Any], n: int) -> dict[str, Any]:
    ny = {k: v for k, v in raekke.items() if k != "gange"}
    if "borger" in ny:
        ny["borger"] += n
    for kolonne in set(ID_KOLONNE.values()) & set(ny) if "gange" in raekke else ():
        ny[kolonne] = f"{ny[kolonne]}{n + 1}"
    return ny


def delte_verdener() -> list[list[Sag]]:
    """The cases that do not stand alone, by world: those without settings first."""
    verdener: dict[str, list[Sag]] = {"{}": []}
    for sag in load_sager():
        if not sag.alene:
            verdener.setdefault(str(sag.indhold.get("opsaetning", {})), []).append(sag)
    return list(verdener.values())


@cache
def load_mapning() -> tuple[Mapning, ...]:
    """The guide of all cases: tests/rules/mapning.yaml."""
    rows = _read_yaml(MAPPE / "mapning.yaml")
    return tuple(
        Mapning(kode(f"tilbud:{t}"), kode(f"ydelse:{y}"), dst, nr)
        for nr, (t, y, dst) in enumerate(rows, start=2)
    )


def kode(vaerdi: Any) -> Any:
    """`ydelse:Social aktivitet` -> its code; anything else as it is."""
    fundet = KODE.fullmatch(vaerdi) if isinstance(vaerdi, str) else None
    if not fundet:
        return vaerdi
    koder = [b.kode for b in load_katalog("ffb/2023-05").art(fundet[1]) if b.term.strip() == fundet[2]]
    if len(koder) != 1:
        raise ValueError(f"{vaerdi}: {len(koder)} begreber hedder det")
    return koder[0]


def add_sag(samler: Raekkesamler, sag: Sag) -> None:
    """Put the rows of a case into the world."""
    hoveder = {h["nr"]: h for h in sag.indhold.get("leverancer", [{"nr": 1}])}
    tider = {nr: _add_leverance(samler, sag, nr, h) for nr, h in hoveder.items()}
    for navn in TABELLER:
        for nr, raekke in enumerate(sag.indhold.get(navn, ()), start=1):
            _add_raekke(samler, sag, navn, nr, raekke, tider)
    for navn in TABELLER:
        for nr in hoveder:
            leveret = any(r.get("lev", 1) == nr for r in sag.indhold.get(navn, ()))
            status = "leveret" if leveret else "tom"
            antal = sum(r.get("lev", 1) == nr for r in sag.indhold.get(navn, ()))
            samler.raekker["leverance_tabel"].append((_lev_id(sag, nr), navn, status, antal))


def _lev_id(sag: Sag, nr: int) -> int:
    return sag.nr * 100 + nr


def _add_leverance(samler: Raekkesamler, sag: Sag, nr: int, hoved: dict[str, Any]) -> datetime:
    tid = hoved.get("tid", datetime(2026, 1, 10, 8, nr))
    samler.raekker["leverance"].append((
        _lev_id(sag, nr), _kommune(sag, hoved), hoved.get("system", "Testsystem"), f"fil-{nr}",
        tid, tid.isoformat(), hoved.get("art", "fuld"), hoved.get("system_status", "Nuværende"),
        hoved.get("kilde", "tabel"), f"sag-{sag.nr}", None,
    ))  # fmt: skip
    for fil_nr, navn in enumerate(TABELLER, start=1):
        fil = (_lev_id(sag, nr), fil_nr, f"{navn}.csv", *[None] * 3, tid, tid.isoformat())
        samler.raekker["fil"].append(fil)
    return tid


def _kommune(sag: Sag, hoved: dict[str, Any]) -> Any:
    """A kommune named in a case that shares its world is that case's own neighbour."""
    if "kommune" not in hoved:
        return sag.kommune
    return hoved["kommune"] if sag.alene else f"{sag.kommune}-{hoved['kommune']}"


def _add_raekke(
    samler: Raekkesamler, sag: Sag, navn: str, nr: int, raekke: dict[str, Any], tider: dict[int, datetime]
) -> None:
    tabel = TABELLER[navn]
    ukendte = set(raekke) - set(tabel.kolonnenavne) - EGNE
    if ukendte:
        raise ValueError(f"{sag.regel} {sag.navn}: ukendte kolonner {ukendte} i {navn}")
    lev = raekke.get("lev", 1)
    faste = {
        "leverance_id": _lev_id(sag, lev),
        "fil_nr": list(TABELLER).index(navn) + 1,
        "post_nr": raekke.get("post", nr),
        "borger_id": sag.nr * 1000 + raekke["borger"] if "borger" in raekke else None,
        "kilde_id": raekke.get("kilde_id", raekke.get(ID_KOLONNE.get(navn, ""))),
        "version_tid": tider[lev],
        "trukket": False,
        "aktivitet_nr": 1,
    }
    samler.raekker[navn].append(tuple(kode(raekke.get(k, faste.get(k))) for k in tabel.kolonnenavne))


def build_verden(sager: list[Sag]) -> dict[str, pa.Table]:
    """The tables of all `sager` together."""
    samler = Raekkesamler()
    for sag in sager:
        add_sag(samler, sag)
    return samler.tabeller()


def add_begreb(raekker: list[dict[str, Any]]) -> pa.Table:
    """The catalogues with the case's own codes, which may have dates (ours have none)."""
    kolonner = [navn for navn, _ in REFERENCER["begreb"]]
    kendte = list(reference_tabeller()["begreb"][1])
    return reference_arrow("begreb", [*kendte, *(tuple(r.get(k) for k in kolonner) for r in raekker)])


def find_fund(motor: Motor, sager: list[Sag]) -> list[Fund]:
    """Every finding of the cases' rules over their world, on this engine."""
    prepare_sager(motor, sager)
    regler = (find_regel(id_) for id_ in sorted({s.regel for s in sager}))
    return run_regler(motor, [r for r in regler if r]).fund


def prepare_sager(motor: Motor, sager: list[Sag]) -> None:
    """Make the engine ready with the cases' world."""
    valg = {"periode_fra": date(2025, 1, 1), "periode_til": date(2025, 12, 31), "pr_dato": date(2026, 2, 1)}
    valg |= sager[0].indhold.get("opsaetning", {})
    valg = {"dst_koder": DST_KODER, **valg}
    prepare_motor(motor, build_verden(sager), load_mapning(), Opsaetning(**valg))
    if len(sager) == 1 and "begreb" in sager[0].indhold:
        motor.load("begreb", add_begreb(sager[0].indhold["begreb"]))
        levetider = sager[0].indhold.get("begreb_levetid", [])
        kolonner = [navn for navn, _ in REFERENCER["begreb_levetid"]]
        raekker = [tuple(r.get(k) for k in kolonner) for r in levetider]
        motor.load("begreb_levetid", reference_arrow("begreb_levetid", raekker))
        navn = next(f for f in load_sqlfiler("ffb.model", "sql") if f.navn == "begreb_navn")
        motor.define(navn.navn, navn.sql, gem=True)


def compare(sag: Sag, fund: list[Fund]) -> tuple[Counter[str], Counter[str]]:
    """(expected, found) of one case: only the keys the case names are compared."""
    egne = [f for f in fund if f.regel == sag.regel and (sag.alene or f.kommune == sag.kommune)]
    ventet = sag.indhold["fund"]
    noegler = sorted({k for f in ventet for k in f} or {"post"})
    vist = Counter(str([_vaerdi(f, k) for k in noegler]) for f in egne)
    return Counter(
        str([f.get(k) if k == "aarsag" else kode(f.get(k)) for k in noegler]) for f in ventet
    ), vist


def _vaerdi(fund: Fund, noegle: str) -> Any:
    if noegle == "post":
        return fund.sted.linje
    if noegle == "aarsag" and fund.aarsag:
        tabel, _, _, post, *felt = fund.aarsag.split(":")
        return ":".join([tabel, post, *felt])
    # what the rule itself returned comes before what the check adds under the same name (tilbud)
    return fund.detaljer[noegle] if noegle in fund.detaljer else getattr(fund, noegle, None)
