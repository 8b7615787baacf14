"""One CSV per table, for spreadsheets and scripts.

Opinion taken: `;`, UTF-8 **with** BOM and CRLF, because a Danish Excel opens that by double-click with æøå
and columns right, and every CSV reader skips a BOM (`utf-8-sig`). The header holds the keys of
docs/json.md. Decimals have a comma, thousands no point, dates are ISO, null is empty, a list is joined
by ` | `. Text that a spreadsheet would run as a formula gets a `'` in front. A CPR is text here too, but
Excel drops its leading zero on double-click: the XLSX is the file to work in.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from ffb.rapport.resultat import Kolonne, Rapport, Rapporttabel
from ffb.render.format import TALTYPER, en_decimal, er_tom, liste, rens

FORMELTEGN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def til_csv(tabel: Rapporttabel) -> bytes:
    """The table as CSV bytes: one header row, then every row."""
    ud = io.StringIO(newline="")
    skriver = csv.writer(ud, delimiter=";", lineterminator="\r\n")
    skriver.writerow([k.navn for k in tabel.kolonner])
    for raekke in tabel.raekker:
        skriver.writerow([_felt(k, raekke[k.navn]) for k in tabel.kolonner])
    return ud.getvalue().encode("utf-8-sig")


def write(rapport: Rapport, mappe: Path, stamme: str) -> list[Path]:
    """Write folder `{stamme}-csv` in `mappe`, one file per table."""
    undermappe = mappe / f"{stamme}-csv"
    undermappe.mkdir()
    stier = []
    for navn, tabel in rapport.tabeller.items():
        sti = undermappe / f"{navn}.csv"
        sti.write_bytes(til_csv(tabel))
        stier.append(sti)
    return stier


def _felt(kolonne: Kolonne, vaerdi: Any) -> str:
    if er_tom(vaerdi):
        return ""
    if kolonne.type in TALTYPER:
        return str(en_decimal(vaerdi) if kolonne.type == "andel" else vaerdi).replace(".", ",")
    tekst = liste(vaerdi, " | ") if kolonne.type == "liste" else rens(str(vaerdi))
    return sikker_tekst(tekst)


def sikker_tekst(tekst: str) -> str:
    """Text that no spreadsheet runs: `=1+1` -> `'=1+1`, also behind leading blanks."""
    return f"'{tekst}" if tekst.startswith(FORMELTEGN) or tekst.lstrip().startswith(FORMELTEGN) else tekst
