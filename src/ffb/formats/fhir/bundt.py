"""One bundle under reading: who it is about, what its references mean, and where findings go.

Opinion taken: references are looked up by fullUrl as written; only when that misses is the bundle indexed
by type and id, so the usual bundle pays one dict lookup per reference. Codes and dates met are remembered for
the life of the process, each up to a bound: they are few, and the same in every leverance.
Source: hl7.org/fhir/R4/bundle (resolving references); 12-model.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from datetime import date, datetime
from typing import Any

from ffb.begreber import FFB_SYSTEM, find_begreb, normaliser_kode
from ffb.formats.fhir.dato import read_dato
from ffb.formats.fhir.fund import Fund, daek, sti_til
from ffb.formats.fhir.slags import find_tabel, rangerede
from ffb.formats.fhir.strukturer import Coding, Condition, Entry, Patient, Resource
from ffb.model.raekker import Raekke, Raekkesamler

Kode = tuple[str | None, str | None, int | None]
"""Code (None = absent), its art in begreber (None = unknown) and its level value."""

INGEN: Kode = (None, None, None)
_MANGE, _FAA, _KORT = 50_000, 1_000, 40


class Kodeopslag(dict[str, Kode]):
    """Code as written -> `Kode`; known codes are remembered, up to a bound."""

    def __missing__(self, raa: str) -> Kode:
        kode = normaliser_kode(raa)
        begreb = find_begreb(kode) if kode else None
        if begreb is None:
            return (kode or None, None, None)
        fundet = (begreb.kode, begreb.art, begreb.vaerdi)
        if len(self) < _MANGE:
            self[raa] = fundet
        return fundet

    def find(self, koder: tuple[Coding, ...]) -> Kode:
        """The coding in FFB's own system, else the first."""
        if len(koder) == 1:
            return self[koder[0].code]
        if not koder:
            return INGEN
        egen = next((k for k in koder if k.system == FFB_SYSTEM), koder[0])
        return self[egen.code]


Tid = tuple[date | None, str | None]
"""A date, and the text it was read from."""


class Ordliste(dict[str, str | None]):
    """A status or the like as written -> the same text, kept once however often it is met; empty -> None."""

    def __missing__(self, tekst: str) -> str | None:
        if len(self) < _FAA and len(tekst) < _KORT:
            self[tekst] = tekst or None
        return tekst or None


_KODER = Kodeopslag()
_ORD = Ordliste()
_TIDER: dict[str, Tid] = {"": (None, None)}


class Bundt:
    """State of the bundle being read, and of the leverance it belongs to.

    `saet_bundle` starts a bundle; the functions of `raekker` then emit its rows. Of the rules in `tavs`
    nothing is told: another judges them.
    """

    __slots__ = (
        "_formatfund",
        "_fuldt",
        "_rangerede",
        "_tavs",
        "andre",
        "borger_id",
        "borgere",
        "conditions",
        "entry",
        "fil_nr",
        "koder",
        "leverance_id",
        "maal",
        "numre",
        "ord",
        "patient",
        "patienter",
        "raekker",
        "subjekt",
        "tid",
        "tider",
    )

    def __init__(self, samler: Raekkesamler, leverance_id: int, tavs: Container[str] = ()) -> None:
        self.raekker: dict[str, Callable[[Raekke], None]] = {
            navn: liste.append for navn, liste in samler.raekker.items()
        }
        self._formatfund, self._tavs = self.raekker["formatfund"], tavs
        self.koder, self.ord, self.tider = _KODER, _ORD, _TIDER
        self.leverance_id = leverance_id
        self.saet_bundle(0, (), (), None)

    def saet_bundle(
        self, fil_nr: int, entry: tuple[Entry, ...], numre: Sequence[int], tid: datetime | None
    ) -> None:
        """Turn to the next bundle; `numre` are the entry numbers, from 1, of `entry`."""
        self.fil_nr, self.entry, self.numre, self.tid = fil_nr, entry, numre, tid
        self.maal: dict[str, Any] = {}
        self.patienter: list[tuple[int, Patient]] = []
        self.conditions: list[tuple[int, Condition]] = []
        self.andre: list[tuple[int, Any]] = []
        self._sort(entry, numre)
        self.subjekt = ""
        self._fuldt = False
        self.borger_id: int | None = None
        self.borgere: dict[int, int | None] = {}
        self.patient: Resource | None = None
        self._rangerede: frozenset[int] | None = None

    def _sort(self, entry: tuple[Entry, ...], numre: Sequence[int]) -> None:
        """The resources by fullUrl and by kind, in one walk over the bundle."""
        maal, conditions, andre = self.maal, self.conditions, self.andre
        for nr, post in zip(numre, entry, strict=True):
            maal[post.fullUrl] = r = post.resource
            type_ = type(r)
            if type_ is Condition:
                conditions.append((nr, r))  # type: ignore[arg-type]
            elif type_ is Patient:
                self.patienter.append((nr, r))  # type: ignore[arg-type]
            else:
                andre.append((nr, r))
        maal.pop("", None)

    def find_borger(self, nr: int, r: Any) -> int | None:
        """The citizen a subject points at; without a usable subject, the bundle's."""
        maal = self.find_maal(r.subject.reference, nr, "subject")
        if maal is self.patient and maal is not None:
            self.subjekt = r.subject.reference
        return self.borgere.get(id(maal), self.borger_id) if isinstance(maal, Patient) else self.borger_id

    # -- references ---------------------------------------------------------------------------------------

    def find_maal(self, reference: str, nr: int, felt: str) -> Any | None:
        """The resource a reference means, else None (told of, unless the reference is empty)."""
        maal = self.maal.get(reference)
        if maal is not None or not reference:
            return maal
        if not self._fuldt:
            self._indekser()
        maal = self.maal.get(reference) or self.maal.get(_hale(reference))
        if maal is None:
            self.meld(nr, "FHIR-REFERENCE", f"{felt}.reference", reference)
        else:
            self.maal[reference] = maal
        return maal

    def find_id(self, reference: str, nr: int, felt: str) -> str | None:
        """The id a reference means: the target's own, else the last part of the reference."""
        maal = self.maal.get(reference)
        if maal is None:
            maal = self.find_maal(reference, nr, felt)
        if maal is not None:
            return maal.id or None
        return self.id_uden_maal(reference)

    @staticmethod
    def id_uden_maal(reference: str) -> str | None:
        """The id a reference ends in, for a target that is not in the bundle."""
        return _hale(reference).rpartition("/")[2].removeprefix("urn:uuid:") or None

    def _indekser(self) -> None:
        """Index the bundle by `Type/id` and `urn:uuid:id` beside its fullUrls."""
        self._fuldt = True
        for post in self.entry:
            r, url = post.resource, post.fullUrl
            if url:
                self.maal.setdefault(_hale(url), r)
            if r.id:
                self.maal.setdefault(f"{type(r).__name__}/{r.id}", r)
                self.maal.setdefault(f"urn:uuid:{r.id}", r)

    # -- values -------------------------------------------------------------------------------------------

    def laes_tid(self, tekst: str, nr: int, felt: str) -> Tid:
        """The date part of a dateTime and its text; an unreadable date is told of. Look in `tider` first."""
        kendt = self.tider.get(tekst)
        if kendt is not None:
            return kendt
        dato, regel = read_dato(tekst)
        tid = dato, tekst
        if regel:
            self.meld(nr, regel, felt, tekst)
        elif dato:
            if len(self.tider) >= _MANGE:
                self.tider.clear()
                self.tider[""] = (None, None)
            self.tider[tekst] = tid
        return tid

    # -- findings -----------------------------------------------------------------------------------------

    def meld(self, nr: int, regel: str, felt: str, vaerdi: object = None) -> None:
        """A finding on an element of entry `nr`."""
        self.tilfoej(Fund(regel, nr, None, sti_til(nr, felt), daek(vaerdi)))

    def uden_id(self, nr: int) -> str | None:
        """Tell that entry `nr` has no id, and give what stands in its place: nothing."""
        self.meld(nr, "FHIR-ID", "id")
        return None

    def meld_kode(self, nr: int, felt: str, kode: str | None) -> None:
        """A code that is absent (None) or not FFB's."""
        self.meld(nr, "FHIR-KODE-UKENDT" if kode else "FHIR-KODE", felt, kode)

    def is_rangeret(self, r: Condition) -> bool:
        """True if a CarePlan of the bundle ranks the Condition, i.e. it is a målgruppe."""
        if self._rangerede is None:
            self._indekser()
            maal = (self.maal.get(ref) or self.maal.get(_hale(ref)) for ref in rangerede(self.entry))
            self._rangerede = frozenset(id(m) for m in maal if m is not None)
        return id(r) in self._rangerede

    def _tabel(self, nr: int) -> str | None:
        """The table of entry `nr`; None if the entry could not be read."""
        post = next((e for n, e in zip(self.numre, self.entry, strict=True) if n == nr), None)
        if post is None:
            return None
        r = post.resource
        art = self.koder.find(r.code.coding)[1] if isinstance(r, Condition) else None
        return find_tabel(r, art, self.is_rangeret)

    def tilfoej(self, fund: Fund) -> None:
        regel, nr, tabel, sti, vaerdi, aarsag = fund
        if regel in self._tavs:
            return
        if tabel is None and nr is not None:
            tabel = self._tabel(nr)
        self._formatfund(
            (self.leverance_id, self.fil_nr, nr, self.borger_id, regel, tabel, sti, vaerdi, aarsag, None)
        )


def _hale(reference: str) -> str:
    """`https://x/Patient/1/_history/2` -> `Patient/1`; `urn:uuid:` and other forms unchanged."""
    dele = reference.partition("|")[0].partition("/_history/")[0].split("/")
    return "/".join(dele[-2:])
