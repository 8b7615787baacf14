"""The ydelser that count, with the tilbud and målgruppe they were granted with (12-model; 3-rapport 2–3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from orakel.koder import load_faelles
from orakel.leverancer import (
    Gruppe,
    Raekke,
    Sted,
    Tabeller,
    find_alle_versioner,
    find_grupper,
    find_raekker,
    find_version_ved,
    orden,
    sted,
)


@dataclass(slots=True)
class Ydelse:
    """One ydelse that counts. Codes are stripped; an empty code is None."""

    gruppe: Gruppe
    kommune: str | None
    borger_id: int
    ydelse_id: str | None
    sendt_dst: str | None
    ydelse_kode: str | None
    tilbud_kode: str | None
    startdato: date | None
    slutdato: date | None
    status: str | None
    hensigt: str | None
    adresse: tuple[str, str]  # P-nummer and afdelings-UUID
    enhed: str | None
    indsats_id: str | None
    granted: Sted | None = None  # where the version of the indsats stands that it was granted under
    fremmed: bool = False
    har_maalgruppe: bool = False

    @property
    def skifte_noegle(self) -> tuple[Any, ...]:
        """What makes it the same ydelse in an old and a new system."""
        koder = (self.sendt_dst or "", self.ydelse_kode or "", self.tilbud_kode or "")
        return self.kommune, self.borger_id, *koder, self.startdato


@dataclass(slots=True)
class Gaeldende:
    """Everything that counts: ydelser, and those left out with the reason."""

    grupper: list[Gruppe]
    ydelser: list[Ydelse]
    fremmede: list[Ydelse]
    dobbelte: list[Ydelse]


def rens(tekst: str | None) -> str | None:
    """A code without blanks around it; empty is none."""
    return (tekst or "").strip() or None


def find_gaeldende(tabeller: Tabeller) -> Gaeldende:
    """All ydelser that count, of every kommune."""
    grupper = find_grupper(tabeller)
    alle = [ydelse for gruppe in grupper for ydelse in _ydelser_af_gruppe(gruppe, tabeller)]
    set_maalgrupper(alle, grupper, tabeller)
    fra_systemerne = [y for y in alle if _taeller_fra_systemet(y)]
    fremmede = [y for y in fra_systemerne if y.fremmed]
    egne = [y for y in fra_systemerne if not y.fremmed]
    dobbelte = find_dobbelte(egne)
    ude = {id(y) for y in dobbelte}
    return Gaeldende(grupper, [y for y in egne if id(y) not in ude], fremmede, dobbelte)


def _taeller_fra_systemet(ydelse: Ydelse) -> bool:
    """'From former systems only afsluttede ydelser: slutdato on or before that leverance's …tidspunkt.'"""
    if not ydelse.gruppe.tidligere:
        return True
    return ydelse.slutdato is not None and ydelse.slutdato <= ydelse.gruppe.sidste_dag


def find_dobbelte(ydelser: list[Ydelse]) -> list[Ydelse]:
    """The same ydelse in an old and a new system: the old system's row."""
    samlet: dict[tuple[Any, ...], list[Ydelse]] = defaultdict(list)
    for ydelse in ydelser:
        if ydelse.startdato is not None:
            samlet[ydelse.skifte_noegle].append(ydelse)
    return [y for ens in samlet.values() for y in ens if any(_afloeser(anden, y) for anden in ens)]


def _afloeser(anden: Ydelse, ydelse: Ydelse) -> bool:
    """Does `anden` come from a system that replaced the one of `ydelse`?"""
    if not ydelse.gruppe.tidligere or anden.gruppe is ydelse.gruppe:
        return False
    return not anden.gruppe.tidligere or anden.gruppe.nyeste > ydelse.gruppe.nyeste


def _ydelser_af_gruppe(gruppe: Gruppe, tabeller: Tabeller) -> list[Ydelse]:
    bevilg = _direkte_bevilling if gruppe.direkte else _lagt_bevilling(gruppe, tabeller)
    return [_make_ydelse(gruppe, r, *bevilg(r)) for r in find_raekker(gruppe, tabeller, "ydelse")]


def _make_ydelse(
    gruppe: Gruppe, r: Raekke, indsats_id: str | None, tilbud: str | None, granted: Sted | None
) -> Ydelse:
    egen = r["kommune_kode"]
    fremmed = (
        egen is not None
        and gruppe.kommune is not None
        and egen != gruppe.kommune
        and (gruppe.kommune, egen) not in load_faelles()
    )
    return Ydelse(
        gruppe=gruppe,
        kommune=gruppe.kommune if egen is None else egen,
        borger_id=r["borger_id"],
        ydelse_id=r["ydelse_id"],
        sendt_dst=rens(r["dst_kode"]),
        ydelse_kode=rens(r["ffb_ydelse_kode"]),
        tilbud_kode=rens(r["ffb_tilbud_kode"]) or rens(tilbud),
        startdato=r["startdato"],
        slutdato=r["slutdato"],
        status=r["status"],
        hensigt=r["hensigt"],
        adresse=(r["p_nummer"] or "", r["afdeling_uuid"] or ""),
        enhed=r["enhed"],
        indsats_id=indsats_id,
        granted=granted,
        fremmed=fremmed,
    )


Bevilling = Callable[[Raekke], tuple[str | None, str | None, Sted | None]]


def _direkte_bevilling(raekke: Raekke) -> tuple[str | None, str | None, Sted | None]:
    return raekke["indsats_id"], None, None


def _lagt_bevilling(gruppe: Gruppe, tabeller: Tabeller) -> Bevilling:
    """How to find (indsats, tilbud, the place of the version it had its målgrupper of) of a FHIR ydelse: 'the
    carePlan it pointed at in its newest version without period.end (else its first)'. A table row says both
    of the first itself."""
    tabel_ider = gruppe.tabel_ider
    ydelser = _samlet_paa(find_alle_versioner(gruppe, tabeller, "ydelse", "CarePlan"), "kilde_id")
    indsatser = _samlet_paa(find_alle_versioner(gruppe, tabeller, "indsats", "CarePlan"), "indsats_id")
    tilbud = _samlet_paa(find_alle_versioner(gruppe, tabeller, "tilbud", "CareTeam"), "kilde_id")
    henvisninger = {sted(r): r for r in tabeller["indsats_tilbud_version"] if r["nr"] == 1}

    def bevilg(raekke: Raekke) -> tuple[str | None, str | None, Sted | None]:
        if raekke["leverance_id"] in tabel_ider:
            return _direkte_bevilling(raekke)
        bevilget = find_bevilget(ydelser[raekke["kilde_id"]])
        indsats = find_version_ved(indsatser.get(bevilget["indsats_id"], []), bevilget)
        henvisning = henvisninger.get(sted(indsats)) if indsats is not None else None
        gjaldt = find_in_force(ydelser[raekke["kilde_id"]], indsatser.get(bevilget["indsats_id"], []))
        if indsats is None or henvisning is None:
            return bevilget["indsats_id"], None, gjaldt
        kode = rens(henvisning["ffb_tilbud_kode"])
        hold = find_version_ved(tilbud.get(henvisning["tilbud_id"], []), indsats)
        fundet = kode or (hold["ffb_tilbud_kode"] if hold is not None else None)
        return bevilget["indsats_id"], fundet, gjaldt

    return bevilg


def find_bevilget(versioner: list[Raekke]) -> Raekke:
    """The newest version without an end, else the first: a move made when closing changes nothing."""
    aabne = [v for v in versioner if v["slutdato"] is None]
    return max(aabne, key=orden) if aabne else min(versioner, key=orden)


def find_in_force(versioner: list[Raekke], indsatser: list[Raekke]) -> Sted | None:
    """Where the newest version of the indsats stands that came before the ydelse was closed: before the
    bundle that closed it and before its last day; else its first."""
    slutdato = max(versioner, key=orden)["slutdato"]
    aabne = [orden(v)[:3] for v in versioner if v["slutdato"] is None]
    lukkende = [orden(v)[:3] for v in versioner if aabne and orden(v)[:3] > max(aabne)]

    def foer(indsats: Raekke) -> bool:
        if lukkende and orden(indsats)[:3] >= min(lukkende):
            return False
        return slutdato is None or orden(indsats)[0].date() < slutdato

    gyldige = [i for i in indsatser if foer(i)]
    if gyldige:
        return sted(max(gyldige, key=orden))
    # of several in the first bundle, the last
    foerste = [i for i in indsatser if orden(i)[:3] == min(orden(x)[:3] for x in indsatser)]
    return sted(max(foerste, key=orden)) if foerste else None


def _samlet_paa(raekker: list[Raekke], kolonne: str) -> dict[Any, list[Raekke]]:
    samlet: dict[Any, list[Raekke]] = defaultdict(list)
    for raekke in raekker:
        if raekke[kolonne] is not None:
            samlet[raekke[kolonne]].append(raekke)
    return samlet


def set_maalgrupper(ydelser: list[Ydelse], grupper: list[Gruppe], tabeller: Tabeller) -> None:
    """Målgruppe 'binds to ydelse_id if given, else indsats_id, else all the citizen's ydelser'; and a FHIR
    ydelse has those of 'the carePlan it pointed at in its newest version without period.end'."""
    paa_ydelse: set[tuple[int, Any]] = set()
    paa_indsats: set[tuple[int, Any]] = set()
    paa_borger: dict[int, list[Gruppe]] = defaultdict(list)
    for gruppe in grupper:
        for indsats_id, maalgruppe in _maalgrupper_paa_indsats(gruppe, tabeller):
            if rens(maalgruppe["ffb_maalgruppe_kode"]):
                paa_indsats.add((id(gruppe), indsats_id))
        henviste = _henviste_maalgrupper(gruppe, tabeller)
        for maalgruppe in find_raekker(gruppe, tabeller, "maalgruppe"):
            if not rens(maalgruppe["ffb_maalgruppe_kode"]):
                continue
            if maalgruppe["ydelse_id"] is not None:
                paa_ydelse.add((id(gruppe), maalgruppe["ydelse_id"]))
            elif maalgruppe["indsats_id"] is not None:
                paa_indsats.add((id(gruppe), maalgruppe["indsats_id"]))
            elif maalgruppe["kilde_id"] is None or maalgruppe["kilde_id"] not in henviste:
                paa_borger[maalgruppe["borger_id"]].append(gruppe)
    bevilgede = find_granted(grupper, tabeller)
    for ydelse in ydelser:
        ydelse.har_maalgruppe = (
            (id(ydelse.gruppe), ydelse.ydelse_id) in paa_ydelse
            or (id(ydelse.gruppe), ydelse.indsats_id) in paa_indsats
            or any(gruppe.betjener(ydelse.kommune) for gruppe in paa_borger[ydelse.borger_id])
            or any(
                rens(m["ffb_maalgruppe_kode"]) for _rang, m in bevilgede[id(ydelse.gruppe), ydelse.granted]
            )
        )


Bevilgede = dict[tuple[int, Sted | None], list[tuple[int | None, Raekke]]]


def find_granted(grupper: list[Gruppe], tabeller: Tabeller) -> Bevilgede:
    """(group, version of an indsats) -> (rank, målgruppe) it points at, of those that still stand."""
    ud: Bevilgede = defaultdict(list)
    for gruppe in grupper:
        staar = {r["kilde_id"]: r for r in find_raekker(gruppe, tabeller, "maalgruppe")}
        for r in tabeller["indsats_maalgruppe_version"]:
            if r["leverance_id"] in gruppe.ider and r["maalgruppe_id"] in staar and r["maalgruppe_id"]:
                ud[id(gruppe), sted(r)].append((r["rang"], staar[r["maalgruppe_id"]]))
    return ud


def _henviste_maalgrupper(gruppe: Gruppe, tabeller: Tabeller) -> set[str]:
    return {r["maalgruppe_id"] for r in find_raekker(gruppe, tabeller, "indsats_maalgruppe")}


def _maalgrupper_paa_indsats(gruppe: Gruppe, tabeller: Tabeller) -> list[tuple[str, Raekke]]:
    """(indsats, målgruppe) of FHIR: the references of the newest version of each indsats."""
    rows = find_raekker(gruppe, tabeller, "maalgruppe")
    efter_id = {r["kilde_id"]: r for r in rows if r["kilde_id"] is not None}
    return [
        (henvisning["indsats_id"], efter_id[henvisning["maalgruppe_id"]])
        for henvisning in find_raekker(gruppe, tabeller, "indsats_maalgruppe")
        if henvisning["maalgruppe_id"] in efter_id
    ]
