"""Reads every output back into the same shape: {table: {row name: {column: value}}}, values as JSON has them.

Written against the files alone (calamine, csv, pypdf, html.parser), not with the code that wrote them.
"""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from ffb.rapport.resultat import Rapport, Rapporttabel

Tabel = list[dict[str, Any]]
TAL = re.compile(r"-?\d{1,3}(\.\d{3})*(,\d+)?( %)?|–")


def dansk_tal(tekst: str) -> Decimal | None:
    """`1.234,5 %` -> 1234.5, `–` -> None; anything else is a fault of the output."""
    assert TAL.fullmatch(tekst), tekst
    return None if tekst == "–" else Decimal(tekst.removesuffix(" %").replace(".", "").replace(",", "."))


def talkolonner(tabel: Rapporttabel) -> list[str]:
    navne = [k.navn for k in tabel.kolonner if k.type in ("antal", "andel", "tal")]
    return [n for n in navne if n not in ("aar", "kvartal")]


def facit(tabel: Rapporttabel) -> Tabel:
    """The figures of the report itself."""
    return [{n: None if r[n] is None else Decimal(r[n]) for n in talkolonner(tabel)} for r in tabel.raekker]


def fra_json(sti: Path, rapport: Rapport) -> dict[str, Tabel]:
    data = json.loads(sti.read_bytes(), parse_float=Decimal)
    ud = {}
    for navn in ("tabel1", "tabel2"):
        kolonner = talkolonner(rapport.tabeller[navn])
        ud[navn] = [{n: _decimal(r[n]) for n in kolonner} for r in data[navn]["raekker"]]
    return ud


def fra_csv(mappe: Path, rapport: Rapport) -> dict[str, Tabel]:
    ud = {}
    for navn in ("tabel1", "tabel2"):
        with (mappe / f"{navn}.csv").open(encoding="utf-8-sig", newline="") as fil:
            raekker = list(csv.DictReader(fil, delimiter=";"))
        ud[navn] = [
            {
                n: Decimal(r[n].replace(",", ".")) if r[n] else None
                for n in talkolonner(rapport.tabeller[navn])
            }
            for r in raekker
        ]
    return ud


def xlsx_ark(sti: Path, navn: str, foerste_titel: str) -> tuple[list[str], list[list[Any]]]:
    """Header and rows of a sheet; the header is the row that starts with `foerste_titel`."""
    raekker = CalamineWorkbook.from_path(str(sti)).get_sheet_by_name(navn).to_python(skip_empty_area=False)
    start = next(i for i, r in enumerate(raekker) if r[0] == foerste_titel)
    krop = []
    for raekke in raekker[start + 1 :]:
        if not any(v != "" for v in raekke):
            break
        krop.append(raekke)
    return [str(v) for v in raekker[start]], krop


def fra_xlsx(sti: Path, rapport: Rapport) -> dict[str, Tabel]:
    ud = {}
    for navn, foerste in (("tabel1", "Paragraf"), ("tabel2", "Borgere, der mangler")):
        tabel = rapport.tabeller[navn]
        hoved, krop = xlsx_ark(sti, navn, foerste)
        plads = {k.navn: _find(hoved, k.titel) for k in tabel.kolonner if k.navn in talkolonner(tabel)}
        ud[navn] = [{n: None if r[i] == "–" else Decimal(str(r[i])) for n, i in plads.items()} for r in krop]
    return ud


def _find(hoved: list[str], titel: str) -> int:
    return next(i for i, h in enumerate(hoved) if h.removesuffix(" (%)").removesuffix("*") == titel)


def pdf_tekst(sti: Path) -> str:
    return "\n".join(side.extract_text() for side in PdfReader(sti).pages)


def fra_pdf(sti: Path, rapport: Rapport) -> dict[str, Tabel]:
    """Figures of a row = the numbers that follow the row's name, in the section of the table."""
    tekst = pdf_tekst(sti)
    ud = {}
    for navn, slut in (("tabel1", "Tabel 1 pr. DST-kode"), ("tabel2", "Tabel 2 opdelt")):
        tabel = rapport.tabeller[navn]
        afsnit = tekst[tekst.index(tabel.titel) : tekst.index(slut)]
        kolonner = talkolonner(tabel)
        ud[navn] = []
        for raekke in tabel.raekker:
            tal = _tal_efter(afsnit, str(raekke.get("tekst") or raekke["paragraf"]), len(kolonner))
            ud[navn].append(dict(zip(kolonner, tal, strict=True)))
    return ud


def _tal_efter(afsnit: str, raekkenavn: str, antal: int) -> list[Decimal | None]:
    efter = re.search(rf"^{re.escape(raekkenavn)}\s((?:(?:{TAL.pattern})\s*){{{antal}}})$", afsnit, re.M)
    assert efter, raekkenavn
    return [dansk_tal(t) for t in efter[1].replace(" %", "%").replace("%", "").split()]


class Side(HTMLParser):
    """Tables of a page by the id of their section: [[cell text, …], …], plus every tag and text met."""

    def __init__(self) -> None:
        super().__init__()
        self.tabeller: dict[str, list[list[str]]] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.figurer: dict[str, str] = {}
        self._afsnit = self._figur = ""
        self._celle: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        egenskaber = dict(attrs)
        self.tags.append((tag, egenskaber))
        if tag == "section":
            self._afsnit = egenskaber["aria-labelledby"] or ""
        elif tag == "table":
            self.tabeller.setdefault(self._afsnit, [])
        elif tag == "tr":
            self.tabeller[self._afsnit].append([])
        elif tag in ("td", "th"):
            self._celle = []
        elif tag == "dd":
            self._figur = egenskaber.get("data-tal") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._celle is not None:
            self.tabeller[self._afsnit][-1].append("".join(self._celle).strip())
            self._celle = None
        elif tag == "dd":
            self._figur = ""

    def handle_data(self, data: str) -> None:
        if self._celle is not None:
            self._celle.append(data)
        if self._figur:
            self.figurer[self._figur] = data


def laes_html(sti: Path) -> Side:
    side = Side()
    side.feed(sti.read_text("utf-8"))
    return side


def fra_html(sti: Path, rapport: Rapport) -> dict[str, Tabel]:
    side = laes_html(sti)
    ud = {}
    for navn in ("tabel1", "tabel2"):
        hoved, *krop = side.tabeller[navn]
        tabel = rapport.tabeller[navn]
        plads = {
            k.navn: next(i for i, h in enumerate(hoved) if h.removesuffix("*") == k.titel)
            for k in tabel.kolonner
            if k.navn in talkolonner(tabel)
        }
        ud[navn] = [{n: dansk_tal(r[i]) for n, i in plads.items()} for r in krop]
    return ud


def _decimal(vaerdi: Any) -> Decimal | None:
    return None if vaerdi is None else Decimal(vaerdi)
