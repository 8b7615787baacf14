"""The files downloaded from IDEP: read, held against ours cell by cell, and kept from holding persons.

Their layout is DST's and not public, so it comes from a TOML the installation owns (column and row words).
Without one the figures are compared by hand, and the approval says so. Source: 3-rapport, Godkendelse.

    [ffb.tabel1]            # a table of ours
    ark = "Tabel 1"         # sheet; left out for CSV
    raekke = "Paragraf"     # heading of the column that names the rows
    kolonner = { antal = "Antal", mangler_tilbud_uuid = "Mangler tilbud" }
    raekker = { "I alt" = "Total" }      # only rows that are called something else
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from ffb.rapport.resultat import Rapport
from ffb.sprog import _

CPR = re.compile(r"(?<!\d)(?:[0-2]\d|3[01]|6\d|[78]\d|9[01])(?:0[1-9]|1[0-2])\d{2}[- ]?\d{4}(?!\d)")
STOERSTE = 25_000_000
NAVN = {"tabel1": "paragraf", "tabel2": "tekst", "tabel1_pr_dst_kode": "dst_kode"}


class UlaeseligtBilag(Exception):
    """The file cannot be taken; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Sammenligning:
    """`maade`: `celler` (compared here) or `haand` (by a person). `forskelle`: (cell, IDEP's, ours)."""

    maade: str
    ens: int = 0
    forskelle: list[tuple[str, str, str]] = field(default_factory=list)
    mangler: list[str] = field(default_factory=list)


def read_ark(navn: str, data: bytes) -> dict[str, list[list[str]]]:
    """Sheets (CSV: one, '') as text; a PDF has none and is compared by hand.

    Raises:
        UlaeseligtBilag: too large, empty, broken, of another kind, or with what looks like CPR numbers.
    """
    if not data:
        raise UlaeseligtBilag(_("Filen er tom. Hent den igen fra IDEP."))
    if len(data) > STOERSTE:
        raise UlaeseligtBilag(_("Filen fylder mere end 25 MB. Det er næppe en rapport fra IDEP."))
    endelse = navn.rsplit(".", 1)[-1].lower()
    if endelse == "pdf" and data.startswith(b"%PDF-"):
        return {}
    if endelse not in ("xlsx", "xls", "csv"):
        raise UlaeseligtBilag(_("Vedlæg rapporten, som IDEP giver den: XLSX, CSV eller PDF."))
    ark = {"": list(_csv(data))} if endelse == "csv" else _regneark(data)
    if any(CPR.search(celle) for raekker in ark.values() for raekke in raekker for celle in raekke):
        raise UlaeseligtBilag(
            _(
                "Filen ser ud til at have CPR-numre. CPR-lister må ikke sendes med; "
                "vedlæg kun de to rapporter."
            )
        )
    return ark


def _regneark(data: bytes) -> dict[str, list[list[str]]]:
    try:
        bog = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return {
            navn: [[_tekst(c) for c in r] for r in bog.get_sheet_by_name(navn).to_python()]
            for navn in bog.sheet_names
        }
    except (CalamineError, ValueError, OSError):
        raise UlaeseligtBilag(_("Regnearket kan ikke åbnes. Hent det igen fra IDEP.")) from None


def _csv(data: bytes) -> Iterator[list[str]]:
    try:
        tekst = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = data.decode("latin-1")
    yield from csv.reader(io.StringIO(tekst), delimiter=";" if tekst.count(";") >= tekst.count(",") else ",")


def _tekst(celle: Any) -> str:
    if isinstance(celle, float) and celle.is_integer():
        return str(int(celle))
    return str(celle).strip()


def compare(ark: dict[str, list[list[str]]], rapport: Rapport, layout: dict[str, Any]) -> Sammenligning:
    """IDEP's figures against ours, for every cell the layout names; `haand` where it names none."""
    if not ark or not layout:
        return Sammenligning("haand")
    ens, forskelle, mangler = 0, [], []
    for tabelnavn, plan in layout.items():
        deres = _read_tabel(ark.get(plan.get("ark", ""), []), plan)
        if not deres:
            mangler.append(_("{tabel}: arket eller overskrifterne blev ikke fundet", tabel=tabelnavn))
            continue
        tabel = rapport.tabeller[tabelnavn]
        for raekke in tabel.raekker:
            vores_navn = str(raekke[NAVN[tabelnavn]])
            navn = plan.get("raekker", {}).get(vores_navn, vores_navn)
            for kolonne in plan["kolonner"]:
                fundet, vores = deres.get((_norm(navn), kolonne)), _vis(raekke.get(kolonne))
                sted = f"{tabel.titel.split(':')[0]}, {vores_navn}, {kolonne}"
                if fundet is None:
                    mangler.append(sted)
                elif fundet == vores:
                    ens += 1
                else:
                    forskelle.append((sted, fundet, vores))
    return Sammenligning("celler", ens, forskelle, mangler)


def _read_tabel(raekker: list[list[str]], plan: dict[str, Any]) -> dict[tuple[str, str], str]:
    """{(row word, our column): figure as text} of the first place whose headings are the plan's."""
    ventet = {_norm(plan["raekke"]), *map(_norm, plan["kolonner"].values())}
    for nr, raekke in enumerate(raekker):
        hoved = [_norm(c) for c in raekke]
        if ventet <= set(hoved):
            plads = {k: hoved.index(_norm(v)) for k, v in plan["kolonner"].items()}
            navn = hoved.index(_norm(plan["raekke"]))
            return {
                (_norm(r[navn]), k): _tal(r[i])
                for r in raekker[nr + 1 :]
                if len(r) > max(navn, *plads.values()) and r[navn].strip()
                for k, i in plads.items()
            }
    return {}


def _norm(tekst: str) -> str:
    return " ".join(tekst.replace("§ ", "§").lower().split())


def _tal(tekst: str) -> str:
    """`1.234` -> 1234; `12,5 %` -> 12.5; nothing -> –."""
    rent = tekst.replace("%", "").replace("\u00a0", "").strip()
    if rent in ("", "-", "–"):
        return "–"
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", rent):
        rent = rent.replace(".", "")
    return rent.replace(",", ".")


def _vis(vaerdi: Any) -> str:
    return "–" if vaerdi is None else str(vaerdi)
