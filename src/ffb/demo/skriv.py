"""`make_demo`: synthetic leverancer on disk, with a mapping guide, DST codes and a facit.

    out/leverancer/9001/nuvaerende/…     out/mapning.xlsx
    out/leverancer/9002/9002-demo.xlsx   out/dst-koder.csv
    …                                    out/facit.json

The same arguments give the same bytes: chance is seeded per kommune, and no file carries the clock. One
leverance is in memory at a time. Files are written by the writers of `ffb.formats`; only the wrapping of
bundles (NDJSON, ZIP) is done here.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from ffb.demo import (
    fejl_bundt_koder,
    fejl_bundt_liste,
    mapning,
    plantning,
    rejse,
)
from ffb.demo.celler import write_celler
from ffb.demo.facit import Facit, KommuneFacit, Plantetsted, count_kommune
from ffb.demo.fejl_bundt import make_fejlbundter
from ffb.demo.fordeling import ALLE_FEJL, Kommuneplan, kommuneplaner
from ffb.demo.fundfacit import Stedliste, iboende, ventede_fund
from ffb.demo.leverancer import TID, Leverance, leverancer
from ffb.demo.model import Kommuneverden, Plantet
from ffb.demo.verden import PERIODE_FRA, PERIODE_TIL, Skaber, build_verden
from ffb.formats.fhir.skriv import write_bundles
from ffb.formats.grundlag import Mapning
from ffb.formats.mapning import write_mapning
from ffb.formats.tabel.skriv import write_tabel

TIDSPUNKT = re.compile(rb'"timestamp":"([^"]+)"')


def make_demo(out: Path, *, seed: int = 2025, borgere: int = 800, kommuner: int = 4) -> Facit:
    """Write a demo under `out` and return its facit (also written as facit.json).

    Args:
        out: a folder; made if it is not there.
        borgere: citizens per kommune (the mean, from the fifth kommune on).
        kommuner: 1–98; they get the codes 9001–9098.

    Raises:
        BrugsFejl: too few citizens, or a number of kommuner that is not 1–98.
    """
    planer = kommuneplaner(seed, borgere, kommuner)
    write_grundlag(out)
    facit = Facit(
        seed=seed,
        borgere=borgere,
        kommuner=kommuner,
        periode_fra=PERIODE_FRA.isoformat(),
        periode_til=PERIODE_TIL.isoformat(),
        kommune_list=[_make_kommune(out / "leverancer", plan, seed) for plan in planer],
    )
    (out / "facit.json").write_text(facit.til_json(), encoding="utf-8")
    return facit


def write_grundlag(out: Path) -> None:
    """The folder, with the mapping guide and the DST codes every demo has."""
    (out / "leverancer").mkdir(parents=True, exist_ok=True)
    guide = [Mapning(t, y, dst, nr) for nr, (t, y, dst) in enumerate(mapning.guide_raekker(), 4)]
    write_mapning(out / "mapning.xlsx", guide, titel=mapning.TITEL, tid=TID)
    mapning.write_dst_koder(out / "dst-koder.csv")


def plantet_verden(plan: Kommuneplan, seed: int) -> tuple[Kommuneverden, Skaber]:
    """The world of one kommune with everything planted; Lucas and Mikkel live in the first."""
    verden, skaber = build_verden(plan, seed)
    if plan.nr == 1:
        rejse.tilfoej(verden, skaber)
    plantning.plant(verden, skaber)
    rejse.planlaeg_ophold(verden, skaber)
    return verden, skaber


def _make_kommune(mappe: Path, plan: Kommuneplan, seed: int) -> KommuneFacit:
    """Writes the leverancer of one kommune; returns its facit."""
    verden, skaber = plantet_verden(plan, seed)
    stier, steder = [], Stedliste()
    for leverance in leverancer(verden, skaber):
        write_leverance(mappe, leverance)
        stier.append(leverance.sti)
        steder.tilfoej(leverance)
    if plan.form == "fhir" and plan.borgere >= ALLE_FEJL:
        _write_fejlbundter(mappe / stier[-1], verden, skaber, leverance)
    facit = count_kommune(verden, plan.form, stier, [_plantetsted(p, steder) for p in verden.plantet])
    facit.fund = ventede_fund(verden, steder)
    facit.iboende = iboende(verden, plan.form == "fhir")
    return facit


def _plantetsted(p: Plantet, steder: Stedliste) -> Plantetsted:
    _, fil, linje = steder.nyeste.get((p.tabel, p.noegle), (None, None, None))
    ydelse_id = p.noegle if p.tabel == "ydelse" else None
    return Plantetsted(p.art, p.tabel, ydelse_id, p.sagsnummer, fil, linje)


def _write_fejlbundter(sti: Path, verden: Kommuneverden, s: Skaber, sidste: Leverance) -> None:
    """Beside the newest loose bundles: some of them once more, each with one fault."""
    nyeste = {
        nr: _med_opdateret(data)
        for nr, (_, data) in zip(sidste.borgere, write_bundles(sidste.tabeller), strict=True)
    }
    assert fejl_bundt_koder.SDS and fejl_bundt_liste.FREMMED  # both have entered their faults
    for navn, data in make_fejlbundter(verden, s, nyeste):
        (sti / navn).write_bytes(data)


# -- one leverance ------------------------------------------------------------------------------------------
def write_leverance(mappe: Path, leverance: Leverance) -> None:
    """Writes one leverance under `mappe`; its `sti` decides the form."""
    sti = mappe / leverance.sti
    sti.parent.mkdir(parents=True, exist_ok=True)
    if leverance.form == "fhir":
        _write_fhir(sti, leverance)
    else:
        write_tabel(leverance.tabeller, sti)
        write_celler(sti, leverance)


def _write_fhir(sti: Path, leverance: Leverance) -> None:
    """The first leverance as NDJSON, a `.zip` as a ZIP, the rest as loose bundles; each with its head."""
    bundter = ((navn, _med_opdateret(data)) for navn, data in write_bundles(leverance.tabeller))
    if sti.suffix == ".zip":
        _write_zip(sti, leverance, bundter)
        return
    _write_hoved(sti, leverance)
    if leverance.ndjson:
        with (sti / "bundter.ndjson").open("wb") as fil:
            fil.writelines(_en_linje(data) for _, data in bundter)
        return
    for navn, data in bundter:
        (sti / Path(navn).name).write_bytes(data)


def _med_opdateret(data: bytes) -> bytes:
    """meta.lastUpdated on every resource, as the guide's text page asks: the time of the bundle."""
    fundet = TIDSPUNKT.search(data)
    assert fundet is not None
    return data.replace(b'"meta":{"profile"', b'"meta":{"lastUpdated":"%s","profile"' % fundet[1])


def _en_linje(data: bytes) -> bytes:
    """A bundle as one line of NDJSON."""
    return b"".join(data.splitlines()) + b"\n"


def _write_hoved(sti: Path, leverance: Leverance) -> list[Path]:
    """leverance.csv and kontakt.csv: the only tables a FHIR leverance has beside its bundles."""
    tomme = {navn: tabel.schema.empty_table() for navn, tabel in leverance.tabeller.items()}
    hoved = {navn: leverance.tabeller[navn] for navn in ("leverance", "kontakt")}
    return write_tabel({**tomme, **hoved}, sti)


def _write_zip(sti: Path, leverance: Leverance, bundter: Iterable[tuple[str, bytes]]) -> None:
    """Head and bundles in one ZIP, whose members carry no clock."""
    midlertidig = sti.with_suffix("")
    filer = _write_hoved(midlertidig, leverance)
    with zipfile.ZipFile(sti, "w") as pakke:
        for fil in filer:
            _tilfoej(pakke, fil.name, fil.read_bytes())
            fil.unlink()
        for navn, data in bundter:
            _tilfoej(pakke, Path(navn).name, data)
    midlertidig.rmdir()


def _tilfoej(pakke: zipfile.ZipFile, navn: str, data: bytes) -> None:
    info = zipfile.ZipInfo(navn)
    info.compress_type = zipfile.ZIP_DEFLATED
    pakke.writestr(info, data)
