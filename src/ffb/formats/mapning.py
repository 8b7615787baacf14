"""The mapping guide: which tilbud and ydelse go together, and the DST value of each pair.

KOMBIT's workbook is read as it is: sheet `Mapning DST_ydelse`, column B FFB_Tilbud_UUID, E FFB_Ydelse_UUID,
G DST_værdi (S0). Opinion taken: the header decides where the columns are; the letters are used only where
there is no header and the cells are UUIDs. A row that cannot be told is skipped and named, never guessed;
a blank cell means "as above" only inside a merged range.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ffb.begreber import find_begreb, is_uuid, normaliser_kode
from ffb.errors import Exit
from ffb.formats.graenser import GRAENSER, Graenser, filfejl
from ffb.formats.grundlag import Mapning
from ffb.formats.tabel.ark import find_ark, load_ark, open_projektmappe
from ffb.formats.tabel.kilde import Celle
from ffb.formats.tabel.vaerdier import er_tal, parse_talkode
from ffb.sprog import Dansk, _

ARK_MAPNING = "Mapning DST_ydelse"
BOGSTAVER = {"ffbtilbuduuid": 1, "ffbydelseuuid": 4, "dstvaerdi": 6}  # B, E, G counted from 0
SOEG_RAEKKER = 20
_NA = re.compile(r"(?<![^\s,;/+])n/a(?![^\s,;/+])", re.IGNORECASE)
_DELER = re.compile(r"[,;/\n]|\s\+\s")

Ark = list[list[Celle]]


@dataclass(frozen=True, slots=True)
class Note:
    """What was odd about the guide; `raekke` is the sheet row, None for the sheet as a whole."""

    raekke: int | None
    besked: Dansk

    def __str__(self) -> str:
        return (
            _("række {raekke}: {besked}", raekke=self.raekke, besked=self.besked)
            if self.raekke
            else self.besked
        )


def read_mapning(
    kilde: Path | bytes, *, sti: str | None = None, graenser: Graenser = GRAENSER
) -> tuple[list[Mapning], list[Note]]:
    """The rows of the guide, each once, and what was not read of it.

    Args:
        kilde: the workbook, a file or its bytes.
        sti: what to call it in errors.

    Raises:
        Laesefejl: no workbook, no such sheet, no such columns, no rows.
    """
    sti = sti or ("mapningsvejledningen" if isinstance(kilde, bytes) else str(kilde))
    with open_projektmappe(kilde, sti, graenser) as mappe:
        navn = find_ark(mappe, ARK_MAPNING)
        if navn is None:
            hvad = _("Arket {ark} mangler.", ark=ARK_MAPNING)
            goer = _("Brug KOMBITs mapningsvejledning, som den er.")
            raise filfejl(sti, hvad, goer, Exit.MANGLER_ARK_ELLER_KOLONNE)
        ark = load_ark(mappe, navn, sti)
        raekker: Ark = [list(raekke) for raekke in ark.iter_rows()]
        _fill_merged(raekker, ark.merged_cell_ranges or [])
        andre_ark = len(mappe.sheet_names) - 1
    return _read_ark(raekker, _("{sti}, ark {ark}", sti=sti, ark=navn), andre_ark)


def _fill_merged(raekker: Ark, omraader: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Every cell of a merged range gets the range's value, as a reader of the sheet sees it."""
    for (r0, k0), (r1, k1) in omraader:
        vaerdi = raekker[r0][k0] if r0 < len(raekker) and k0 < len(raekker[r0]) else ""
        for raekke in raekker[r0 : r1 + 1]:
            for k in range(k0, min(k1 + 1, len(raekke))):
                raekke[k] = vaerdi


def _read_ark(raekker: Ark, sted: str, andre_ark: int) -> tuple[list[Mapning], list[Note]]:
    noter: list[Note] = []
    foerste, kolonner = _find_kolonner(raekker, sted, noter)
    bredde = max((len(r) for r in raekker), default=0)
    if andre_ark or bredde > len(kolonner):
        andre = sum(
            any(len(r) > k and r[k] != "" for r in raekker) for k in range(bredde) if k not in kolonner
        )
        noter.append(
            Note(
                None,
                _(
                    "{andre_ark} andre ark og {andre} andre kolonner er ikke læst",
                    andre_ark=andre_ark,
                    andre=andre,
                ),
            )
        )
    fundet: dict[tuple[str, str, str | None], Mapning] = {}
    for nr, raekke in enumerate(raekker[foerste:], start=foerste + 1):
        for mapning in _read_raekke(nr, [raekke[k] if k < len(raekke) else "" for k in kolonner], noter):
            fundet.setdefault((mapning.tilbud_kode, mapning.ydelse_kode, mapning.dst_vaerdi), mapning)
    if not fundet:
        raise filfejl(
            sted, "Arket har ingen rækker med to UUID'er.", "Tjek filen.", Exit.MANGLER_ARK_ELLER_KOLONNE
        )
    return list(fundet.values()), noter


def _find_kolonner(raekker: Ark, sted: str, noter: list[Note]) -> tuple[int, list[int]]:
    """First row of data (from 0) and the places of tilbud, ydelse and DST value."""
    for nr, raekke in enumerate(raekker[:SOEG_RAEKKER]):
        steder = [_find_kolonne(raekke, navn) for navn in BOGSTAVER]
        if None not in steder:
            kolonner = [s for s in steder if s is not None]
            if kolonner != list(BOGSTAVER.values()):
                hvor = ", ".join(_bogstav(k) for k in kolonner)
                noter.append(
                    Note(
                        nr + 1,
                        _("kolonnerne er fundet efter overskriften i {hvor}, ikke i B, E, G", hvor=hvor),
                    )
                )
            return nr + 1, kolonner
    kolonner = list(BOGSTAVER.values())
    for nr, raekke in enumerate(raekker):
        if len(raekke) > 4 and _er_uuid(raekke[1]) and _er_uuid(raekke[4]):
            noter.append(Note(None, _("overskrifterne blev ikke fundet; kolonne B, E og G er brugt")))
            return nr, kolonner
    raise filfejl(
        sted,
        "Kolonnerne FFB_Tilbud_UUID, FFB_Ydelse_UUID og DST_værdi blev ikke fundet, "
        "og B og E indeholder ikke UUID'er.",
        "Brug KOMBITs mapningsvejledning, som den er (kolonne B, E og G).",
        Exit.MANGLER_ARK_ELLER_KOLONNE,
    )


def _find_kolonne(raekke: list[Celle], navn: str) -> int | None:
    """Where a header stands: at its letter if it is there, else the first place."""
    steder = [k for k, celle in enumerate(raekke) if isinstance(celle, str) and _fold(celle) == navn]
    return BOGSTAVER[navn] if BOGSTAVER[navn] in steder else next(iter(steder), None)


def _fold(tekst: str) -> str:
    tekst = tekst.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return re.sub(r"[^a-z0-9]", "", tekst)


def _bogstav(kolonne: int) -> str:
    """0 -> A, 26 -> AA."""
    foran = _bogstav(kolonne // 26 - 1) if kolonne >= 26 else ""
    return foran + chr(65 + kolonne % 26)


def _er_uuid(celle: Celle) -> bool:
    return isinstance(celle, str) and is_uuid(celle)


def _read_raekke(nr: int, celler: list[Celle], noter: list[Note]) -> Iterator[Mapning]:
    """One row: a Mapning per DST value."""
    tilbud, ydelse, dst = celler
    if all(isinstance(c, str) and not c.strip() for c in celler):
        return
    if not (_er_uuid(tilbud) and _er_uuid(ydelse)):
        mangler = [n for n, c in (("tilbud", tilbud), ("ydelse", ydelse)) if not _er_uuid(c)]
        noter.append(Note(nr, _("ikke læst: ingen UUID for {mangler}", mangler=_(" og ").join(mangler))))
        return
    if er_tal(dst):
        noter.append(Note(nr, _("DST-værdien er gemt som tal og læst som tekst")))
    for vaerdi in _split_dst(dst):
        yield Mapning(normaliser_kode(str(tilbud)), normaliser_kode(str(ydelse)), vaerdi, nr)


def _split_dst(celle: Celle) -> list[str | None]:
    """`1.12.0.1, N/A` -> ["1.12.0.1", None]; empty and N/A are None."""
    tekst = parse_talkode(celle)[0] or ""
    dele = [d.strip() for d in _DELER.split(_NA.sub("\0", tekst))]
    return [None if d == "\0" else d for d in dele if d] or [None]


def write_mapning(
    sti: Path,
    raekker: Iterable[Mapning],
    *,
    titel: str = "FFB Mapningsvejledning FFB og DST",
    tid: datetime | None = None,
) -> None:
    """A guide laid out as KOMBIT's: a title above the header, UUIDs in B and E, the DST value in G.

    Args:
        titel: the first line; demo guides say so here.
        tid: creation time, for files that are equal to the byte.
    """
    import xlsxwriter  # only the demo writes a guide

    bog = xlsxwriter.Workbook(
        str(sti), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bog.set_properties({"created": tid or datetime(2025, 1, 1)})  # noqa: DTZ001
    ark = bog.add_worksheet(ARK_MAPNING)
    ark.set_column(0, 6, 38)
    tekst, fed = bog.add_format({"num_format": "@"}), bog.add_format({"bold": True})
    ark.write_string(0, 0, titel, fed)
    overskrift = ["FFB_Tilbud", "FFB_Tilbud_UUID", "Lov", "FFB_Ydelse", "FFB_Ydelse_UUID", "Bemærkning"]
    for kolonne, navn in enumerate([*overskrift, "DST_værdi"]):
        ark.write_string(2, kolonne, navn, fed)
    for nr, m in enumerate(raekker, start=3):
        for kolonne, vaerdi in enumerate(_skriv_raekke(m)):
            ark.write_string(nr, kolonne, vaerdi, tekst)
    bog.close()


def _skriv_raekke(m: Mapning) -> list[str]:
    tilbud, ydelse = find_begreb(m.tilbud_kode), find_begreb(m.ydelse_kode)
    return [
        tilbud.term if tilbud else "",
        m.tilbud_kode,
        ", ".join(tilbud.lov) if tilbud else "",
        ydelse.term if ydelse else "",
        m.ydelse_kode,
        "",
        m.dst_vaerdi or "N/A",
    ]
