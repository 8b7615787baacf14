"""Rows to bundles: `write_bundles` makes one Bundle per row of `fil`, in the form of the guide.

Opinion taken: entries stand in the order of post_nr, fullUrl and references are relative (as in the official
examples), JSON is compact unless asked. Tables are walked side by side in the order of fil_nr, so a
leverance of any size is written in bounded memory.
Left out: rows whose fil_nr is not in `fil`; of two case numbers only the one the model keeps.
Source: FSH of hl7dk/kl-ffb-reporting 1.0.0; 12-model.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import msgspec
import pyarrow as pa

from ffb.formats.fhir import byg
from ffb.formats.fhir.byg import Boern, Post
from ffb.formats.fhir.dato import skriv_instant
from ffb.formats.fhir.profil import BUNDLE_PROFIL
from ffb.formats.fhir.strukturer import ENKODER, INGEN_REFERENCE, Bundle, Entry, Meta, Reference, Resource
from ffb.model.tabeller import TABELLER

_PORTION = 4096

BOERN: dict[str, dict[str, str]] = {
    "udredning": {"udredning_tema": "kilde_id"},
    "indsats": {
        "indsats_tilbud": "indsats_id",
        "indsats_stoettebehov": "indsats_id",
        "indsats_maal": "indsats_id",
        "indsats_maalgruppe": "indsats_id",
    },
    "ydelse": {"ydelse_indsats": "ydelse_id"},
    "indsatsmaal": {"indsatsmaal_tema": "maal_id"},
    "opfoelgning": {"opfoelgning_indsats": "kilde_id"},
}
"""Table -> its child tables and the column of each that names the parent."""

_MED_BOERN: dict[str, Callable[[Post, Boern, Reference], Resource]] = {
    "udredning": byg.build_udredning,
    "indsatsmaal": byg.build_indsatsmaal,
    "indsats": byg.build_indsats,
    "opfoelgning": byg.build_opfoelgning,
}
_UDEN_BOERN: dict[str, Callable[[Post, Reference], Resource]] = {
    "henvendelse": byg.build_henvendelse,
    "udredningstema": lambda r, subject: byg.build_tilstand("udredningstema", r, subject),
    "aktivitet_deltagelse": lambda r, subject: byg.build_tilstand("aktivitet_deltagelse", r, subject),
    "maalgruppe": byg.build_maalgruppe,
    "stoettebehov": byg.build_stoettebehov,
    "tilbud": byg.build_tilbud,
    "planlagt_opfoelgning": byg.build_planlagt_opfoelgning,
}
_LAEST = ("borger", *_UDEN_BOERN, *_MED_BOERN, "ydelse", *(b for par in BOERN.values() for b in par))


def write_bundles(tabeller: Mapping[str, pa.Table], *, indryk: int = 0) -> Iterator[tuple[str, bytes]]:
    """One Bundle per row of `fil`.

    Args:
        tabeller: the tables of one leverance under their stored names (`ydelse_version`, `fil`, `cpr` …);
            an absent table counts as empty.
        indryk: blanks per level of the JSON; 0 = compact.

    Yields:
        (fil.sti, JSON in UTF-8), by fil_nr.

    Raises:
        KeyError: a citizen has no row in `cpr`.
    """
    cpr = {r["borger_id"]: r["cpr"] for r in _poster(tabeller.get("cpr"))}
    stroemme = {navn: _Stroem(tabeller.get(TABELLER[navn].fysisk)) for navn in _LAEST}
    for fil in _poster(tabeller.get("fil"), "fil_nr"):
        raekker = {navn: stroem.find(fil["fil_nr"]) for navn, stroem in stroemme.items()}
        data = ENKODER.encode(build_bundle(fil, raekker, cpr))
        yield fil["sti"], msgspec.json.format(data, indent=indryk) if indryk else data


def build_bundle(fil: Post, raekker: Mapping[str, Sequence[Post]], cpr: Mapping[int, str]) -> Bundle:
    """The Bundle of one row of `fil`; `raekker` are its rows by table, `cpr` is borger_id -> CPR.

    Raises:
        KeyError: a citizen is not in `cpr`.
    """
    poster = list(_ressourcer(raekker, cpr))
    poster.sort(key=lambda post: post[0])
    return Bundle(
        resourceType="Bundle",
        id=fil["bundle_id"] or "",
        meta=Meta(profile=(BUNDLE_PROFIL,)),
        type="collection",
        timestamp=fil["tid_tekst"] or (skriv_instant(fil["tid"]) if fil["tid"] else ""),
        entry=tuple(Entry(fullUrl=f"{type(r).__name__}/{r.id}", resource=r) for _, r in poster),  # type: ignore[arg-type]
    )


def _ressourcer(
    raekker: Mapping[str, Sequence[Post]], cpr: Mapping[int, str]
) -> Iterator[tuple[int, Resource]]:
    """Every resource with its post_nr."""
    subjekt: dict[int, Reference] = {}
    for r in raekker["borger"]:
        subjekt[r["borger_id"]] = Reference(f"Patient/{byg.find_id('borger', r)}")
        yield r["post_nr"] or 0, byg.build_patient(r, cpr[r["borger_id"]])
    for navn, build in _UDEN_BOERN.items():
        for r in raekker[navn]:
            yield r["post_nr"] or 0, build(r, subjekt.get(r["borger_id"], INGEN_REFERENCE))
    for navn, build_med in _MED_BOERN.items():
        boern = _Boern(navn, raekker)
        for r in raekker[navn]:
            yield r["post_nr"] or 0, build_med(r, boern.find(r), subjekt.get(r["borger_id"], INGEN_REFERENCE))
    boern = _Boern("ydelse", raekker)
    for aktiviteter in _efter_ydelse(raekker["ydelse"]):
        r = aktiviteter[0]
        til = subjekt.get(r["borger_id"], INGEN_REFERENCE)
        yield r["post_nr"] or 0, byg.build_ydelse(aktiviteter, boern.find(r), til)


def _efter_ydelse(raekker: Sequence[Post]) -> list[list[Post]]:
    """Rows of `ydelse` that make one intervention, in the order of aktivitet_nr."""
    grupper: defaultdict[str, list[Post]] = defaultdict(list)
    for r in sorted(raekker, key=lambda r: r["aktivitet_nr"] or 0):
        grupper[byg.find_id("ydelse", r)].append(r)
    return list(grupper.values())


class _Boern:
    """The child rows of one table's rows in one bundle."""

    def __init__(self, navn: str, raekker: Mapping[str, Sequence[Post]]) -> None:
        self.navn = navn
        self.efter: dict[str, defaultdict[str | None, list[Post]]] = {}
        for barn, kolonne in BOERN[navn].items():
            self.efter[barn] = defaultdict(list)
            for r in raekker[barn]:
                self.efter[barn][r[kolonne]].append(r)

    def find(self, r: Post) -> Boern:
        id_ = byg.find_id(self.navn, r)
        return {barn: efter.get(id_, []) for barn, efter in self.efter.items()}


def _poster(tabel: pa.Table | None, orden: str = "") -> Iterator[dict[str, Any]]:
    """The rows of a table as dicts, some thousand at a time; sorted by a column if named."""
    if tabel is None:
        return
    for portion in (tabel.sort_by(orden) if orden else tabel).to_batches(max_chunksize=_PORTION):
        yield from portion.to_pylist()


class _Stroem:
    """The rows of one table, handed out fil_nr by fil_nr in rising order."""

    def __init__(self, tabel: pa.Table | None) -> None:
        self.grupper: Iterator[tuple[int, Iterable[Post]]] = groupby(
            _poster(tabel, "fil_nr"), key=lambda r: r["fil_nr"]
        )
        self.naeste = self._hent()

    def _hent(self) -> tuple[int, list[Post]] | None:
        fundet = next(self.grupper, None)
        return None if fundet is None else (fundet[0], list(fundet[1]))

    def find(self, fil_nr: int) -> list[Post]:
        """The rows of one file, empty if it has none."""
        while self.naeste is not None and self.naeste[0] < fil_nr:
            self.naeste = self._hent()
        return self.naeste[1] if self.naeste is not None and self.naeste[0] == fil_nr else []
