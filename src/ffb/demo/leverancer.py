"""Which leverancer a demo kommune sends, and their rows: four forms of delivery.

- csv: a current system and a former one, each a folder of CSV files;
- xlsx: one workbook;
- fhir: a løbende system: history as NDJSON, the autumn as a ZIP, the last weeks as loose bundles;
- zip: full history as a ZIP of CSV files, with an older delivery that the newer one replaces.

One leverance is made at a time, so memory holds one however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import pyarrow as pa

from ffb.demo.bundter import Bundt, Fortaelling
from ffb.demo.fordeling import Kommuneplan
from ffb.demo.kendt import kendt
from ffb.demo.leveranceraekker import EGNE, UMULIG, Raekker, hoved
from ffb.demo.model import Borger, Celle, Kommuneverden, Ventet, Ydelse
from ffb.demo.plantning_tid import GAMMELT_LEVERET
from ffb.demo.progression import LEVERET
from ffb.demo.verden import Skaber
from ffb.formats.grundlag import Leverancehoved
from ffb.model.raekker import Raekkesamler

NYT_SYSTEM, GAMMELT_SYSTEM, ANDET_SYSTEM = "DEMO Socialsystem", "DEMO Gammelt system", "DEMO Dagtilbud"
TID = datetime(LEVERET.year, LEVERET.month, LEVERET.day, 6, 30)  # noqa: DTZ001 — UTC, naive as in the model
GAMMEL_TID = datetime(GAMMELT_LEVERET.year, GAMMELT_LEVERET.month, GAMMELT_LEVERET.day, 6, 30)  # noqa: DTZ001
ANDEN_TID = datetime(2025, 11, 12, 6, 30)  # noqa: DTZ001
FORRIGE_TID = datetime(2025, 12, 10, 6, 30)  # noqa: DTZ001
FORRIGE_TIL = date(2025, 11, 30)
HISTORIK_TIL = datetime(2025, 8, 31, 23)  # noqa: DTZ001
ZIP_TIL = datetime(2025, 12, 15, 23)  # noqa: DTZ001
TOEM_HVER = 256
HVER_NIENDE = 9  # in the older delivery every ninth citizen lacked a code that has come since


@dataclass(slots=True)
class Leverance:
    """One delivery: where it goes under `leverancer/`, its tables, and the places of planted rows.

    `steder`: (table, key) -> (file within the leverance, line or None). `ndjson`: one bundle a line.
    `ider`: resource ids by row. `celler`: raw texts for cells of the table format.
    `borgere`: the citizen of each bundle.
    """

    sti: str
    form: str
    hoved: Leverancehoved
    tabeller: dict[str, pa.Table]
    steder: dict[tuple[str, object], tuple[str, int | None]]
    ndjson: bool = False
    ider: dict[tuple[str, object], str] = field(default_factory=dict)
    celler: list[Celle] = field(default_factory=list)
    borgere: list[int] = field(default_factory=list)


def leverancer(verden: Kommuneverden, s: Skaber) -> Iterator[Leverance]:
    """The leverancer of a kommune, one at a time, oldest first."""
    plan = s.plan
    if plan.form == "csv":
        yield til_leverance(plan, "tidligere", _tidligere(verden))
        yield til_leverance(plan, "nuvaerende", _nuvaerende(verden), celler(verden))
    elif plan.form == "xlsx":
        if any(b.i_andet_system for b in verden.borgere):
            yield til_leverance(plan, f"{plan.kode}-andet.xlsx", _andet_system(verden))
        yield til_leverance(plan, f"{plan.kode}-demo.xlsx", _nuvaerende(verden), celler(verden))
    elif plan.form == "zip":
        yield til_leverance(plan, f"{plan.kode}-2025-12.zip", _forrige(verden, s))
        yield til_leverance(plan, f"{plan.kode}-2026-01.zip", _nuvaerende(verden), celler(verden))
    else:
        yield from _loebende(verden, s)


# -- the table format ---------------------------------------------------------------------------------------
def celler(verden: Kommuneverden) -> list[Celle]:
    """Every raw cell of the kommune's newest delivery."""
    return [*verden.celler, *(celle for b in verden.borgere for celle in b.celler)]


def til_leverance(plan: Kommuneplan, navn: str, raekker: Raekker, raa: Iterable[Celle] = ()) -> Leverance:
    ark, tabeller = navn.endswith(".xlsx"), raekker.tabeller()
    steder: dict[tuple[str, object], tuple[str, int | None]] = {
        (tabel, noegle): (tabel if ark else f"{tabel}.csv", linje)
        for (tabel, noegle), linje in raekker.steder.items()
    }
    return Leverance(f"{plan.kode}/{navn}", plan.form, raekker.hoved, tabeller, steder, celler=list(raa))


def _nuvaerende(verden: Kommuneverden) -> Raekker:
    """Everything the current system holds: full history."""
    raekker = Raekker(hoved(verden.kode, NYT_SYSTEM, f"DEMO-{verden.kode}-2026-01", TID))
    for borger in (b for b in verden.borgere if not b.kun_forrige):
        ydelser = [y for y in borger.ydelser if y.i_nyt]
        if ydelser or not borger.progression_i_gammelt:
            raekker.person(borger.nr, borger.cpr, borger.foedselsaar, borger.koen)
        raekker.sag(borger, ydelser)
        if not borger.progression_i_gammelt:
            raekker.progression(borger)
        raekker.andre_omraader(borger)
    for nr, (cpr, tema) in enumerate(verden.umulige_cpr):
        raekker.person(UMULIG + nr, cpr, None, None)
        dato_tekst = tema.dato and tema.dato.isoformat()
        raekker.tilfoej(
            "udredningstema",
            UMULIG + nr,
            (("udredningstema", f"cpr-{nr}"), f"cpr-{nr}"),
            kode=tema.kode,
            dato=tema.dato,
            dato_tekst=dato_tekst,
        )
    raekker.regnskab(verden.kode, len(verden.borgere))
    return raekker


def _tidligere(verden: Kommuneverden) -> Raekker:
    """What the former system still delivers: some ydelser, some of them not ended, and some progression."""
    h = hoved(
        verden.kode, GAMMELT_SYSTEM, f"DEMO-{verden.kode}-2025-10", GAMMEL_TID, status="Tidligere anvendt"
    )
    raekker = Raekker(h)
    for borger in verden.borgere:
        ydelser = [y for y in borger.ydelser if y.i_gammelt]
        if ydelser or borger.progression_i_gammelt:
            raekker.person(borger.nr, borger.cpr, borger.foedselsaar, borger.koen)
            raekker.sag(borger, ydelser)
        if borger.progression_i_gammelt:
            raekker.progression(borger)
    return raekker


def _andet_system(verden: Kommuneverden) -> Raekker:
    """A second current system that has gone silent: one ydelse, which the first one reports as well."""
    raekker = Raekker(hoved(verden.kode, ANDET_SYSTEM, f"DEMO-{verden.kode}-2025-11", ANDEN_TID))
    for borger in (b for b in verden.borgere if b.i_andet_system):
        raekker.person(borger.nr, borger.cpr, borger.foedselsaar, borger.koen)
        for ydelse in borger.ydelser:
            raekker.ydelse(borger, replace(ydelse, indsats=replace(ydelse.indsats)))
            raekker.indsats(borger, ydelse.indsats)
    raekker.steder.clear()
    verden.ventet.append(Ventet("MEL-17", raekker.hoved.fil_id, "INDBERETNINGSTIDSPUNKT", "MEL-17"))
    return raekker


def _forrige(verden: Kommuneverden, s: Skaber) -> Raekker:
    """Last month's full delivery, with faults that are mended since: must not count."""
    raekker = Raekker(hoved(verden.kode, NYT_SYSTEM, f"DEMO-{verden.kode}-2025-12", FORRIGE_TID))
    for borger in verden.borgere:
        dengang = s.dengang.get(borger.nr, _uaendret)(kendt(borger, FORRIGE_TIL))
        ydelser = [_dengang(y, borger) for y in dengang.ydelser]
        if not ydelser:
            continue
        raekker.person(borger.nr, borger.cpr, borger.foedselsaar, borger.koen)
        raekker.sag(dengang, ydelser)
        if borger.nr % HVER_NIENDE:
            raekker.progression(dengang)
    # a ydelse that was reported by mistake, and is gone from the newer delivery
    borger = verden.borgere[0]
    fejlsendt = replace(borger.ydelser[0], ydelse_id=s.nyt_id("Y"), start=FORRIGE_TIL, slut=None)
    raekker.ydelse(borger, fejlsendt)
    verden.ventet.append(Ventet("MEL-05", fejlsendt, "YDELSE_ID", "forsvundet_ydelse", forrige=True))
    return raekker


def _uaendret(b: Borger) -> Borger:
    return b


def _dengang(y: Ydelse, borger: Borger) -> Ydelse:
    return replace(y, ydelse_kode=None) if borger.nr % HVER_NIENDE == 0 else y


# -- FHIR ---------------------------------------------------------------------------------------------------
def _loebende(verden: Kommuneverden, s: Skaber) -> Iterator[Leverance]:
    sts_uuid = s.uuid()
    bundter = [b for borger in verden.borgere for b in Fortaelling(s, borger, sts_uuid).bundter()]
    bundter.sort(key=lambda b: (b.tid, b.borger.nr))
    cpr = {b.nr: b.cpr for b in verden.borgere}
    dele = (
        ("1-historik", [b for b in bundter if b.tid <= HISTORIK_TIL]),
        ("2-efteraar.zip", [b for b in bundter if HISTORIK_TIL < b.tid <= ZIP_TIL]),
        ("3-seneste", [b for b in bundter if b.tid > ZIP_TIL]),
    )
    for nr, (navn, egne) in enumerate(dele, 1):
        if egne:
            yield fhir_leverance(verden.kode, navn, nr, egne, cpr)


def fhir_leverance(
    kommune: str,
    navn: str,
    nr: int,
    bundter: list[Bundt],
    cpr: dict[int, str],
    leverance_id: int = 1,
    *,
    ndjson: bool | None = None,
) -> Leverance:
    """Rows of one FHIR leverance, as the reader would make them, and where planted rows stand."""
    h = hoved(kommune, NYT_SYSTEM, f"DEMO-{kommune}-{nr}", max(b.tid for b in bundter), art="loebende")
    h.kilde = "fhir"
    samler = Raekkesamler()
    _fhir_hoved(samler, h, leverance_id)
    samler.raekker["cpr"] += [(n, cpr[n]) for n in sorted({b.borger.nr for b in bundter})]
    steder: dict[tuple[str, object], tuple[str, int | None]] = {}
    ider: dict[tuple[str, object], str] = {}
    ndjson = not navn.endswith(".zip") and nr == 1 if ndjson is None else ndjson
    for fil_nr, bundt in enumerate(bundter, 1):
        sti = f"bundt-{fil_nr:05d}.json"
        tid_tekst = f"{bundt.tid.isoformat()}Z"
        samler.raekker["fil"].append(
            (leverance_id, fil_nr, sti, None, None, bundt.bundle_id, bundt.tid, tid_tekst)
        )
        _emit(samler, bundt, leverance_id, fil_nr)
        for noegle in bundt.noegler:
            steder[noegle] = ("bundter.ndjson", fil_nr) if ndjson else (sti, None)
        ider |= bundt.ider
        if fil_nr % TOEM_HVER == 0:
            samler.toem()
    return Leverance(
        f"{kommune}/{navn}",
        "fhir",
        h,
        samler.tabeller(),
        steder,
        ndjson,
        ider,
        borgere=[b.borger.nr for b in bundter],
    )


def _fhir_hoved(samler: Raekkesamler, h: Leverancehoved, nr: int) -> None:
    samler.raekker["leverance"].append(
        (
            nr,
            h.kommune_kode,
            h.system,
            h.fil_id,
            h.tid,
            h.tid_tekst,
            h.art,
            h.system_status,
            h.kilde,
            h.sti,
            None,
        )
    )
    samler.raekker["kontakt"] += [(nr, *kontakt) for kontakt in h.kontakter]


def _emit(samler: Raekkesamler, bundt: Bundt, leverance_id: int, fil_nr: int) -> None:
    """The rows of one bundle: one `ressource` per entry, and the tables it fills."""
    for post_nr, post in enumerate(bundt.poster.values(), 1):
        faelles = (leverance_id, fil_nr, post_nr, bundt.borger.nr, post.id, bundt.tid, post.trukket)
        samler.raekker["ressource"].append((*faelles, post.type))
        for tabel, kolonner in post.raekker:
            samler.raekker[tabel].append((*faelles, *map(kolonner.get, EGNE[tabel])))
