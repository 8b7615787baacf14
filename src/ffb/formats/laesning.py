"""Paths to tables: every leverance read by its format's reader, numbered in order, faults gathered.

Opinion taken: all or nothing. Whatever is wrong with any file is said at once, and then nothing is returned,
so no figure is ever built on half of what was sent.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from ffb.begreber import find_kommune
from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.formats.bundt_filer import Bundter
from ffb.formats.graenser import GRAENSER, Graenser, filfejl, vis_sti
from ffb.formats.grundlag import Laesevalg, Laesning, Leverancehoved
from ffb.formats.kilde import KRAEVER_ARK, KRAEVER_HOVED, Fundet, Pakke, find_kilder
from ffb.formats.mapning import ARK_MAPNING, read_mapning
from ffb.formats.tabel.ark import find_ark, open_ark, open_projektmappe
from ffb.formats.tabel.hoved import read_hoved, read_kontakter, til_utc
from ffb.formats.tabel.kilde import Tabelkilde
from ffb.formats.tabel.laes import read_tabel
from ffb.formats.tabel.spec import DATATABELLER, TABELSPEC
from ffb.formats.tabel.tekst import open_csv
from ffb.model.raekker import Raekkesamler, til_arrow
from ffb.model.tabeller import TABELLER
from ffb.sprog import _

if TYPE_CHECKING:
    from ffb.formats.fhir.tilsyn import Tilsyn

TIDLIGST = datetime(1, 1, 1)  # noqa: DTZ001
FHIR_TABELLER = frozenset(navn for navn, tabel in TABELLER.items() if tabel.fhir)
AFLEDT = {"borger": "", "indsatsmaal_tema": "indsatsmaal"}


@dataclass(slots=True)
class Laest:
    """One leverance that has been read. `navngivet`: it says its own fil_id."""

    hoved: Leverancehoved
    tabeller: dict[str, pa.Table]
    leverede: frozenset[str]
    navngivet: bool

    @property
    def noegle(self) -> tuple[str, str, datetime, str, str]:
        """Canonical order."""
        h = self.hoved
        return (h.kommune_kode or "", h.system or "", h.tid or TIDLIGST, h.fil_id or "", h.sti)


@dataclass(slots=True)
class Opgave:
    """What a reader needs besides its package; faults and notes go back through it."""

    valg: Laesevalg
    graenser: Graenser
    fundet: Fundet
    leverance_id: int

    def fang(self, fejl: list[Filfejl]) -> None:
        self.fundet.fejl.extend(fejl)


Laeser = Callable[[Pakke, Opgave], "Laest | None"]


def read(paths: list[Path], valg: Laesevalg, *, graenser: Graenser = GRAENSER) -> Laesning:
    """Read files, folders, ZIPs, NDJSON and XLSX into the tables of the model.

    Raises:
        Laesefejl: any file cannot be read as a whole; carries every such fault of every path.
    """
    valg = _med_maskeret_fremdrift(valg)
    with ExitStack() as stak:
        fundet = find_kilder([Path(p) for p in paths], graenser, stak)
        _check_valg(valg, fundet)
        laest = [
            en for nr, p in enumerate(fundet.pakker) if (en := _read_pakke(p, nr, valg, graenser, fundet))
        ]
        laesning = Laesning({}, ikke_laest=fundet.ikke_laest, tilsyn=valg.tilsyn)
        _read_mapninger(fundet, laesning)
    if fundet.fejl:
        raise Laesefejl([replace(f, sted=vis_sti(f.sted)) for f in fundet.fejl])
    if not laest and laesning.mapning is None:
        raise _intet(paths, fundet)
    laesning.tabeller = _saml(_order(laest, fundet))
    return laesning


def _med_maskeret_fremdrift(valg: Laesevalg) -> Laesevalg:
    """File names shown as progress never show a CPR."""
    if (vis := valg.fremdrift) is None:
        return valg
    return replace(valg, fremdrift=lambda laest, af, navn: vis(laest, af, vis_sti(navn)))


def _check_valg(valg: Laesevalg, fundet: Fundet) -> None:
    if valg.kommune is not None and find_kommune(valg.kommune) is None:
        hvad = "Kommunen findes ikke."
        fundet.fejl.append(Filfejl("--kommune", hvad, "Skriv koden, fx 0101.", Exit.UKENDT_KOMMUNE))


def _intet(paths: list[Path], fundet: Fundet) -> Laesefejl:
    sted = ", ".join(str(p) for p in paths) or "(ingen sti)"
    hvad = _("Der er ingen leverance at læse.")
    if fundet.ikke_laest:
        flere = _(" og {antal} til", antal=len(fundet.ikke_laest) - 5) if len(fundet.ikke_laest) > 5 else ""
        hvad += _(
            " Ikke læst: {ikke_laest}{flere}.", ikke_laest="; ".join(fundet.ikke_laest[:5]), flere=flere
        )
    goer = "Angiv en mappe eller ZIP med leverance.csv, en XLSX, NDJSON eller FHIR-bundles."
    return filfejl(sted, hvad, goer, Exit.INTET_AT_LAESE)


def _read_pakke(pakke: Pakke, nr: int, valg: Laesevalg, graenser: Graenser, fundet: Fundet) -> Laest | None:
    if valg.fremdrift and pakke.slags in ("csv", "xlsx"):
        valg.fremdrift(nr, len(fundet.pakker), pakke.sti)
    opgave = Opgave(valg, graenser, fundet, nr + 1)
    try:
        laest = FORMATS[pakke.slags](pakke, opgave)
    except Laesefejl as laesefejl:
        opgave.fang(laesefejl.fejl)
        laest = None
    if valg.fremdrift:
        valg.fremdrift(nr + 1, len(fundet.pakker), pakke.sti)
    return laest


# -- the readers ------------------------------------------------------------------------------------------


def read_csv_pakke(pakke: Pakke, opgave: Opgave) -> Laest:
    """A folder of CSV files, or loose ones."""
    kilder: list[Tabelkilde] = []
    for navn in pakke.navne:
        try:
            kilder.append(_open_csv(pakke, navn, opgave))
        except Laesefejl as laesefejl:
            opgave.fang(laesefejl.fejl)
    return _read_tabeller(pakke, kilder, opgave)


def _open_csv(pakke: Pakke, navn: str, opgave: Opgave) -> Tabelkilde:
    tabel = navn.rsplit("/", 1)[-1].rsplit(".", 1)[0].lower()
    samling = pakke.samling
    return open_csv(tabel, lambda: samling.open(navn), samling.vis(navn), opgave.graenser)


def read_xlsx_pakke(pakke: Pakke, opgave: Opgave) -> Laest:
    """A workbook with the same sheets."""
    kilder: list[Tabelkilde] = []
    with open_projektmappe(Path(pakke.sti), pakke.sti, opgave.graenser) as mappe:
        ark_list = [(tabel, ark) for tabel in sorted(TABELSPEC) if (ark := find_ark(mappe, tabel))]
        for tabel, ark in ark_list:
            try:
                kilder.append(open_ark(tabel, mappe, ark, pakke.sti))
            except Laesefejl as laesefejl:
                opgave.fang(laesefejl.fejl)
        kendte = {ark for _, ark in ark_list} | {find_ark(mappe, ARK_MAPNING)}
        for ark in [a for a in mappe.sheet_names if a not in kendte]:
            opgave.fundet.forbi(
                _("{sti}, ark {ark}", sti=pakke.sti, ark=ark), "ikke en af tabelformatets tabeller"
            )
        return _read_tabeller(pakke, kilder, opgave)


def _read_tabeller(pakke: Pakke, kilder: list[Tabelkilde], opgave: Opgave) -> Laest:
    hoved = Leverancehoved(fil_id=pakke.fil_id, kilde="tabel", sti=pakke.sti)
    efter_navn = {k.tabel: k for k in kilder}
    if "leverance" in efter_navn:
        opgave.fang(read_hoved(efter_navn["leverance"], opgave.valg.kolonner, hoved))
    else:
        opgave.fang(_hoved_af_valg(pakke, hoved, kilder, opgave.valg))
    if "kontakt" in efter_navn:
        opgave.fang(read_kontakter(efter_navn["kontakt"], opgave.valg.kolonner, hoved))
    hoved.art = hoved.art or "fuld"
    samler = Raekkesamler()
    opgave.fang(read_tabel(kilder, hoved, opgave.leverance_id, samler, opgave.valg))
    return Laest(hoved, samler.tabeller(), frozenset(efter_navn), navngivet="leverance" in efter_navn)


def _hoved_af_valg(
    pakke: Pakke, hoved: Leverancehoved, kilder: list[Tabelkilde], valg: Laesevalg
) -> list[Filfejl]:
    """A head without leverance.csv: from the options, with the files' own time."""
    hoved.kommune_kode, hoved.system = _kommune(valg), valg.system
    tid = max(pakke.samling.tid(navn) for navn in pakke.navne)
    hoved.tid, hoved.tid_tekst = til_utc(tid), tid.isoformat(timespec="seconds")
    if kilder:
        kilder[0].noter.append(("TAB-LEVERANCE-TID", None))
    if valg.kommune and (valg.system or pakke.kun_filer):
        return []
    er_ark = pakke.slags == "xlsx"
    hvad = "Arket leverance mangler." if er_ark else "leverance.csv mangler."
    goer = KRAEVER_ARK if er_ark else KRAEVER_HOVED
    return [Filfejl(vis_sti(pakke.sti), hvad, goer, Exit.MANGLER_ARK_ELLER_KOLONNE)]


def _kommune(valg: Laesevalg) -> str | None:
    return valg.kommune.strip().zfill(4) if valg.kommune else None


def read_fhir_pakke(pakke: Pakke, opgave: Opgave) -> Laest | None:
    """Bundles in files, or one a line. None if the files hold no FHIR at all."""
    from ffb.formats.fhir.laes import read_fhir  # here: decoding FHIR takes time to set up

    hoved = Leverancehoved(sti=pakke.sti, kilde="fhir")
    _read_fhir_hoved(pakke, hoved, opgave)
    tael = opgave.valg.fremdrift is not None
    bundter = Bundter(pakke, opgave.graenser, opgave.fundet.forbi, opgave.fang, tael=tael)
    samler = Raekkesamler()
    tilsyn = _make_tilsyn(opgave.valg)
    opgave.fang(read_fhir(bundter, hoved, opgave.leverance_id, samler, opgave.valg, tilsyn))
    if not bundter.laest:
        return None
    leverede = FHIR_TABELLER | ({"kontakt"} if pakke.find("kontakt.csv") else set())
    return Laest(hoved, samler.tabeller(), leverede, navngivet=pakke.find("leverance.csv") is not None)


def _make_tilsyn(valg: Laesevalg) -> Tilsyn | None:
    if valg.tilsyn is None:
        return None
    from ffb.formats.fhir.tilsyn import Tilsyn

    return Tilsyn(streng=valg.tilsyn == "streng", kun_afvisende=valg.kun_afvisende)


def _read_fhir_hoved(pakke: Pakke, hoved: Leverancehoved, opgave: Opgave) -> None:
    """leverance.csv and kontakt.csv beside the bundles win over what the bundles say."""
    for navn, laes in (("leverance.csv", read_hoved), ("kontakt.csv", read_kontakter)):
        if fil := pakke.find(navn):
            try:
                opgave.fang(laes(_open_csv(pakke, fil, opgave), opgave.valg.kolonner, hoved))
            except Laesefejl as laesefejl:
                opgave.fang(laesefejl.fejl)
    hoved.kommune_kode = hoved.kommune_kode or _kommune(opgave.valg)
    hoved.system = hoved.system or opgave.valg.system
    if hoved.fil_id is None or pakke.deler_hoved:
        hoved.fil_id = pakke.fil_id


FORMATS: dict[str, Laeser] = {
    "csv": read_csv_pakke,
    "xlsx": read_xlsx_pakke,
    "bundles": read_fhir_pakke,
    "ndjson": read_fhir_pakke,
}


# -- putting together -------------------------------------------------------------------------------------


def _read_mapninger(fundet: Fundet, laesning: Laesning) -> None:
    """The one mapping guide; a second one is a fault, since nobody knows which holds."""
    for fil in sorted(fundet.mapninger):
        try:
            mapning, noter = read_mapning(fil)
        except Laesefejl as laesefejl:
            fundet.fejl += laesefejl.fejl
            continue
        if laesning.mapning is not None and mapning != laesning.mapning:
            hvad = _(
                "Der er to forskellige mapningsvejledninger; den anden er {mapning_sti}.",
                mapning_sti=laesning.mapning_sti,
            )
            sted = vis_sti(str(fil))
            fundet.fejl.append(Filfejl(sted, hvad, "Fjern den, der ikke gælder.", Exit.OPSAETNING))
        laesning.mapning, laesning.mapning_sti = mapning, str(fil)
        for note in noter:
            fundet.forbi(str(fil), str(note))


def _order(laest: list[Laest], fundet: Fundet) -> list[Laest]:
    """In canonical order, the second of two equal leverancer left out and named."""
    ud: list[Laest] = []
    for en in sorted(laest, key=lambda en: en.noegle):
        if ud and _er_samme(ud[-1], en):
            hvorfor = _("samme kommune, system, fil_id og tidspunkt som {sti}; udeladt", sti=ud[-1].hoved.sti)
            fundet.forbi(en.hoved.sti, hvorfor)
        else:
            ud.append(en)
    return ud


def _er_samme(en: Laest, anden: Laest) -> bool:
    """Same head; and, where the fil_id is only the name of a file, the same rows too."""
    if en.noegle[:4] != anden.noegle[:4]:
        return False
    rows = (n for n, t in TABELLER.items() if t.versioneret)
    return (en.navngivet and anden.navngivet) or all(
        renumber(en.tabeller[TABELLER[n].fysisk], 0).equals(renumber(anden.tabeller[TABELLER[n].fysisk], 0))
        for n in rows
    )


def _saml(laest: list[Laest]) -> dict[str, pa.Table]:
    """All leverancer in one set of tables, numbered from 1 in the order given."""
    ud = {}
    hoveder = Raekkesamler()
    for nr, en in enumerate(laest, start=1):
        add_hoved(hoveder, nr, en)
    for tabel in TABELLER.values():
        dele = [renumber(en.tabeller[tabel.fysisk], nr) for nr, en in enumerate(laest, start=1)]
        if tabel.navn in ("leverance", "leverance_tabel", "kontakt"):
            dele = [pa.Table.from_batches([til_arrow(tabel.navn, hoveder.raekker[tabel.navn])])]
        ud[tabel.fysisk] = pa.concat_tables([tabel.schema().empty_table(), *dele])
    ud["cpr"] = _one_per_borger(ud["cpr"])
    return ud


def renumber(tabel: pa.Table, leverance_id: int) -> pa.Table:
    """The rows under another number; a table without one is left as it is."""
    if "leverance_id" not in tabel.column_names:
        return tabel
    nr = pa.repeat(pa.scalar(leverance_id, pa.int32()), tabel.num_rows)
    return tabel.set_column(tabel.column_names.index("leverance_id"), tabel.schema.field("leverance_id"), nr)


def _one_per_borger(cpr: pa.Table) -> pa.Table:
    """Each citizen once, whatever number of leverancer tell of her.

    Raises:
        Laesefejl: two CPR numbers share a borger_id (one in about 10^19 pairs).
    """
    en = dict.fromkeys(zip(cpr["borger_id"].to_pylist(), cpr["cpr"].to_pylist(), strict=True))
    if len({borger_id for borger_id, _ in en}) != len(en):
        hvad = "To borgere får samme pseudonym."
        raise filfejl(_("Nøglefilen"), hvad, "Lav en ny nøgle, og læs igen.", Exit.OPSAETNING)
    return pa.Table.from_batches([til_arrow("cpr", list(en))])


def add_hoved(samler: Raekkesamler, nr: int, en: Laest) -> None:
    """Write the rows of leverance, leverance_tabel and kontakt for leverance `nr` into `samler`."""
    h, r = en.hoved, samler.raekker
    r["leverance"].append(
        (
            nr, h.kommune_kode, h.system, h.fil_id, h.tid, h.tid_tekst, h.art, h.system_status, h.kilde,
            h.sti, h.sts_uuid,
        )
    )  # fmt: skip
    r["kontakt"].extend((nr, *kontakt) for kontakt in h.kontakter)
    # without a number: what a leverance is said to hold are rows about citizens, and contacts are none
    r["leverance_tabel"].append((nr, "kontakt", find_status("kontakt", len(h.kontakter), en.leverede), None))
    for tabel in TABELLER.values():
        if tabel.versioneret and tabel.navn != "ressource":
            antal = en.tabeller[tabel.fysisk].num_rows
            status = find_status(tabel.navn, antal, en.leverede)
            talt = tabel.navn != "borger" and not tabel.noegle.endswith(", nr") and status != "mangler"
            r["leverance_tabel"].append((nr, tabel.navn, status, antal if talt else None))


def find_status(tabel: str, antal: int, leverede: frozenset[str]) -> str:
    """`leveret`, `tom` (delivered without rows) or `mangler` (not delivered)."""
    kilde = AFLEDT.get(tabel, tabel)
    er_leveret = bool(leverede & set(DATATABELLER)) if kilde == "" else kilde in leverede
    return ("leveret" if antal else "tom") if er_leveret else "mangler"
