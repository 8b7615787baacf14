"""Writes to the store: each is one function, one transaction, one row in the trail."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ffb.formats.graenser import vis_sti
from ffb.formats.grundlag import Laesning, Mapning
from ffb.formats.laesning import renumber
from ffb.model.tabeller import TABELLER
from ffb.server.database import at_end, skrivning
from ffb.server.leverance.boks import prepare_cpr, store_cpr
from ffb.server.leverance.grundlag import lager
from ffb.server.leverance.models import (
    NUVAERENDE,
    TIDLIGERE,
    Borgernummer,
    Kontakt,
    Leverance,
    Leverancenummer,
    Modtagelse,
    System,
    Vejledning,
)
from ffb.server.opgave.koe import Om, enqueue
from ffb.server.spor.actions import who, write_spor

STI_TABELLER = ("leverance", "fil")


@dataclass(frozen=True, slots=True)
class Del:
    """One leverance of a reading under its new number, its folder written."""

    leverance_id: int
    hoved: dict[str, Any]
    tabeller: dict[str, pa.Table]
    manifest_hash: str
    personer: list[tuple[int, str]]  # (borger_id, CPR)
    boks: dict[int, Borgernummer]


def publish_laesning(
    laesning: Laesning,
    modtagelse: Modtagelse | None,
    modtaget: Path | None,
    *,
    rod: str = "",
    by: Any,
    samtidig: Callable[[], None] = lambda: None,
) -> list[Leverance]:
    """Store every leverance of a reading; all of them count from the same moment, or none does.

    Args:
        modtaget: the received bytes, kept with each of them.
        rod: the folder the files were read from, cut off the places that findings show.
        samtidig: what must be true from that moment too; done in the same transaction.
    """
    dele = [
        _write_del(laesning, i, modtaget, rod)
        for i in laesning.tabeller["leverance"]["leverance_id"].to_pylist()
    ]
    try:
        with skrivning():
            samtidig()
            return [_commit(d, modtagelse, by) for d in dele]
    except BaseException:
        for d in dele:
            lager().drop(d.leverance_id)
        raise


def _write_del(laesning: Laesning, gammelt_id: int, modtaget: Path | None, rod: str) -> Del:
    nyt_id = Leverancenummer.objects.create().pk
    tabeller = {
        t.fysisk: _move(
            laesning.tabeller[t.fysisk], gammelt_id, nyt_id, rod if t.fysisk in STI_TABELLER else ""
        )
        for t in TABELLER.values()
        if t.fysisk != "cpr"
    }
    hoved = tabeller["leverance"].to_pylist()[0]
    borgere = set(tabeller["borger_version"]["borger_id"].to_pylist())
    cpr = laesning.tabeller["cpr"]
    personer = [p for p in zip(*(c.to_pylist() for c in cpr.columns), strict=True) if p[0] in borgere]
    boks = prepare_cpr(hoved["kommune_kode"] or "", personer)
    return Del(nyt_id, hoved, tabeller, lager().write(nyt_id, tabeller, modtaget), personer, boks)


def _move(tabel: pa.Table, fra: int, til: int, rod: str) -> pa.Table:
    """The rows of one leverance under its new number, with the places people see."""
    alene = pc.all(pc.equal(tabel["leverance_id"], fra)).as_py()
    if not alene:  # else they need not be copied: a large delivery is one
        tabel = tabel.filter(pc.equal(tabel["leverance_id"], fra))
    tabel = renumber(tabel, til)
    if rod:
        sti = pc.replace_substring(tabel["sti"], rod.rstrip("/") + "/", "")
        tabel = tabel.set_column(tabel.column_names.index("sti"), "sti", sti)
    return tabel


def _commit(d: Del, modtagelse: Modtagelse | None, by: Any) -> Leverance:
    h = d.hoved
    kommune = h["kommune_kode"] or ""
    system, _ = System.objects.get_or_create(
        kommune=kommune, navn=h["system"] or "Ukendt system", defaults={"status": h["system_status"]}
    )
    _take_status(system, h["system_status"])
    borgere = len(pc.unique(d.tabeller["borger_version"]["borger_id"]))
    leverance = Leverance.objects.create(
        leverance_id=d.leverance_id,
        system=system,
        kommune=kommune,
        fil_id=h["fil_id"] or "",
        tid=h["tid"].replace(tzinfo=UTC) if h["tid"] else None,
        tid_tekst=h["tid_tekst"] or "",
        art=h["art"],
        kilde=h["kilde"],
        modtagelse=modtagelse,
        modtaget_af=who(by),
        raekker=sum(r or 0 for r in d.tabeller["leverance_tabel"]["raekker"].to_pylist()),
        borgere=borgere,
        tabeller={navn: t.num_rows for navn, t in d.tabeller.items() if t.num_rows},
        manifest_hash=d.manifest_hash,
    )
    store_cpr(kommune, d.personer, klar=d.boks)
    replace_kontakter(kommune, system.navn, d.tabeller["kontakt"].to_pylist())
    write_spor(
        "leverance.modtaget", by=by, kommune=kommune, genstand=f"leverance:{d.leverance_id}",
        fil_id=leverance.fil_id, raekker=leverance.raekker, antal_borgere=borgere,
    )  # fmt: skip
    enqueue_opgoer(kommune)
    return leverance


def _take_status(system: System, leveret: str) -> None:
    """The delivery's own word counts until DST has spoken."""
    if system.status_kilde == "leverance" and system.status != leveret:
        system.status = leveret
        system.save(update_fields=["status"])


def assume_status(system: System, status: str, *, by: Any) -> None:
    """Assume a status locally until DST decides ('' = follow DST again). Counts anew."""
    if status not in ("", NUVAERENDE, TIDLIGERE):
        raise ValueError("ukendt status")
    with skrivning():
        system.antaget_status, system.antaget_af, system.antaget_tid = status, who(by), datetime.now(UTC)
        system.save(update_fields=["antaget_status", "antaget_af", "antaget_tid"])
        write_spor(
            "system.status_antaget", by=by, kommune=system.kommune, genstand=f"system:{system.pk}",
            status=status,
        )  # fmt: skip
        enqueue_opgoer(system.kommune)


def replace_kontakter(kommune: str, system: str, raekker: Sequence[dict[str, Any]]) -> None:
    """The contacts as the newest delivery tells them; those kept by hand stay."""
    if not raekker:
        return
    Kontakt.objects.filter(kommune=kommune, system=system, manuel=False).delete()
    Kontakt.objects.bulk_create(
        Kontakt(
            kommune=kommune,
            system=r["system"] or system,
            rolle=r["rolle"],
            navn=r["navn"],
            email=r["email"] or "",
            telefon=r["telefon"] or "",
        )
        for r in raekker
    )


def store_vejledning(kommune: str, mapning: Sequence[Mapning], navn: str, *, by: Any) -> Vejledning | None:
    """Put a mapping guide in force for a kommune ('' = all); None if it is the one in force already."""
    raekker = [[m.tilbud_kode, m.ydelse_kode, m.dst_vaerdi, m.raekke] for m in mapning]
    aftryk = hashlib.sha256(repr(raekker).encode()).hexdigest()
    gaeldende = Vejledning.objects.filter(kommune=kommune).first()
    if gaeldende is not None and gaeldende.sha256 == aftryk:
        return None
    with skrivning():
        ny = Vejledning.objects.create(
            kommune=kommune, filnavn=vis_sti(Path(navn).name), sha256=aftryk, raekker=raekker, af=who(by)
        )
        write_spor("vejledning.taget_i_brug", by=by, kommune=kommune, raekker=len(raekker))
        if kommune:
            enqueue_opgoer(kommune)
    return ny


def enqueue_opgoer(kommune: str, *, om: Om = timedelta()) -> None:
    """Have the kommune's check and report counted anew; many changes at once count once.

    Args:
        om: not before then: where changes come in a stream, one count is to cover many of them.
    """
    at_end(lambda: enqueue("opgoer", noegle=kommune, kommune=kommune, om=om, kode=kommune), rang=1)


# called with kommune and borger_id before; one that raises BrugsFejl keeps the citizen
FOER_SLETNING: list[Callable[[str, int], object]] = []
# called with kommune and borger_id when a citizen is taken out; apps that stand on ours add themselves
VED_SLETNING: list[Callable[[str, int], object]] = []


def forget_borger(kommune: str, borger_id: int, *, formaal: str, by: Any) -> int:
    """Take a citizen out of everything kept: rows, received bytes, the vault. Returns leverancer touched.

    The rows of the trail stay: they tell that it was done, with a pseudonym nobody can open any more.

    Raises:
        BrugsFejl: something of hers must be kept; nothing is taken out.
    """
    from ffb.server.leverance.aaben import drop_borger_poster

    for foer in FOER_SLETNING:
        foer(kommune, borger_id)
    beroert = 0
    for lev in Leverance.objects.filter(kommune=kommune, aaben=False):
        if _holder(lev, borger_id):
            forget_i_leverance(lev, borger_id)
            beroert += 1
    beroert += drop_borger_poster(kommune, borger_id)
    for ved in VED_SLETNING:
        ved(kommune, borger_id)
    with skrivning():
        Borgernummer.objects.filter(kommune=kommune, borger_id=borger_id).delete()
        write_spor(
            "borger.slettet", by=by, kommune=kommune, formaal=formaal, borgere=[borger_id], leverancer=beroert
        )
        enqueue_opgoer(kommune)
    return beroert


def forget_i_leverance(lev: Leverance, borger_id: int) -> None:
    """One leverance without one citizen; its received bytes go, since they held her."""
    lager().drop_bytes(lev.leverance_id)
    lev.manifest_hash = lager().rewrite_uden(lev.leverance_id, borger_id)
    nu = datetime.now(UTC)
    lev.skrevet_om_tid = lev.bytes_slettet_tid = nu
    lev.borgere = max(0, lev.borgere - 1)
    lev.save(update_fields=["manifest_hash", "skrevet_om_tid", "bytes_slettet_tid", "borgere"])


def _holder(lev: Leverance, borger_id: int) -> bool:
    import pyarrow.parquet as pq

    filer = lager().parquet([lev.leverance_id]).get("borger_version", [])
    ider: Iterable[Any] = (pq.read_table(f, filters=[("borger_id", "=", borger_id)]).num_rows for f in filer)
    return any(ider)
