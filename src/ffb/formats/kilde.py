"""What the given paths hold: leverancer to read, mapping guides, and what is not read and why.

Opinion taken: a file is known by its place and name; content decides only where names cannot (sheets of a
workbook, JSON that is no FHIR). Nothing is passed over in silence: what is not read is named with the reason.
Source: 12-model (One leverance, several kommuner), 8-graenseflader.
"""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal

from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.formats.graenser import Graenser, filfejl, vis_sti
from ffb.formats.mapning import ARK_MAPNING
from ffb.formats.samling import MappeSamling, Samling, walk_mappe
from ffb.formats.tabel.ark import find_ark, open_projektmappe
from ffb.formats.tabel.spec import TABELSPEC
from ffb.formats.zip import ZipSamling
from ffb.sprog import Dansk, _

Slags = Literal["csv", "xlsx", "bundles", "ndjson"]

XLSX = (".xlsx", ".xlsm")
NDJSON = (".ndjson", ".jsonl")
KENDT = (".csv", ".json", ".zip", *XLSX, *NDJSON)
_VORES_JSON = re.compile(r"(facit|manifest|rapport.*|fund.*)\.json", re.IGNORECASE)
KRAEVER_HOVED: Dansk = "Læg leverance.csv ved, eller angiv --kommune og --system."
KRAEVER_ARK: Dansk = "Læg arket leverance ved, eller angiv --kommune og --system."


@dataclass(frozen=True, slots=True)
class Pakke:
    """One leverance to read.

    Args:
        slags: which reader (`formats.FORMATS`).
        samling: the folder or ZIP its files lie in.
        navne: its files, heads too, sorted.
        sti: what a person sees.
        fil_id: the name it goes by when leverance.csv does not say.
        kun_filer: files named one by one; then --kommune is enough for CSV without leverance.csv.
        deler_hoved: several leverancer share one leverance.csv; each keeps its own fil_id.
    """

    slags: Slags
    samling: Samling
    navne: tuple[str, ...]
    sti: str
    fil_id: str
    kun_filer: bool = False
    deler_hoved: bool = False

    def find(self, navn: str) -> str | None:
        """The member called `navn` (leverance.csv), whatever its case and folder."""
        return next((n for n in self.navne if _filnavn(n) == navn), None)

    def data_navne(self) -> list[str]:
        """The members that are not head files."""
        return [n for n in self.navne if self.slags in ("csv", "xlsx") or _endelse(n) != ".csv"]


@dataclass(slots=True)
class Fundet:
    """All that was found under the given paths."""

    pakker: list[Pakke] = field(default_factory=list)
    mapninger: list[Path] = field(default_factory=list)
    ikke_laest: list[str] = field(default_factory=list)
    fejl: list[Filfejl] = field(default_factory=list)

    def forbi(self, sti: str, hvorfor: Dansk) -> None:
        self.ikke_laest.append(vis_sti(f"{sti}: {_(hvorfor)}"))


def find_kilder(paths: list[Path], graenser: Graenser, stak: ExitStack) -> Fundet:
    """Looks through every path; `stak` closes the ZIP files when reading is done."""
    soeger = _Soeger(graenser, stak)
    filer: defaultdict[Path, list[str]] = defaultdict(list)
    set_: set[Path] = set()
    for path in paths:
        if not _findes(path):
            hvad = "Filen findes ikke, eller mappen over den kan ikke åbnes."
            soeger.fejl(str(path), hvad, "Tjek stien og rettighederne.", Exit.FINDES_IKKE)
        elif path.resolve() in set_:
            soeger.fundet.forbi(str(path), "nævnt to gange")
        elif path.is_dir():
            soeger.find_i_mappe(path)
        else:
            filer[path.parent].append(path.name)
        set_.add(path.resolve())
    for mappe, navne in filer.items():
        soeger.find_i_samling(MappeSamling(mappe, navne), kun_filer=True)
    return soeger.fundet


def _findes(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


class _Soeger:
    def __init__(self, graenser: Graenser, stak: ExitStack) -> None:
        self.graenser, self.stak = graenser, stak
        self.fundet = Fundet()

    def fejl(self, sted: str, hvad: Dansk, goer: Dansk, kode: Exit) -> None:
        self.fundet.fejl.append(Filfejl(vis_sti(sted), hvad, goer, kode))

    def find_i_mappe(self, mappe: Path) -> None:
        samling, forbi, fejl = walk_mappe(mappe)
        self.fundet.ikke_laest += [vis_sti(f) for f in forbi]
        self.fundet.fejl += fejl
        self.find_i_samling(samling)

    def find_i_samling(self, samling: Samling, *, kun_filer: bool = False) -> None:
        mapper: defaultdict[str, list[str]] = defaultdict(list)
        for navn in samling.navne:
            if _endelse(navn) in KENDT and not _filnavn(navn).startswith(("._", "~$")):
                mapper[_mappe(navn)].append(navn)
            else:
                self.fundet.forbi(samling.vis(navn), "filtypen læses ikke")
        if samling.er_zip:
            self._gather_bundles(mapper)
        for mappe in sorted(mapper):
            self._find_i_en_mappe(samling, mappe, mapper[mappe], kun_filer)

    def _gather_bundles(self, mapper: dict[str, list[str]]) -> None:
        """In a ZIP the bundles of subfolders belong to the nearest leverance.csv above, else to the ZIP."""
        hoveder = {m for m, navne in mapper.items() if any(_filnavn(n) == "leverance.csv" for n in navne)}
        for mappe in [m for m in mapper if m not in hoveder]:
            flyt = [n for n in mapper[mappe] if _endelse(n) == ".json"]
            over = ["" if str(p) == "." else str(p) for p in PurePosixPath(mappe + "/x").parents]
            til = next((m for m in over if m in hoveder), "")
            if flyt and til != mappe:
                mapper[mappe] = [n for n in mapper[mappe] if n not in flyt]
                mapper.setdefault(til, []).extend(flyt)

    def _find_i_en_mappe(self, samling: Samling, mappe: str, navne: list[str], kun_filer: bool) -> None:
        for navn in [n for n in navne if _endelse(n) in (".zip", *XLSX)]:
            self._find_pakket(samling, navn, kun_filer)
        csv = [n for n in navne if _endelse(n) == ".csv"]
        ukendt = [n for n in csv if _stamme(n) not in TABELSPEC]
        for navn in ukendt:
            self.fundet.forbi(samling.vis(navn), "ikke en af tabelformatets tabeller")
        csv = [n for n in csv if n not in ukendt]
        json = [n for n in navne if _endelse(n) == ".json"]
        for navn in [n for n in json if _VORES_JSON.fullmatch(_filnavn(n))]:
            self.fundet.forbi(samling.vis(navn), "skrevet af ffb, ikke en leverance")
            json.remove(navn)
        ndjson = [n for n in navne if _endelse(n) in NDJSON]
        self._add_pakker(samling, mappe, csv, json, ndjson, kun_filer)

    def _add_pakker(
        self,
        samling: Samling,
        mappe: str,
        csv: list[str],
        json: list[str],
        ndjson: list[str],
        kun_filer: bool,
    ) -> None:
        hoved = [n for n in csv if _stamme(n) in ("leverance", "kontakt")]
        sti, pakker = samling.vis(mappe), self.fundet.pakker
        fil_id = PurePosixPath(mappe or samling.sti).name or "leverance"
        if len(hoved) < len(csv) or (csv and not json and not ndjson):
            for navn in json:
                hvorfor = "en FHIR-bundle sammen med CSV-tabeller; læg den i sin egen mappe"
                self.fundet.forbi(samling.vis(navn), hvorfor)
            if kun_filer and len(csv) == 1:
                sti, fil_id = samling.vis(csv[0]), PurePosixPath(csv[0]).name
            pakker.append(Pakke("csv", samling, tuple(sorted(csv, key=str.lower)), sti, fil_id, kun_filer))
            json, hoved = [], []
        deler = len(ndjson) + bool(json) > 1
        if json:
            if kun_filer and len(json) == 1:
                sti, fil_id = samling.vis(json[0]), PurePosixPath(json[0]).name
            navne = tuple(sorted(json + hoved))
            pakker.append(Pakke("bundles", samling, navne, sti, fil_id, kun_filer, deler))
        for navn in ndjson:
            navne, fil_id = (*hoved, navn), PurePosixPath(navn).name
            pakker.append(Pakke("ndjson", samling, navne, samling.vis(navn), fil_id, kun_filer, deler))

    def _find_pakket(self, samling: Samling, navn: str, kun_filer: bool) -> None:
        """A ZIP or a workbook. Inside a ZIP only the check of the ZIP itself has let it through."""
        if not isinstance(samling, MappeSamling):
            self.fundet.forbi(samling.vis(navn), "XLSX i en ZIP læses ikke; pak den ud")
            return
        fil, sti = samling.rod / navn, samling.vis(navn)
        try:
            if _endelse(navn) == ".zip":
                indhold = ZipSamling(sti, fil, self.graenser)
                self.stak.callback(indhold.close)
                self.find_i_samling(indhold)
            else:
                self._find_projektmappe(samling, navn, kun_filer)
        except Laesefejl as laesefejl:
            self.fundet.fejl += laesefejl.fejl

    def _find_projektmappe(self, samling: MappeSamling, navn: str, kun_filer: bool) -> None:
        fil, sti = samling.rod / navn, samling.vis(navn)
        with open_projektmappe(fil, sti, self.graenser) as mappe:
            er_mapning = find_ark(mappe, ARK_MAPNING) is not None
            tabeller = [t for t in TABELSPEC if find_ark(mappe, t)]
            if er_mapning:
                self.fundet.mapninger.append(fil)
            if tabeller:
                fil_id = PurePosixPath(navn).name
                self.fundet.pakker.append(Pakke("xlsx", samling, (navn,), sti, fil_id, kun_filer))
            elif not er_mapning and kun_filer:
                raise filfejl(
                    sti,
                    "Intet ark i filen hører til tabelformatet.",
                    _(
                        "Der skal være et ark leverance og tabellernes ark, eller arket {ark}.",
                        ark=ARK_MAPNING,
                    ),
                    Exit.MANGLER_ARK_ELLER_KOLONNE,
                )
            elif not er_mapning:
                hvorfor = _("har hverken arket leverance eller {ark}", ark=ARK_MAPNING)
                self.fundet.forbi(sti, hvorfor)


def _filnavn(navn: str) -> str:
    return PurePosixPath(navn).name.lower()


def _endelse(navn: str) -> str:
    return PurePosixPath(navn).suffix.lower()


def _stamme(navn: str) -> str:
    return PurePosixPath(navn).stem.lower()


def _mappe(navn: str) -> str:
    mappe = str(PurePosixPath(navn).parent)
    return "" if mappe == "." else mappe
