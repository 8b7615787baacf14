"""The star as a folder: one file per table and format, and `datapackage.json`, which describes them.

`datapackage.json` follows Frictionless Data Package: each column's type and meaning, primary keys, and
foreign keys. It and the files are equal to the byte for equal data: no clock and no machine is in them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ffb.eksport.koer import Stjerne
from ffb.eksport.tabeller import Eksportfelt, Eksporttabel, load_tabeller
from ffb.errors import BrugsFejl
from ffb.sprog import _

FORMATER = ("parquet", "csv")
FRICTIONLESS = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DATE": "date",
    "BOOLEAN": "boolean",
}
BESKRIVELSE = "datapackage.json"


def parse_formater(tekst: str) -> tuple[str, ...]:
    """The formats named, in our order.

    Raises:
        BrugsFejl: one is unknown, or none is named.
    """
    valgt = {f.strip().lower() for f in tekst.split(",") if f.strip()}
    if not valgt or valgt - set(FORMATER):
        raise BrugsFejl(_("--format: vælg blandt {formater}.", formater=", ".join(FORMATER)))
    return tuple(f for f in FORMATER if f in valgt)


def make_filer(stjerne: Stjerne, formater: Iterable[str], *, dag: date, demo: bool) -> dict[str, bytes]:
    """File name -> content: every table in every format, and the description."""
    filer: dict[str, bytes] = {}
    for tabel in load_tabeller():
        for art in formater:
            data = stjerne[tabel.navn]
            filer[f"{tabel.navn}.{art}"] = to_parquet(data) if art == "parquet" else to_csv(data)
    filer[BESKRIVELSE] = _to_json(describe(filer, stjerne, dag=dag, demo=demo))
    return filer


def write_mappe(filer: dict[str, bytes], mappe: Path) -> None:
    """The files in a folder, which is made; files of the same names are replaced."""
    mappe.mkdir(parents=True, exist_ok=True)
    for navn, indhold in filer.items():
        (mappe / navn).write_bytes(indhold)


def to_parquet(data: pa.Table) -> bytes:
    ud = io.BytesIO()
    pq.write_table(data, ud, compression="zstd")
    return ud.getvalue()


def to_csv(data: pa.Table) -> bytes:
    """Comma, UTF-8 without BOM, LF; ISO dates, true/false, an absent value empty: for programs."""
    ud = io.StringIO(newline="")
    skriver = csv.writer(ud, lineterminator="\n")
    skriver.writerow(data.column_names)
    for raekke in zip(*(k.to_pylist() for k in data.columns), strict=True):
        skriver.writerow([str(v).lower() if isinstance(v, bool) else v for v in raekke])
    return ud.getvalue().encode()


def describe(filer: dict[str, bytes], stjerne: Stjerne, *, dag: date, demo: bool) -> dict[str, Any]:
    """The data package: a resource for each file."""
    efter_navn = {t.navn: t for t in load_tabeller()}
    return {
        "profile": "data-package",
        "name": "ffb-stjerne",
        "title": ("DEMO: " if demo else "") + "FFB som stjerneskema",
        "description": f"Opgjort pr. {dag.isoformat()}. Borgere står med et pseudonym, aldrig med CPR. "
        "Rækkerne er personoplysninger og hører til hos den kommune, der ejer dem.",
        "resources": [
            _describe_fil(navn, indhold, efter_navn[navn.split(".")[0]], stjerne)
            for navn, indhold in filer.items()
        ],
    }


def _describe_fil(navn: str, indhold: bytes, tabel: Eksporttabel, stjerne: Stjerne) -> dict[str, Any]:
    art = navn.rsplit(".", 1)[1]
    return {
        "name": tabel.navn if art == "parquet" else f"{tabel.navn}_csv",
        "path": navn,
        "title": tabel.titel,
        "description": f"Én række pr. {tabel.en_raekke_per}. Kilde: {tabel.kilde}",
        "format": art,
        **({"encoding": "utf-8", "profile": "tabular-data-resource"} if art == "csv" else {}),
        "bytes": len(indhold),
        "hash": f"sha256:{sha256(indhold).hexdigest()}",
        "raekker": stjerne[tabel.navn].num_rows,
        "schema": {
            "fields": [_describe_kolonne(k, tabel) for k in tabel.kolonner],
            "missingValues": [""],
            "primaryKey": list(tabel.noegle),
            "foreignKeys": [_describe_henvisning(k, tabel, art) for k in tabel.kolonner if k.til],
        },
    }


def _describe_kolonne(k: Eksportfelt, tabel: Eksporttabel) -> dict[str, Any]:
    krav = {"constraints": {"unique": True}} if tabel.noegle == (k.navn,) else {}
    return {"name": k.navn, "type": FRICTIONLESS[k.type], "description": k.tekst, **krav}


def _describe_henvisning(k: Eksportfelt, tabel: Eksporttabel, art: str) -> dict[str, Any]:
    maal = next(t for t in load_tabeller() if t.navn == k.til)
    navn = "" if maal == tabel else maal.navn if art == "parquet" else f"{maal.navn}_csv"
    return {"fields": k.navn, "reference": {"resource": navn, "fields": maal.noegle[0]}}


def _to_json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
