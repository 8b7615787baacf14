"""Raw cells: what stands in a written table delivery where no typed row could say it.

A file is written whole and right first; then the cells named are exchanged, in CSV (folder or ZIP) with the
csv module, in XLSX in the sheet's XML. Only files with such cells are touched.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from ffb.demo.leverancer import Leverance
from ffb.demo.model import noegle

FLERE, FAERRE = "+", "-"  # in place of a column: one field more, one field less
FIL = ("fil",)  # in place of a row: the file; its "columns" are skilletegn, tegnsaet and NY_KOLONNE
NY_KOLONNE = "ny kolonne"
Aendringer = dict[int, dict[str, str | float]]  # line -> column -> value


def write_celler(sti: Path, leverance: Leverance) -> None:
    """Exchanges the raw cells of a leverance that is written at `sti`."""
    pr_tabel: defaultdict[str, Aendringer] = defaultdict(dict)
    for celle in leverance.celler:
        sted = (celle.tabel, noegle(celle.raekke))
        if celle.raekke == FIL or sted in leverance.steder:
            linje = 0 if celle.raekke == FIL else leverance.steder[sted][1] or 0
            pr_tabel[celle.tabel].setdefault(linje, {})[celle.kolonne] = celle.vaerdi
    if not pr_tabel:
        return
    if sti.suffix == ".xlsx":
        _aendr_pakke(sti, _xlsx_dele(sti, pr_tabel))
    elif sti.suffix == ".zip":
        _aendr_pakke(sti, {f"{t}.csv": _csv_aendring(a) for t, a in pr_tabel.items()})
    else:
        for tabel, aendringer in pr_tabel.items():
            fil = sti / f"{tabel}.csv"
            fil.write_bytes(_csv_aendring(aendringer)(fil.read_bytes()))


def _aendr_pakke(sti: Path, dele: dict[str, Callable[[bytes], bytes]]) -> None:
    """Rewrites a ZIP; its other members keep their bytes."""
    with zipfile.ZipFile(sti) as pakke:
        medlemmer = [(info, pakke.read(info)) for info in pakke.infolist()]
    with zipfile.ZipFile(sti, "w", zipfile.ZIP_DEFLATED) as pakke:
        for info, data in medlemmer:
            ny = dele[info.filename](data) if info.filename in dele else data
            pakke.writestr(info, ny)


# -- CSV -----------------------------------------------------------------------------------------------------
def _csv_aendring(aendringer: Aendringer) -> Callable[[bytes], bytes]:
    def aendr(data: bytes) -> bytes:
        raekker = list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=";"))
        hoved = list(raekker[0])
        fil = aendringer.get(0, {})
        for linje, kolonner in aendringer.items():
            for kolonne, vaerdi in kolonner.items() if linje else ():
                _saet(raekker[linje - 1], hoved, kolonne, str(vaerdi))
        if NY_KOLONNE in fil:
            raekker[0].append(str(fil[NY_KOLONNE]))
            for raekke in raekker[1:]:
                raekke.append("")
        ud = io.StringIO(newline="")
        csv.writer(ud, delimiter=str(fil.get("skilletegn", ";")), lineterminator="\r\n").writerows(raekker)
        return ud.getvalue().encode(str(fil.get("tegnsaet", "utf-8")))

    return aendr


def _saet(raekke: list[str], hoved: list[str], kolonne: str, vaerdi: str) -> None:
    if kolonne == FLERE:
        raekke.append(vaerdi)
    elif kolonne == FAERRE:
        raekke.pop()
    else:
        raekke[hoved.index(kolonne)] = vaerdi


# -- XLSX ----------------------------------------------------------------------------------------------------
def _xlsx_dele(sti: Path, pr_tabel: dict[str, Aendringer]) -> dict[str, Callable[[bytes], bytes]]:
    """Sheets stand in the order of the workbook."""
    with zipfile.ZipFile(sti) as pakke:
        bog = pakke.read("xl/workbook.xml").decode()
    ark = re.findall(r'<sheet name="([^"]+)"', bog)
    return {
        f"xl/worksheets/sheet{ark.index(tabel) + 1}.xml": _ark_aendring(aendringer)
        for tabel, aendringer in pr_tabel.items()
    }


def _ark_aendring(aendringer: Aendringer) -> Callable[[bytes], bytes]:
    def aendr(data: bytes) -> bytes:
        tekst = data.decode()
        hoved = _raekke(tekst, 1)
        navne = re.findall(r"<t[^>]*>([^<]*)</t>", hoved)
        for linje, kolonner in aendringer.items():
            gammel = ny = _raekke(tekst, linje)
            for kolonne, vaerdi in kolonner.items():
                ny = _med_celle(ny, linje, navne.index(kolonne), vaerdi)
            tekst = tekst.replace(gammel, ny, 1)
        return tekst.encode()

    return aendr


def _raekke(tekst: str, linje: int) -> str:
    fundet = re.search(rf'<row r="{linje}"[^>]*>.*?</row>', tekst, re.DOTALL)
    assert fundet is not None
    return fundet[0]


def _med_celle(raekke: str, linje: int, nr: int, vaerdi: str | float) -> str:
    """The row with one cell exchanged, or put in where it was empty. Columns are A–Z here.

    A text that begins with `=` is a cell of another kind: `=b` sand, `=d` a date.
    """
    navn = f"{chr(ord('A') + nr)}{linje}"
    if isinstance(vaerdi, str):
        celle = f'<c r="{navn}" t="inlineStr"><is><t>{escape(vaerdi)}</t></is></c>'
        celle = f'<c r="{navn}" t="b"><v>1</v></c>' if vaerdi == "=b" else celle
    else:
        celle = f'<c r="{navn}"><v>{vaerdi:.0f}</v></c>'
    ny, antal = re.subn(rf'<c r="{navn}"[^>]*?(/>|>.*?</c>)', lambda _: celle, raekke, count=1)
    if antal:
        return ny
    senere = [m for m in re.finditer(r'<c r="([A-Z])\d+"', raekke) if m[1] > navn[0]]
    plads = senere[0].start() if senere else raekke.rindex("</row>")
    return raekke[:plads] + celle + raekke[plads:]
