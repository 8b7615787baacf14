"""Who and what an analysis speaks of, in plain loops: the ydelser, citizens and themes of a choice.

Each oracle takes a `Udvalg` and counts. Nothing here reads ffb's SQL. Source: 5-viden; 3-rapport.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, TypeVar

from ffb.analyses import Analysevalg
from orakel.koder import DATA, load_faelles, load_koder
from orakel.koder import _raekker as laes_csv
from orakel.leverancer import Gruppe, Raekke, Tabeller, find_raekker
from orakel.tabel1 import judge, make_grundlag
from orakel.verden import Verden
from orakel.ydelser import Ydelse, find_gaeldende, find_granted, rens

T = TypeVar("T")
Borger = tuple[str, int]  # (kommune, borger_id)


@dataclass(slots=True)
class Ydelsesrad:
    """One relevant ydelse; codes are '' where missing and 'ukendt' where the catalogue has them not."""

    kommune: str
    borger_id: int
    paragraf: str
    ydelse_kode: str
    tilbud_kode: str
    start: date
    slut: date | None
    kilde: Ydelse
    maalgrupper: set[tuple[str, int]] = field(default_factory=set)  # (kode, rang)

    @property
    def borger(self) -> Borger:
        return self.kommune, self.borger_id

    @property
    def primaere(self) -> set[str]:
        return {kode for kode, rang in self.maalgrupper if rang == 1}


@dataclass(slots=True)
class Tema:
    """One registration of an undertema, for one kommune."""

    kommune: str
    borger_id: int
    kode: str
    art: str
    overtema: str
    niveau: int | None
    dato: date | None
    sted: tuple[int, int, int]
    tabel: str

    @property
    def borger(self) -> Borger:
        return self.kommune, self.borger_id


@dataclass(slots=True)
class Person:
    """What is known of a citizen of the choice; '' where it is not."""

    koen: str = ""
    alder: str = ""
    stoettebehov: str = ""


@dataclass(slots=True)
class Udvalg:
    """The choice made over a world. `alle_ydelser`, `tabeller`, `grupper` are for oracles that need more."""

    valg: Analysevalg
    dag: date
    ydelser: list[Ydelsesrad]
    borgere: dict[Borger, Person]
    temaer: list[Tema]
    tabeller: Tabeller
    grupper: list[Gruppe]
    alle_ydelser: list[Ydelsesrad]
    husket: dict[str, Any] = field(default_factory=dict)

    def valgt(self, dimension: str, kode: str) -> bool:
        """Is the code within the choice; always, where the dimension is not narrowed."""
        return _med(self.valg, dimension, kode)

    def raekker(self, tabel: str) -> list[tuple[str, dict[str, Any]]]:
        """(kommune, row) of every row of a table that counts, for each kommune it counts for."""
        return [
            (kommune, r)
            for g in self.grupper
            for r in find_raekker(g, self.tabeller, tabel)
            for kommune in find_betjente(g, self.tabeller)
        ]


def husk(lav: Callable[[Udvalg], T]) -> Callable[[Udvalg], T]:
    """What is made of a choice once, though several oracles ask for it."""

    def hent(u: Udvalg) -> T:
        noegle = f"{lav.__module__}.{lav.__name__}"
        if noegle not in u.husket:
            u.husket[noegle] = lav(u)
        svar: T = u.husket[noegle]
        return svar

    return hent


def find_kommuner(gruppe: Gruppe) -> set[str]:
    """The kommuner a leverance counts for."""
    egen = gruppe.kommune or ""
    return {egen} | {for_ for handlende, for_ in load_faelles() if handlende == egen}


def find_betjente(gruppe: Gruppe, tabeller: Tabeller) -> set[str]:
    """The same, and those that the rows of a leverance without a kommune name."""
    if gruppe.kommune:
        return find_kommuner(gruppe)
    navngivne = {r["kommune_kode"] for r in tabeller["ydelse_version"] if r["leverance_id"] in gruppe.ider}
    return {""} | (navngivne - {None})


def make_udvalg(verden: Verden, valg: Analysevalg) -> Udvalg:
    """Apply period and filters, one loop each."""
    tabeller = verden.raekker()
    g = find_gaeldende(tabeller)
    nyeste = max(gr.sidste_dag for gr in g.grupper)
    dag = min(verden.indstillinger.pr_dato or nyeste, valg.periode_til)
    alle = make_ydelser(verden, g.ydelser, tabeller, g.grupper)
    ydelser = [y for y in alle if _ydelse_med(y, valg)]
    personer = {b: make_person(b, valg, dag, tabeller, g.grupper) for b in {y.borger for y in ydelser}}
    borgere = {b: person for b, person in personer.items() if _person_med(person, valg)}
    temaer = [t for t in make_temaer(tabeller, g.grupper) if t.borger in borgere and _tema_med(t, valg)]
    med = [y for y in ydelser if y.borger in borgere]
    return Udvalg(valg, dag, med, borgere, temaer, tabeller, g.grupper, alle)


def make_ydelser(
    verden: Verden, ydelser: list[Ydelse], tabeller: Tabeller, grupper: list[Gruppe]
) -> list[Ydelsesrad]:
    """Every relevant ydelse with a start, whenever it started."""
    grundlag = make_grundlag(verden.mapning, verden.dst_koder, verden.indstillinger.kladde_taeller)
    art = load_koder().art
    ud = []
    for dom in judge(ydelser, grundlag):
        y = dom.ydelse
        if dom.relevant and y.startdato is not None:
            kode = (
                "" if not y.ydelse_kode else y.ydelse_kode if art.get(y.ydelse_kode) == "ydelse" else "ukendt"
            )
            tilbud = (
                "" if not y.tilbud_kode else y.tilbud_kode if art.get(y.tilbud_kode) == "tilbud" else "ukendt"
            )
            ud.append(
                Ydelsesrad(
                    y.kommune or "", y.borger_id, dom.paragraf, kode, tilbud, y.startdato, y.slutdato, y
                )
            )
    _set_maalgrupper(ud, tabeller, grupper)
    return ud


def _set_maalgrupper(ydelser: list[Ydelsesrad], tabeller: Tabeller, grupper: list[Gruppe]) -> None:
    """'binds to ydelse_id if given, else indsats_id, else all the citizen's ydelser'; in FHIR the indsats
    as it was when the ydelse was granted. One no indsats points at any more is for those without any."""
    bevilgede = find_granted(grupper, tabeller)
    staar = {id(g): find_raekker(g, tabeller, "maalgruppe") for g in grupper}
    peger = {id(g): find_raekker(g, tabeller, "indsats_maalgruppe") for g in grupper}
    ubundne = {id(g): _unbound(g, staar[id(g)], peger[id(g)], tabeller) for g in grupper}
    for y in ydelser:
        nr = id(y.kilde.gruppe)
        granted = {x for rang, m in bevilgede[nr, y.kilde.granted] if (x := _ranged(m, rang))}
        y.maalgrupper |= granted | _own(y.kilde, staar[nr], [] if granted else peger[nr])
        ledige = [
            (x, aldrig)
            for gruppe in grupper
            if y.kommune in find_kommuner(gruppe)
            for m, aldrig in ubundne[id(gruppe)]
            if m["borger_id"] == y.borger_id and (x := _ranged(m, None))
        ]
        y.maalgrupper |= {x for x, aldrig in ledige if aldrig}
        if not y.maalgrupper:
            y.maalgrupper |= {x for x, _aldrig in ledige}


def _ranged(m: Raekke, rang: int | None) -> tuple[str, int] | None:
    """Its code and rank; None for one without a code."""
    kode = rens(m["ffb_maalgruppe_kode"])
    if kode is None:
        return None
    return (kode if load_koder().art.get(kode) == "maalgruppe" else "ukendt"), rang or m["rang"] or 1


def _own(y: Ydelse, staar: list[Raekke], peger: list[Raekke]) -> set[tuple[str, int]]:
    """Those that name the ydelse or its indsats, and those its indsats points at."""
    ud: list[tuple[str, int] | None] = []
    for m in staar:
        if m["ydelse_id"] is not None:
            ud += [_ranged(m, None)] if m["ydelse_id"] == y.ydelse_id else []
        elif m["indsats_id"] is not None:
            ud += [_ranged(m, None)] if m["indsats_id"] == y.indsats_id else []
        for h in peger if m["kilde_id"] is not None and y.indsats_id is not None else ():
            if (h["maalgruppe_id"], h["indsats_id"]) == (m["kilde_id"], y.indsats_id):
                ud.append(_ranged(m, h["rang"]))
    return {x for x in ud if x is not None}


def _unbound(
    gruppe: Gruppe, staar: list[Raekke], peger: list[Raekke], tabeller: Tabeller
) -> list[tuple[Raekke, bool]]:
    """Those bound to nothing now, and whether they never were."""
    nu = {h["maalgruppe_id"] for h in peger}
    alle = tabeller["indsats_maalgruppe_version"]
    foer = {h["maalgruppe_id"] for h in alle if h["leverance_id"] in gruppe.ider}
    frie = [m for m in staar if m["ydelse_id"] is None and m["indsats_id"] is None]
    return [
        (m, m["kilde_id"] is None or m["kilde_id"] not in foer)
        for m in frie
        if m["kilde_id"] is None or m["kilde_id"] not in nu
    ]


def make_temaer(tabeller: Tabeller, grupper: list[Gruppe]) -> list[Tema]:
    """Every registration of an undertema that counts, once per kommune it counts for."""
    koder, overtema = load_koder(), load_overtemaer()
    ud = []
    for gruppe in grupper:
        for tabel in ("udredningstema", "aktivitet_deltagelse"):
            for r in find_raekker(gruppe, tabeller, tabel):
                art = koder.art.get(r["kode"] or "", "")
                niveau = r.get("niveau") if tabel == "aktivitet_deltagelse" else None
                if not art.endswith("_undertema") or niveau == 8:
                    continue
                sted = (r["leverance_id"], r["fil_nr"], r["post_nr"])
                for kommune in find_kommuner(gruppe):
                    ud.append(
                        Tema(
                            kommune,
                            r["borger_id"],
                            r["kode"],
                            art,
                            overtema[r["kode"]],
                            niveau,
                            r["dato"],
                            sted,
                            tabel,
                        )
                    )
    return ud


@cache
def load_overtemaer() -> dict[str, str]:
    """Undertema -> overtema, from the catalogue's file."""
    raekker = list(laes_csv(DATA / "ffb" / "2023-05.csv"))
    over = {r["kode"]: r["overordnet_kode"] for r in raekker}
    art = {r["kode"]: r["art"] for r in raekker}
    ud = {}
    for kode in art:
        if art[kode].endswith("_undertema"):
            op = over[kode]
            while not art[op].endswith("_overtema"):
                op = over[op]
            ud[kode] = op
    return ud


@cache
def load_termer() -> dict[str, str]:
    """Code -> term, from the catalogue's file."""
    return {r["kode"]: r["term"].strip() for r in laes_csv(DATA / "ffb" / "2023-05.csv")}


def _med(valg: Analysevalg, dimension: str, kode: str) -> bool:
    return not valg.koder(dimension) or kode in valg.koder(dimension)


def _ydelse_med(y: Ydelsesrad, valg: Analysevalg) -> bool:
    """Runs a day of the period, and is what the filters say."""
    if y.start > valg.periode_til or (y.slut is not None and y.slut < valg.periode_fra):
        return False
    if valg.koder("maalgruppe") and not y.primaere & set(valg.koder("maalgruppe")):
        return False
    par = (
        ("kommune", y.kommune),
        ("paragraf", y.paragraf),
        ("ydelse", y.ydelse_kode),
        ("tilbud", y.tilbud_kode),
    )
    return all(_med(valg, dimension, kode) for dimension, kode in par)


def make_person(
    borger: Borger, valg: Analysevalg, dag: date, tabeller: Tabeller, grupper: list[Gruppe]
) -> Person:
    kommune, borger_id = borger
    rows = [r for g in grupper for r in find_raekker(g, tabeller, "borger") if r["borger_id"] == borger_id]
    koen = min((r["koen"] for r in rows if r["koen"]), default="")
    aar = min((r["foedselsaar"] for r in rows if r["foedselsaar"]), default=None)
    vurderinger = []
    for gruppe in grupper:
        if kommune not in find_kommuner(gruppe):
            continue
        for r in find_raekker(gruppe, tabeller, "stoettebehov"):
            if r["borger_id"] != borger_id or r["niveau"] not in (0, 1, 2, 3, 4, 9):
                continue
            if r["dato"] is None or r["dato"] <= dag:
                sted = (r["leverance_id"], r["fil_nr"], r["post_nr"])
                vurderinger.append((r["dato"] or date(1900, 1, 1), sted, str(r["niveau"])))
    seneste = max(vurderinger)[2] if vurderinger else ""
    return Person(koen, "" if aar is None else str(valg.periode_til.year - aar), seneste)


def _person_med(person: Person, valg: Analysevalg) -> bool:
    return (
        _med(valg, "koen", person.koen)
        and _med(valg, "alder", person.alder)
        and _med(valg, "stoettebehov", person.stoettebehov)
    )


def _tema_med(tema: Tema, valg: Analysevalg) -> bool:
    return _med(valg, "overtema", tema.overtema) and _med(valg, "undertema", tema.kode)


def andel(antal: int, af: int) -> Any:
    """Percent as the oracle of Tabel 2 says it."""
    from orakel.tabel2 import andel as orakel_andel

    return orakel_andel(antal, af)
