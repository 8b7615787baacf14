"""Bundles to rows: `read_fhir` opens each, finds its citizen and lets `raekker` emit the rest.

Grain: one Fil = one Bundle. Opinion taken: a bundle without a citizen is left out whole (blokerende); one
with any other fault gives every row that can be read. A fault of a whole file is returned, never raised,
so that all files are told of. Bundles are held one at a time.
Source: 12-model; 9-uddatasaet; the issue on reading.
"""
# ruff: noqa: RUF005 -- adding tuples is faster than unpacking them

from __future__ import annotations

from collections.abc import Iterable, Sized
from typing import TYPE_CHECKING

from ffb.errors import Filfejl
from ffb.formats.fhir.aabn import Aabner, Aabnet
from ffb.formats.fhir.bundt import Bundt
from ffb.formats.fhir.dato import read_instant
from ffb.formats.fhir.fund import Fund, daek, sti_til
from ffb.formats.fhir.profil import CPR_SYSTEM
from ffb.formats.fhir.raekker import emit_ressourcer
from ffb.formats.fhir.ressourcer import make_ressourcer
from ffb.formats.fhir.strukturer import Patient
from ffb.formats.grundlag import Fil, Laesevalg, Leverancehoved
from ffb.formats.identitet import Person, rens_cpr
from ffb.model.hukommelse import uden_kredssoegning
from ffb.model.raekker import Raekkesamler

if TYPE_CHECKING:
    from ffb.formats.fhir.regler import Brud
    from ffb.formats.fhir.tilsyn import Tilsyn

_TOEM_HVER = 256
_CPR_FELT = "identifier.value"


def read_fhir(
    filer: Iterable[Fil],
    hoved: Leverancehoved,
    leverance_id: int,
    samler: Raekkesamler,
    valg: Laesevalg,
    tilsyn: Tilsyn | None = None,
) -> list[Filfejl]:
    """Read bundles into `samler.raekker`, and what they tell of the leverance into `hoved`.

    Args:
        filer: one Bundle each; `fil_nr` counts them from 1.
        hoved: `tid` becomes the newest Bundle.timestamp if it is None here.
        tilsyn: holds each bundle against the whole guide; its word stands in place of the reader's own.

    Returns:
        the files that hold no Bundle that can be read, with place; empty if all could.
    """
    with uden_kredssoegning():
        return _read(filer, _Leverance(hoved, leverance_id, samler, valg, tilsyn), samler, valg)


def _read(filer: Iterable[Fil], laeser: _Leverance, samler: Raekkesamler, valg: Laesevalg) -> list[Filfejl]:
    antal = len(filer) if isinstance(filer, Sized) else 0
    fejl = []
    for fil_nr, fil in enumerate(filer, 1):
        fundet = laeser.read(fil_nr, fil)
        if fundet is not None:
            fejl.append(fundet)
        if fil_nr % _TOEM_HVER == 0:
            samler.toem()
            if valg.fremdrift:
                valg.fremdrift(fil_nr, antal, fil.sti)
    laeser.slut()
    return fejl


class _Leverance:
    """Reads the bundles of one leverance."""

    def __init__(
        self,
        hoved: Leverancehoved,
        leverance_id: int,
        samler: Raekkesamler,
        valg: Laesevalg,
        tilsyn: Tilsyn | None,
    ) -> None:
        self.hoved, self.leverance_id, self.samler = hoved, leverance_id, samler
        self.identitet = valg.identitet
        self.aabner = Aabner(tjekket=valg.tjekket)
        self.tilsyn = tilsyn
        samler.afledte["ressource"] = make_ressourcer
        self.bundt = Bundt(samler, leverance_id, tilsyn.regler if tilsyn else frozenset())
        self.kendte: set[int] = set()
        self.saet_tid = hoved.tid is None
        hoved.kilde = "fhir"

    def slut(self) -> None:
        self.hoved.art = self.hoved.art or "loebende"

    def read(self, fil_nr: int, fil: Fil) -> Filfejl | None:
        """One file's rows; its fault if it cannot be read as a whole."""
        aabnet = self.aabner.aabn(fil)
        if isinstance(aabnet, Filfejl):
            return aabnet
        bundle, b = aabnet.bundle, self.bundt
        tid = read_instant(bundle.timestamp)
        b.saet_bundle(fil_nr, bundle.entry, aabnet.numre, tid)
        self.samler.raekker["fil"].append(
            (
                self.leverance_id,
                fil_nr,
                fil.sti,
                None,
                fil.linje,
                bundle.id or None,
                tid,
                bundle.timestamp or None,
            )
        )
        if tid is None:
            tidsfund = Fund("FHIR-TIDSPUNKT", None, None, "Bundle.timestamp", daek(bundle.timestamp))
            aabnet.fund.append(tidsfund)
        elif self.saet_tid and (self.hoved.tid is None or tid > self.hoved.tid):
            self.hoved.tid, self.hoved.tid_tekst = tid, bundle.timestamp
        if self._read_borgere(aabnet):
            self._emit(aabnet)
        else:
            self._emit_uden_borger(aabnet)
        if self.tilsyn:
            self._emit_brud(self.tilsyn.find(fil.data, bundle if aabnet.hel else None))
        return None

    def _emit_brud(self, brud: list[Brud]) -> None:
        leverance_id, fil_nr, borger_id = self.leverance_id, self.bundt.fil_nr, self.bundt.borger_id
        self.samler.raekker["formatfund"] += [
            (leverance_id, fil_nr, nr, borger_id, regel, None, sti, vaerdi, aarsag, forventet)
            for regel, _alvor, sti, nr, _element, vaerdi, aarsag, forventet in brud
        ]

    def _emit(self, aabnet: Aabnet) -> None:
        b = self.bundt
        for fund in aabnet.fund:
            b.tilfoej(fund)
        emit_ressourcer(b)

    def _emit_uden_borger(self, aabnet: Aabnet) -> None:
        """Only the faults of a bundle that is left out."""
        behold = ("formatfund", "fil")
        foer = {navn: len(liste) for navn, liste in self.samler.raekker.items() if navn not in behold}
        self._emit(aabnet)
        for navn, antal in foer.items():
            del self.samler.raekker[navn][antal:]

    def _read_borgere(self, aabnet: Aabnet) -> bool:
        """Emit the citizens of the bundle; False if it cannot be told whom it is about."""
        b = self.bundt
        fundne = [(nr, patient, _find_cpr(patient)) for nr, patient in b.patienter]
        uden = next((nr for nr, _, cpr in fundne if not cpr), None)
        if uden or not fundne:
            sted = sti_til(uden, "identifier") if uden else "Bundle.entry"
            aabnet.fund.append(Fund("FHIR-BORGER", uden, "borger", sted))
            return False
        for nr, patient, cpr in fundne:
            person = self.identitet.person(cpr)
            b.borgere[id(patient)] = person.borger_id
            if b.patient is None:
                b.patient, b.borger_id, b.subjekt = patient, person.borger_id, f"Patient/{patient.id}"
            elif person.borger_id != b.borger_id:
                aabnet.fund.append(Fund("FHIR-BORGER-FLERE", nr, "borger", sti_til(nr)))
            self._emit_borger(nr, patient, cpr, person)
        return True

    def _emit_borger(self, nr: int, patient: Patient, cpr: str, person: Person) -> None:
        b, sts = self.bundt, patient.managingOrganization.identifier.value or None
        id_ = patient.id or b.uden_id(nr)
        faelles = (self.leverance_id, b.fil_nr, nr, person.borger_id, id_, b.tid, False)
        b.raekker["borger"](faelles + (person.foedselsaar, person.koen, sts))
        if self.hoved.sts_uuid is None:
            self.hoved.sts_uuid = sts
        if person.fejl:
            b.tilfoej(Fund("FHIR-CPR", nr, "borger", sti_til(nr, _CPR_FELT), None, person.fejl))
        if person.borger_id not in self.kendte:
            self.kendte.add(person.borger_id)
            b.raekker["cpr"]((person.borger_id, cpr))
            if person.erstatning and not person.fejl:
                regel = "FHIR-CPR-ERSTATNING" if cpr.isdigit() else "FHIR-CPR-BOGSTAV"
                b.tilfoej(Fund(regel, nr, "borger", sti_til(nr, _CPR_FELT)))


def _find_cpr(patient: Patient) -> str:
    """The citizen's CPR without blanks and hyphen; empty if there is none."""
    for identifier in patient.identifier:
        if identifier.system == CPR_SYSTEM and identifier.value:
            return rens_cpr(identifier.value)
    return ""
