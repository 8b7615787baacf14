"""The open leverance of the day: bundles that come one by one by HTTP, until they are sealed to Parquet.

One leverance per system and day. A post is a row with the bundle's bytes, encrypted; it counts at once, since
reading takes these rows too. The same bundle twice, on any day, is stored once (`Postaftryk`).
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.conf import settings
from django.db.models import Max, QuerySet
from django.utils import timezone

from ffb.formats.fhir.laes import read_fhir
from ffb.formats.grundlag import Fil, Laesevalg, Leverancehoved
from ffb.formats.identitet import Identitet
from ffb.formats.laesning import FHIR_TABELLER, Laest, add_hoved
from ffb.model.raekker import Raekkesamler, til_arrow
from ffb.model.tabeller import TABELLER
from ffb.server.database import skrivning
from ffb.server.krypt import decrypt_bytes, encrypt_bytes
from ffb.server.leverance.actions import enqueue_opgoer
from ffb.server.leverance.boks import store_cpr
from ffb.server.leverance.grundlag import lager
from ffb.server.leverance.models import AabenPost, Leverance, Leverancenummer, Postaftryk, System
from ffb.server.noegler import load_noegler
from ffb.server.opgave.models import Opgave
from ffb.server.spor.actions import who, write_spor

PORTION = 500
KORTEST_PAUSE = timedelta(seconds=1)
OM_LEVERANCEN = ("leverance", "leverance_tabel", "kontakt")


@dataclass(frozen=True, slots=True)
class Bundt:
    """A bundle that has been checked and may be stored. `person`: its citizen's borger_id and CPR."""

    data: bytes
    sha256: str
    person: tuple[int, str]


def add_bundter(system: System, bundter: Sequence[Bundt], *, by: Any) -> int:
    """Store bundles in the system's open leverance of the day, all or none; returns how many were new."""
    with skrivning():
        System.objects.select_for_update(no_key=True).get(pk=system.pk)
        return len(add_nye(system, bundter, by=by))


def add_nye(system: System, bundter: Sequence[Bundt], *, by: Any) -> set[str]:
    """Within a transaction that holds the system's row, the lock two senders wait at: store those that are
    new; returns their fingerprints."""
    pr_aftryk = {b.sha256: b for b in bundter}
    kendte = _find(Postaftryk.objects.filter(system=system), "sha256", pr_aftryk)
    nye = [b for aftryk, b in pr_aftryk.items() if aftryk not in kendte]
    if not nye:
        return set()
    leverance = _open_leverance(system, by)
    Postaftryk.objects.bulk_create(
        [Postaftryk(system=system, sha256=b.sha256, leverance_id=leverance.leverance_id) for b in nye],
        batch_size=PORTION,
    )
    _add_poster(leverance, nye)
    write_spor(
        "bundle.modtaget", by=by, kommune=system.kommune, genstand=f"leverance:{leverance.leverance_id}",
        borgere={b.person[0] for b in nye}, antal=len(nye),
    )  # fmt: skip
    enqueue_opgoer(system.kommune, om=lambda: find_pause(system.kommune))
    return {b.sha256 for b in nye}


def _add_poster(leverance: Leverance, nye: Sequence[Bundt]) -> None:
    poster = AabenPost.objects.filter(leverance=leverance)
    nr = poster.aggregate(nr=Max("nr"))["nr"] or 0
    personer = {b.person for b in nye}
    foer = _find(poster, "borger_id", {b for b, _ in personer})
    AabenPost.objects.bulk_create(
        [
            AabenPost(
                leverance=leverance,
                nr=nr + i,
                sha256=b.sha256,
                data=encrypt_bytes(b.data),
                borger_id=b.person[0],
            )
            for i, b in enumerate(nye, start=1)
        ],
        batch_size=200,
    )
    store_cpr(leverance.kommune, {p for p in personer if p[0] not in foer})
    leverance.raekker += len(nye)
    leverance.borgere += len({b for b, _ in personer} - foer)
    leverance.tid = timezone.now()
    leverance.save(update_fields=["raekker", "borgere", "tid"])


def _find(raekker: QuerySet[Any], felt: str, vaerdier: Iterable[Any]) -> set[Any]:
    """Those of the values that `raekker` have in `felt`."""
    alle, ud = list(vaerdier), set()
    for i in range(0, len(alle), PORTION):
        valgt = raekker.filter(**{f"{felt}__in": alle[i : i + PORTION]})
        ud |= set(valgt.order_by().values_list(felt, flat=True).distinct())
    return ud


def find_pause(kommune: str) -> timedelta:
    """How long bundles are gathered before the kommune is counted anew.

    Three times what the last count took, so a stream of bundles never takes more than a quarter of a core.
    """
    sidste = Opgave.objects.filter(art="opgoer", kommune=kommune, tilstand="faerdig").order_by("-pk").first()
    if sidste is None or sidste.startet_tid is None or sidste.sluttet_tid is None:
        return KORTEST_PAUSE
    return max(KORTEST_PAUSE, 3 * (sidste.sluttet_tid - sidste.startet_tid))


def _open_leverance(system: System, by: Any) -> Leverance:
    """Today's, made with the first bundle."""
    dag = timezone.localdate()
    fil_id = f"{system.navn} {dag.isoformat()}"
    fundet = Leverance.objects.filter(system=system, aaben=True, fil_id=fil_id).first()
    return fundet or Leverance.objects.create(
        leverance_id=Leverancenummer.objects.create().pk,
        system=system,
        kommune=system.kommune,
        fil_id=fil_id,
        tid=timezone.now(),
        art="loebende",
        kilde="fhir",
        modtaget_af=who(by),
        aaben=True,
    )


def open_tabeller(leverance: Leverance, *, borger_id: int | None = None) -> dict[str, pa.Table]:
    """The rows of an open leverance, under its own number; or one citizen's alone: the rest is not read."""
    poster = AabenPost.objects.filter(leverance=leverance).order_by("nr")
    if borger_id is not None:
        poster = poster.filter(borger_id=borger_id)
    filer = [Fil(f"bundle {p.nr}", decrypt_bytes(p.data)) for p in poster]
    return read_bundter(leverance, filer)


def read_bundter(leverance: Leverance, filer: Sequence[Fil]) -> dict[str, pa.Table]:
    """As `formats.read` gives a leverance, but for CPR, which is in the vault."""
    hoved = Leverancehoved(
        leverance.kommune, leverance.system.navn, leverance.fil_id, art="loebende", kilde="fhir",
        system_status=leverance.system.gaeldende_status, sti=leverance.fil_id,
    )  # fmt: skip
    samler = Raekkesamler()
    valg = Laesevalg(Identitet(load_noegler().pseudonym), tjekket=True)
    read_fhir(filer, hoved, leverance.leverance_id, samler, valg)
    if hoved.tid is None:
        hoved.tid = leverance.tid.astimezone(UTC).replace(tzinfo=None)
    hoved.tid_tekst = hoved.tid_tekst or hoved.tid.isoformat()
    tabeller = samler.tabeller()
    om = Raekkesamler()
    add_hoved(om, leverance.leverance_id, Laest(hoved, tabeller, FHIR_TABELLER, navngivet=False))
    tabeller |= {n: pa.Table.from_batches([til_arrow(n, om.raekker[n])]) for n in OM_LEVERANCEN}
    tabeller["cpr"] = TABELLER["cpr"].schema().empty_table()
    return tabeller


def seal_leverancer(*, foer: date | None = None, stoerre_end: int = 20_000) -> int:
    """Seal the open leverancer of earlier days, and those that have grown large; returns how many."""
    dag = foer or timezone.localdate()
    antal = 0
    for lev in Leverance.objects.filter(aaben=True).select_related("system"):
        if timezone.localtime(lev.modtaget_tid).date() < dag or lev.raekker > stoerre_end:
            seal(lev)
            antal += 1
    return antal


def seal(leverance: Leverance) -> None:
    """Turn an open leverance into Parquet under the same number: what it held before, it holds after.

    The files are put in place while the system's row is held, so two workers cannot seal over each other.
    Killed between the files and the row, it is sealed again over what was left.
    """
    poster = list(AabenPost.objects.filter(leverance=leverance).order_by("nr"))
    filer = [Fil(f"bundle {p.nr}", decrypt_bytes(p.data)) for p in poster]
    tabeller = read_bundter(leverance, filer)
    with tempfile.TemporaryDirectory(dir=settings.DATA / "modtag") as mappe:
        zip_fil = Path(mappe) / "bundles.zip"
        with zipfile.ZipFile(zip_fil, "w", zipfile.ZIP_DEFLATED) as z:
            for p, f in zip(poster, filer, strict=True):
                z.writestr(f"{p.nr:06}.json", f.data)
        klar, aftryk = lager().prepare(leverance.leverance_id, tabeller, zip_fil)
    try:
        _commit_seal(leverance, poster, tabeller, klar, aftryk)
    finally:
        shutil.rmtree(klar, ignore_errors=True)


def _commit_seal(
    leverance: Leverance, poster: Sequence[AabenPost], tabeller: dict[str, pa.Table], klar: Path, aftryk: str
) -> None:
    with skrivning():
        System.objects.select_for_update(no_key=True).get(pk=leverance.system_id)
        leverance.refresh_from_db()
        nu = AabenPost.objects.filter(leverance=leverance).order_by("nr").values_list("pk", flat=True)
        if not leverance.aaben or list(nu) != [p.pk for p in poster]:
            return  # sealed by another, or more came meanwhile: next time
        lager().place(klar, leverance.leverance_id)
        leverance.aaben, leverance.manifest_hash = False, aftryk
        leverance.raekker = sum(t.num_rows for n, t in tabeller.items() if n.endswith("_version"))
        leverance.tabeller = {n: t.num_rows for n, t in tabeller.items() if t.num_rows}
        leverance.save(update_fields=["aaben", "manifest_hash", "raekker", "tabeller"])
        AabenPost.objects.filter(leverance=leverance).delete()
        write_spor(
            "leverance.forseglet", by="program", kommune=leverance.kommune,
            genstand=f"leverance:{leverance.leverance_id}", bundles=len(poster),
        )  # fmt: skip


def drop_borger_poster(kommune: str, borger_id: int) -> int:
    """Take a citizen's bundles out of the open leverancer; returns leverancer touched."""
    poster = AabenPost.objects.filter(leverance__kommune=kommune, borger_id=borger_id)
    beroert = set(poster.values_list("leverance_id", flat=True))
    poster.delete()
    for lev in Leverance.objects.filter(pk__in=beroert):
        tilbage = AabenPost.objects.filter(leverance=lev)
        lev.raekker = tilbage.count()
        lev.borgere = tilbage.order_by().values("borger_id").distinct().count()
        lev.skrevet_om_tid = datetime.now(UTC)
        lev.save(update_fields=["raekker", "borgere", "skrevet_om_tid"])
    return len(beroert)
