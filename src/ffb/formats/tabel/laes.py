"""The table format into the model: columns are parsed whole, rows go out as tuples.

Opinion taken: a table is read column by column in portions of 20,000 rows, because the per-row price is then
a dict look-up per value. A row whose citizen cannot be read is left out (it would belong to nobody) and
said as blokerende; every other fault leaves the row where it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress, repeat
from typing import Any

from ffb.begreber import faelles_indberetter_list
from ffb.errors import Filfejl, Laesefejl
from ffb.formats.grundlag import Laesevalg, Leverancehoved
from ffb.formats.tabel.cpr import Borgerregister
from ffb.formats.tabel.kilde import Celle, Tabelkilde
from ffb.formats.tabel.kolonne import Husker, celle_af, noegler
from ffb.formats.tabel.overskrift import Fundet, find_kolonner
from ffb.formats.tabel.spec import HOVED, TABELSPEC
from ffb.formats.tabel.vaerdier import FORTOLK
from ffb.model.raekker import Raekkesamler
from ffb.model.tabeller import TABELLER

MEST_VAERDI = 200  # characters of a value kept in a finding


def read_tabel(
    kilder: Iterable[Tabelkilde],
    hoved: Leverancehoved,
    leverance_id: int,
    samler: Raekkesamler,
    valg: Laesevalg,
) -> list[Filfejl]:
    """Rows of every table of one leverance into `samler`; returns the faults that stop a file.

    Args:
        kilder: the tables, leverance and kontakt too (their head is read by `hoved`; here they only get
            their place in table `fil` and their notes).
    """
    leverance = _Leverance(hoved, leverance_id, samler, valg)
    fejl: list[Filfejl] = []
    for fil_nr, kilde in enumerate(kilder, start=1):
        try:
            fejl.extend(leverance.read(fil_nr, kilde))
        except Laesefejl as laesefejl:
            fejl.extend(laesefejl.fejl)
        samler.toem()
    return fejl


class _Leverance:
    """What the tables of one leverance share: its head, its citizens, where rows and findings go."""

    def __init__(
        self, hoved: Leverancehoved, leverance_id: int, samler: Raekkesamler, valg: Laesevalg
    ) -> None:
        self.id, self.hoved, self.samler, self.valg = leverance_id, hoved, samler, valg
        self.borgere = Borgerregister(valg.identitet)
        self.egne_kommuner = find_egne_kommuner(hoved.kommune_kode)

    def read(self, fil_nr: int, kilde: Tabelkilde) -> list[Filfejl]:
        raekke = (self.id, fil_nr, kilde.sti, kilde.ark, None, None, self.hoved.tid, self.hoved.tid_tekst)
        self.samler.raekker["fil"].append(raekke)
        fundet, fejl = find_kolonner(kilde, self.valg.kolonner)
        tabel = _Tabel(self, fil_nr, kilde, fundet)
        for regel, kolonne in kilde.noter:
            tabel.meld(None, None, regel, kolonne, None)
        for navn in fundet.ukendte:
            tabel.meld(kilde.header_linje, None, "TAB-KOLONNE-UKENDT", navn[:MEST_VAERDI], None)
        if kilde.tabel in HOVED:
            return []  # `hoved` has told of their faults
        if not fejl:
            for linjer, raekker in kilde.portioner():
                tabel.read_portion(linjer, raekker)
                self.samler.toem()
        return fejl


def find_egne_kommuner(kommune_kode: str | None) -> set[str | None]:
    """The kommuner whose rows a kommune may send: itself, and those it is registered to report for."""
    faelles = faelles_indberetter_list()
    return {None, kommune_kode} | {f.for_kode for f in faelles if f.handlende_kode == kommune_kode}


class _Tabel:
    """One table of one leverance being read."""

    def __init__(self, leverance: _Leverance, fil_nr: int, kilde: Tabelkilde, fundet: Fundet) -> None:
        self.leverance, self.fil_nr, self.kilde, self.fundet = leverance, fil_nr, kilde, fundet
        self.spec = TABELSPEC[kilde.tabel]
        self.raekker = leverance.samler.raekker
        self.huskere = {k.navn: Husker(FORTOLK[k.type]) for k in self.spec.kolonner if k.type in FORTOLK}

    def meld(
        self, linje: int | None, borger_id: int | None, regel: str, kolonne: str | None, celle: Celle | None
    ) -> None:
        """One finding."""
        vaerdi = None if celle is None or celle == "" else str(celle)[:MEST_VAERDI]
        fund = (
            self.leverance.id,
            self.fil_nr,
            linje,
            borger_id,
            regel,
            self.kilde.tabel,
            kolonne,
            vaerdi,
            None,
            None,
        )
        self.raekker["formatfund"].append(fund)

    def read_portion(self, linjer: Sequence[int], raekker: list[list[Celle]]) -> None:
        kolonner = self._transpose(linjer, raekker)
        borgere = self._read_borgere(linjer, kolonner)
        model: dict[str, Iterable[Any]] = {k: repeat(v) for k, v in self.spec.faste.items()}
        for kolonne in self.spec.kolonner:
            if kolonne.navn in kolonner and kolonne.navn in self.huskere:
                vaerdier = self._read_kolonne(kolonne.navn, kolonner[kolonne.navn], linjer, borgere)
                model |= _split(kolonne.maal, vaerdier)
                if kolonne.type == "kommune":
                    self._check_kommune(kolonne.navn, vaerdier, linjer, borgere)
                if kolonne.udfyldt:
                    self._check_udfyldt(kolonne.navn, kolonner[kolonne.navn], linjer, borgere)
                if kolonne.type == "kode_list":
                    model["andre_temaer"] = vaerdier
        self._emit(linjer, borgere, model)

    def _transpose(self, linjer: Sequence[int], raekker: list[list[Celle]]) -> dict[str, list[Any]]:
        """Column name -> keys of its cells; rows of the wrong length are said and evened out."""
        bredde = len(self.kilde.header)
        for nr, raekke in enumerate(raekker):
            if len(raekke) != bredde:
                regel = "TAB-RAEKKE-KORT" if len(raekke) < bredde else "TAB-RAEKKE-LANG"
                if len(raekke) < bredde or any(raekke[bredde:]):
                    self.meld(linjer[nr], None, regel, None, None)
                raekker[nr] = [*raekke[:bredde], *[""] * (bredde - len(raekke))]
        alle = list(zip(*raekker, strict=True))
        noegle = list if self.kilde.kun_tekst else noegler
        return {navn: noegle(alle[i]) for navn, i in self.fundet.placering.items()}

    def _read_borgere(
        self, linjer: Sequence[int], kolonner: dict[str, list[Any]]
    ) -> Sequence[int | None] | None:
        """borger_id of each row, None in a table without citizens."""
        if not self.spec.har_cpr:
            return None
        register, kolonne = self.leverance.borgere, kolonner["CPR"]
        borgere = register.column(kolonne)
        if register.nye:
            self._emit_borgere(linjer, kolonne)
        if None in borgere:
            for nr, borger_id in enumerate(borgere):
                if borger_id is None:
                    self.meld(linjer[nr], None, "TAB-CPR-ULAESELIG", "CPR", celle_af(kolonne[nr]))
        return borgere

    def _emit_borgere(self, linjer: Sequence[int], kolonne: list[Any]) -> None:
        hvor = dict(zip(reversed(kolonne), reversed(linjer), strict=True))
        hoved = self.leverance.hoved
        for noegle, person, cpr, regler, ny in self.leverance.borgere.take_nye():
            linje = hvor[noegle]
            for regel in regler:
                self.meld(linje, person.borger_id, regel, "CPR", None)
            if ny:
                foran = (self.leverance.id, self.fil_nr, linje, person.borger_id, None, hoved.tid, False)
                self.raekker["borger"].append((*foran, person.foedselsaar, person.koen, hoved.sts_uuid))
                self.raekker["cpr"].append((person.borger_id, cpr))

    def _read_kolonne(
        self, navn: str, celler: list[Any], linjer: Sequence[int], borgere: Sequence[int | None] | None
    ) -> list[Any]:
        husker = self.huskere[navn]
        vaerdier = husker.column(celler)
        for nr, regel in husker.fund(celler):
            self.meld(linjer[nr], borgere[nr] if borgere else None, regel, navn, celle_af(celler[nr]))
        return vaerdier

    def _check_udfyldt(
        self, navn: str, celler: list[Any], linjer: Sequence[int], borgere: Sequence[int | None] | None
    ) -> None:
        for nr, celle in enumerate(celler):
            if isinstance(celle, str) and not celle.strip():
                self.meld(linjer[nr], borgere[nr] if borgere else None, "TAB-FELT-TOMT", navn, None)

    def _check_kommune(
        self, navn: str, vaerdier: list[Any], linjer: Sequence[int], borgere: Sequence[int | None] | None
    ) -> None:
        egne = self.leverance.egne_kommuner
        if set(vaerdier) <= egne:
            return
        for nr, kode in enumerate(vaerdier):
            if kode not in egne:
                borger_id = borgere[nr] if borgere else None
                self.meld(linjer[nr], borger_id, "TAB-KOMMUNE-FREMMED", navn, kode)

    def _emit(
        self,
        linjer: Sequence[int],
        borgere: Sequence[int | None] | None,
        model: dict[str, Iterable[Any]],
    ) -> None:
        tom: Iterable[Any] = repeat(None)
        foran = (
            repeat(self.leverance.id),
            repeat(self.fil_nr),
            linjer,
            borgere or tom,
            model.get(self.spec.kilde_id or "", tom),
            repeat(self.leverance.hoved.tid),
            repeat(False),
        )
        egne = [model.get(kolonne, tom) for kolonne in TABELLER[self.spec.navn].egne]
        raekker: Iterable[tuple[Any, ...]] = zip(*foran, *egne, strict=False)
        temaer = model.get("andre_temaer", tom)
        if borgere and None in borgere:
            laeselige = [b is not None for b in borgere]
            raekker = compress(raekker, laeselige)
            temaer = compress(temaer, laeselige) if temaer is not tom else tom
        if self.spec.navn == "indsatsmaal":
            raekker = list(raekker)
            self._emit_temaer(raekker, temaer)
        self.raekker[self.spec.navn].extend(raekker)

    def _emit_temaer(self, raekker: list[tuple[Any, ...]], temaer: Iterable[Any]) -> None:
        """Themes of each goal: the main one with rank 1, the others with rank 2."""
        kolonnenavne = TABELLER["indsatsmaal"].kolonnenavne
        maal, hovedtema = kolonnenavne.index("maal_id"), kolonnenavne.index("tema_kode")
        for raekke, andre in zip(raekker, temaer, strict=False):
            koder = [(raekke[hovedtema], 1)] if raekke[hovedtema] else []
            koder += [(kode, 2) for kode in andre or ()]
            self.raekker["indsatsmaal_tema"].extend(
                (*raekke[:7], raekke[maal], nr, rang, None, kode)
                for nr, (kode, rang) in enumerate(koder, start=1)
            )


def _split(maal: tuple[str, ...], vaerdier: list[Any]) -> dict[str, Iterable[Any]]:
    """A column of values, or of pairs, as model columns."""
    if len(maal) == 2:
        return {navn: [v[i] if v else None for v in vaerdier] for i, navn in enumerate(maal)}
    return {maal[0]: vaerdier} if maal else {}
