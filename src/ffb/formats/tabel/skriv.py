"""Model tables of one leverance out in the table format: CSV folder, ZIP or XLSX.

Opinion taken: what is written reads back as the same rows, whichever of the three it is written as; text is
text in XLSX (a CPR keeps its zero, a text that starts with `=` is no formula). What the format has no column
for (FHIR's status, later indsatser …) is left out, and withdrawn rows are not written.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter

from ffb.begreber import find_begreb
from ffb.formats.tabel.spec import DATATABELLER, TABELSPEC, Kolonne, Tabelspec
from ffb.model.tabeller import TABELLER

PORTION = 20_000
Vaerdi = str | Decimal | date | None
Raekker = Iterator[list[Vaerdi]]
Maalnoegle = tuple[int, str | None, int | None]


def write_tabel(tabeller: Mapping[str, pa.Table], ud: Path, *, leverance_id: int | None = None) -> list[Path]:
    """Write one leverance; the suffix of `ud` decides: .zip, .xlsx, else a folder of CSV files.

    Args:
        tabeller: tables of the model by stored name, `cpr` with them.
        leverance_id: which leverance, if there are several.

    Returns:
        the files written.

    Raises:
        ValueError: none or several leverancer and no leverance_id.
    """
    leverance = _Leverance(tabeller, leverance_id)
    ud.parent.mkdir(parents=True, exist_ok=True)
    if ud.suffix.lower() == ".xlsx":
        _write_xlsx(leverance, ud)
        return [ud]
    if ud.suffix.lower() == ".zip":
        _write_zip(leverance, ud)
        return [ud]
    ud.mkdir(exist_ok=True)
    return [_write_csv_fil(leverance, spec, ud / f"{spec.navn}.csv") for spec in leverance.specs()]


class _Leverance:
    """The rows of one leverance, ready to be written."""

    def __init__(self, tabeller: Mapping[str, pa.Table], leverance_id: int | None) -> None:
        hoveder = tabeller["leverance"].to_pylist()
        valgte = [h for h in hoveder if leverance_id in (None, h["leverance_id"])]
        if len(valgte) != 1:
            raise ValueError(f"{len(valgte)} leverancer at vælge mellem; angiv leverance_id")
        self.hoved: dict[str, Any] = valgte[0]
        self.id = self.hoved["leverance_id"]
        self._tabeller = tabeller
        cpr = tabeller["cpr"]
        self.cpr = dict(zip(cpr["borger_id"].to_pylist(), cpr["cpr"].to_pylist(), strict=True))

    def tabel(self, navn: str) -> pa.Table:
        """This leverance's rows of a table that are not withdrawn."""
        tabel = self._tabeller[TABELLER[navn].fysisk]
        valgt = tabel.filter(pc.equal(tabel["leverance_id"], self.id))
        if "trukket" in valgt.column_names:
            valgt = valgt.filter(pc.invert(pc.fill_null(valgt["trukket"], False)))
        return valgt

    def specs(self) -> list[Tabelspec]:
        """The tables that were delivered: those with rows, and those said to be empty."""
        status = {r["tabel"]: r["status"] for r in self.tabel("leverance_tabel").to_pylist()}
        navne = ["leverance"] + (["kontakt"] if self.tabel("kontakt").num_rows else [])
        navne += [n for n in DATATABELLER if status.get(n) == "tom" or self.tabel(n).num_rows]
        return [TABELSPEC[navn] for navn in navne]

    def raekker(self, spec: Tabelspec) -> Raekker:
        if spec.navn == "leverance":
            yield [_skriv_tid(self.hoved) if k.navn == TID else self.hoved[k.maal[0]] for k in spec.kolonner]
            return
        andre = self._andre_temaer() if spec.navn == "indsatsmaal" else {}
        for batch in self.tabel(spec.navn).to_batches(max_chunksize=PORTION):
            data = {n: batch.column(n).to_pylist() for n in batch.schema.names}
            yield from map(list, zip(*(self._kolonne(k, data, andre) for k in spec.kolonner), strict=True))

    def _kolonne(
        self, kolonne: Kolonne, data: dict[str, list[Any]], andre: dict[Maalnoegle, list[str]]
    ) -> Iterable[Vaerdi]:
        if kolonne.navn == "CPR":
            return [self.cpr.get(borger_id) for borger_id in data["borger_id"]]
        if kolonne.navn == "ANDRE_TEMAER":
            noegler = zip(data["borger_id"], data["maal_id"], data["post_nr"], strict=True)
            return [
                ",".join(andre.get((b, m, None)) or andre.get((b, m, p), [])) or None for b, m, p in noegler
            ]
        skriv = SKRIV.get(kolonne.type)
        if skriv is None:
            return data[kolonne.maal[0]]
        return [skriv(*v) for v in zip(*(data[maal] for maal in kolonne.maal), strict=True)]

    def _andre_temaer(self) -> dict[Maalnoegle, list[str]]:
        """Themes of rank 2 of each goal, in order.

        A goal is known by its id; where a citizen has the id twice (or none), by its place as well.
        """
        maal = self.tabel("indsatsmaal").select(["borger_id", "maal_id"]).to_pylist()
        antal = Counter((m["borger_id"], m["maal_id"]) for m in maal)
        ud: defaultdict[Maalnoegle, list[str]] = defaultdict(list)
        for r in sorted(self.tabel("indsatsmaal_tema").to_pylist(), key=lambda r: r["nr"] or 0):
            if r["rang"] != 1 and r["tema_kode"]:
                en = antal[(r["borger_id"], r["maal_id"])] == 1
                ud[(r["borger_id"], r["maal_id"], None if en else r["post_nr"])].append(r["tema_kode"])
        return ud


TID = "INDBERETNINGSTIDSPUNKT"


def _skriv_tid(hoved: dict[str, Any]) -> str:
    """As delivered, else UTC."""
    tid: datetime | None = hoved["tid"]
    return hoved["tid_tekst"] or (f"{tid.isoformat()}+00:00" if tid else "")


def skriv_niveau(kode: str | None, niveau: int | None) -> str | None:
    """The code, else the number (8 has no code)."""
    return kode if kode is not None else (None if niveau is None else str(niveau))


def skriv_kortnavn(kode: str | None) -> str | None:
    """`udvikle`, `afslutning`; a code without a short name as it is."""
    begreb = find_begreb(kode) if kode else None
    return begreb.kortnavn if begreb and begreb.kortnavn else kode


def _som_tekst(tal: int | None) -> str | None:
    return None if tal is None else str(tal)


SKRIV: dict[str, Callable[..., Vaerdi]] = {
    "score": skriv_niveau,
    "forventet": skriv_niveau,
    "stoettebehov": skriv_niveau,
    "maaltype": skriv_kortnavn,
    "resultat": skriv_kortnavn,
    "rang": _som_tekst,
    "aar": _som_tekst,
}


def _write_csv(leverance: _Leverance, spec: Tabelspec, fil: io.TextIOBase) -> None:
    skriver = csv.writer(fil, delimiter=";", lineterminator="\r\n")
    skriver.writerow([k.navn for k in spec.kolonner])
    decimaler = [nr for nr, k in enumerate(spec.kolonner) if k.type == "decimal"]
    for raekke in leverance.raekker(spec):
        for nr in decimaler:
            raekke[nr] = None if raekke[nr] is None else str(raekke[nr]).replace(".", ",")
        skriver.writerow(raekke)


def _write_csv_fil(leverance: _Leverance, spec: Tabelspec, fil: Path) -> Path:
    with fil.open("w", encoding="utf-8", newline="") as stroem:
        _write_csv(leverance, spec, stroem)
    return fil


def _write_zip(leverance: _Leverance, fil: Path) -> None:
    """The same bytes every time: members carry no clock."""
    with zipfile.ZipFile(fil, "w", zipfile.ZIP_DEFLATED) as pakke:
        for spec in leverance.specs():
            info = zipfile.ZipInfo(f"{spec.navn}.csv")
            info.compress_type = zipfile.ZIP_DEFLATED
            with (
                pakke.open(info, "w", force_zip64=True) as binaer,
                io.TextIOWrapper(binaer, encoding="utf-8", newline="") as stroem,
            ):
                _write_csv(leverance, spec, stroem)


def _write_xlsx(leverance: _Leverance, fil: Path) -> None:
    valg = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    bog = xlsxwriter.Workbook(str(fil), {**valg, "strings_to_numbers": False})
    bog.set_properties({"created": leverance.hoved["tid"] or datetime(2025, 1, 1)})  # noqa: DTZ001
    formater = {
        "tekst": bog.add_format({"num_format": "@"}),
        "dato": bog.add_format({"num_format": "yyyy-mm-dd"}),
    }
    for spec in leverance.specs():
        ark = bog.add_worksheet(spec.navn)
        ark.freeze_panes(1, 0)
        ark.set_column(0, len(spec.kolonner) - 1, 18)
        for nr, kolonne in enumerate(spec.kolonner):
            ark.write_string(0, nr, kolonne.navn)
        for linje, raekke in enumerate(leverance.raekker(spec), start=1):
            _write_raekke(ark, linje, raekke, formater)
    bog.close()


def _write_raekke(ark: Any, linje: int, raekke: list[Vaerdi], formater: dict[str, Any]) -> None:
    for nr, vaerdi in enumerate(raekke):
        if isinstance(vaerdi, str):
            ark.write_string(linje, nr, vaerdi, formater["tekst"])
        elif isinstance(vaerdi, date):
            ark.write_datetime(linje, nr, vaerdi, formater["dato"])
        elif vaerdi is not None:
            ark.write_number(linje, nr, vaerdi)
