"""Receiving files: kept as they came, read in the background, published whole or refused whole.

A receipt is made before anything is read, so the sender always has something to point at. The same files sent
again give the first receipt's answer. Killed at any moment the job is simply done again: the receipt turns
`accepteret` in the same transaction that makes the leverancer count. Source: 2-arkitektur; 4-regler.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from ffb.begreber import find_kommune
from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.formats import read
from ffb.formats.afvis import reject_bundter
from ffb.formats.graenser import vis_sti
from ffb.formats.grundlag import Laesevalg, Laesning
from ffb.formats.identitet import Identitet
from ffb.server.database import skrivning, wait_turn
from ffb.server.leverance.actions import publish_laesning, store_vejledning
from ffb.server.leverance.grundlag import load_opsaetning
from ffb.server.leverance.models import Modtagelse
from ffb.server.noegler import load_noegler
from ffb.server.opgave.koe import enqueue
from ffb.server.opgave.models import Opgave
from ffb.server.spor.actions import who, write_spor
from ffb.sprog import _

Frem = Callable[[int, str], None]
KLUMP = 1 << 20
SLUT = frozenset({"accepteret", "med_fund", "afvist", "gentagelse"})
_UFAERDIG = Q(tilstand__in=["modtaget", "laeses"])
ALLE = "*"  # a receipt whose kommune the files themselves say: DST's


class Afgjort(Exception):
    """Another worker has settled the receipt meanwhile (its lease ran out, or the clock jumped)."""


class ForStor(Exception):
    """More bytes than are taken in one go."""


def modtag_mappe(modtagelse: Modtagelse) -> Path:
    """Where the files lie until they are read; nobody else can see them."""
    return Path(settings.DATA) / "modtag" / str(modtagelse.uuid)


def receive_filer(
    kommune: str, filer: Iterable[tuple[str, BinaryIO]], *, vej: str, by: Any, **valg: Any
) -> Modtagelse:
    """Take files in and have them read; returns the receipt at once.

    Args:
        filer: (name, stream); a name is shown with anything like a CPR covered, and never used as a path.
        valg: `system` for files that do not say it themselves.

    Raises:
        ForStor: the files together are larger than STOERSTE_UPLOAD; nothing is kept.
        OSError: the disk is full; nothing is kept.
    """
    modtagelse = Modtagelse(kommune=kommune, vej=vej, af=who(by), valg=valg)
    mappe = modtag_mappe(modtagelse)
    try:
        modtagelse.filer = _store_filer(mappe, filer)
    except BaseException:
        shutil.rmtree(mappe, ignore_errors=True)
        raise
    aftryk = "".join(sorted(f["sha256"] for f in modtagelse.filer))
    modtagelse.sha256 = hashlib.sha256((aftryk + repr(sorted(valg.items()))).encode()).hexdigest()
    with skrivning():
        wait_turn(f"modtag:{kommune}:{modtagelse.sha256}")
        modtagelse.gentager = _find_foer(modtagelse)
        if modtagelse.gentager is None:
            modtagelse.save(force_insert=True)
            opgave = enqueue(
                "modtag", noegle=str(modtagelse.uuid), kommune=kommune, uuid=str(modtagelse.uuid)
            )
            modtagelse.opgave_nr = opgave.pk if opgave else None
            modtagelse.save(update_fields=["opgave_nr"])
        else:
            modtagelse.tilstand, modtagelse.afsluttet_tid = "gentagelse", timezone.now()
            modtagelse.save(force_insert=True)
        write_spor(
            "filer.modtaget", by=by, kommune=kommune, genstand=f"modtagelse:{modtagelse.uuid}",
            filer=len(modtagelse.filer), vej=vej,
        )  # fmt: skip
    if modtagelse.gentager is not None:
        shutil.rmtree(mappe, ignore_errors=True)
    return modtagelse


def _find_foer(ny: Modtagelse) -> Modtagelse | None:
    """The receipt of the same files, unless it was refused or given up: then it may be tried again."""
    foer = Modtagelse.objects.filter(kommune=ny.kommune, sha256=ny.sha256)
    opgivet = Opgave.objects.filter(art="modtag", tilstand="fejlet").values("pk")
    return (
        foer.exclude(tilstand__in=["afvist", "gentagelse"]).exclude(_UFAERDIG, opgave_nr__in=opgivet).first()
    )


def _store_filer(mappe: Path, filer: Iterable[tuple[str, BinaryIO]]) -> list[dict[str, Any]]:
    mappe.mkdir(parents=True, mode=0o700)
    ud: list[dict[str, Any]] = []
    i_alt = 0
    for navn, stroem in filer:
        sikkert = safe_navn(navn, {f["paa_disk"] for f in ud})
        aftryk, antal = hashlib.sha256(), 0
        with (mappe / sikkert).open("xb") as fil:
            while klump := stroem.read(KLUMP):
                antal += len(klump)
                i_alt += len(klump)
                if i_alt > settings.STOERSTE_UPLOAD:
                    raise ForStor
                aftryk.update(klump)
                fil.write(klump)
            fil.flush()
            os.fsync(fil.fileno())
        ud.append(
            {
                "navn": vis_sti(sikkert),
                "paa_disk": sikkert,
                "stoerrelse": antal,
                "sha256": aftryk.hexdigest(),
            }
        )
    return ud


def safe_navn(navn: str, taget: set[str] = frozenset()) -> str:  # type: ignore[assignment]
    """The last part of a name, without anything a path or a terminal could trip on; unlike those taken."""
    sidste = navn.replace("\\", "/").rsplit("/", 1)[-1]
    rent = "".join(c if c.isalnum() or c in "._- æøåÆØÅ" else "_" for c in sidste).strip(". ")[:120] or "fil"
    stamme, punktum, endelse = rent.rpartition(".")
    nr = 1
    while rent in taget:
        nr += 1
        rent = f"{stamme or endelse}-{nr}{punktum if stamme else ''}{endelse if stamme else ''}"
    return rent


def read_modtagelse(uuid: str, frem: Frem) -> None:
    """Read what a receipt is for and publish it. Safe to run again."""
    modtagelse = Modtagelse.objects.get(pk=uuid)
    mappe = modtag_mappe(modtagelse)
    if modtagelse.tilstand not in SLUT:
        Modtagelse.objects.filter(_UFAERDIG, pk=uuid).update(tilstand="laeses")
        try:
            _read_og_udgiv(modtagelse, mappe, frem)
        except Laesefejl as laesefejl:
            refuse(modtagelse, laesefejl.fejl, rod=mappe)
        except Afgjort:
            return
    shutil.rmtree(mappe, ignore_errors=True)


def _read_og_udgiv(modtagelse: Modtagelse, mappe: Path, frem: Frem) -> None:
    laesning = _read(modtagelse, mappe, frem)
    frem(60, "Kontrollerer")
    afviste = reject_bundter(laesning)
    fejl = [*_fremmede(laesning, modtagelse.kommune), *_intet_tilbage(laesning, afviste)]
    if fejl:
        raise Laesefejl(fejl)
    frem(75, "Gemmer")
    modtagelse.ikke_laest = [_vis(s, mappe) for s in laesning.ikke_laest] + [
        _("{sted}: bundlen er udeladt, den kan ikke modtages", sted=_vis(s, mappe)) for s in afviste
    ]
    formfund = laesning.tabeller["formatfund"].num_rows
    modtagelse.fund = {"form": formfund}
    tilstand = "med_fund" if formfund or modtagelse.ikke_laest else "accepteret"

    def accept() -> None:
        _settle(modtagelse)
        modtagelse.raekker = sum(r or 0 for r in laesning.tabeller["leverance_tabel"]["raekker"].to_pylist())
        modtagelse.borgere = laesning.tabeller["cpr"].num_rows
        modtagelse.tilstand, modtagelse.afsluttet_tid = tilstand, timezone.now()
        modtagelse.save()
        if laesning.mapning is not None:
            store_vejledning(
                modtagelse.kommune, laesning.mapning, laesning.mapning_sti or "", by=modtagelse.af
            )

    bytes_ = _saml_bytes(mappe, modtagelse.filer)
    publish_laesning(laesning, modtagelse, bytes_, rod=str(mappe), by=modtagelse.af, samtidig=accept)


def _settle(modtagelse: Modtagelse) -> None:
    """Within a transaction: this worker alone may settle the receipt. Raises Afgjort."""
    if Modtagelse.objects.select_for_update(no_key=True).get(pk=modtagelse.pk).tilstand in SLUT:
        raise Afgjort


def _read(modtagelse: Modtagelse, mappe: Path, frem: Frem) -> Laesning:
    o = load_opsaetning(modtagelse.kommune)
    system = modtagelse.valg.get("system")
    valg = Laesevalg(
        identitet=Identitet(load_noegler().pseudonym),
        kommune=None if modtagelse.kommune == ALLE else modtagelse.kommune,
        system=system,
        kolonner=o.kolonner.get(system or "", {}),
        tilsyn="streng" if o.streng else "hensigt",
        fremdrift=lambda nr, af, navn: frem(5 + 50 * nr // max(1, af), "Læser"),
    )
    return read([mappe / f["paa_disk"] for f in modtagelse.filer], valg)


def _fremmede(laesning: Laesning, kommune: str) -> list[Filfejl]:
    """Nobody hands in for another kommune."""
    if kommune == ALLE:
        return []
    koder = {r["kommune_kode"] for r in laesning.tabeller["leverance"].to_pylist()} - {kommune}
    return [
        Filfejl(
            "leverance",
            _(
                "Leverancen er for {kommune}.",
                kommune=k.navn if (k := find_kommune(kode)) else _("en ukendt kommune"),
            ),
            "Log ind i den kommune, eller ret KOMMUNE_KODE.",
            Exit.UKENDT_KOMMUNE,
        )
        for kode in sorted(koder, key=str)
    ]


def _intet_tilbage(laesning: Laesning, afviste: Sequence[str]) -> list[Filfejl]:
    """Every bundle was refused: then the whole is."""
    if not afviste or laesning.tabeller["borger_version"].num_rows:
        return []
    hvad = "Ingen af filens bundles kan modtages."
    return [
        Filfejl(vis_sti(s), hvad, "Se fejlene, ret dem, og send igen.", Exit.BESKADIGET) for s in afviste[:20]
    ]


def _vis(tekst: str, mappe: Path) -> str:
    return vis_sti(tekst.replace(f"{mappe}/", ""))


def refuse(modtagelse: Modtagelse, fejl: Iterable[Filfejl], rod: Path) -> None:
    """Refuse a receipt, with every fault; nothing of it stays but the receipt."""
    modtagelse.fejl = [
        {**asdict(f), "sted": _vis(f.sted, rod), "hvad": _vis(f.hvad, rod), "kode": int(f.kode)} for f in fejl
    ]
    with skrivning():
        _settle(modtagelse)
        modtagelse.tilstand, modtagelse.afsluttet_tid = "afvist", timezone.now()
        modtagelse.save()
        write_spor(
            "filer.afvist", by="program", kommune=modtagelse.kommune,
            genstand=f"modtagelse:{modtagelse.uuid}", fejl=len(modtagelse.fejl),
        )  # fmt: skip


def _saml_bytes(mappe: Path, filer: Sequence[dict[str, Any]]) -> Path:
    """The received files as one: itself, or a ZIP."""
    if len(filer) == 1:
        return mappe / filer[0]["paa_disk"]
    ud = mappe / ".modtaget.zip"
    with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as z:
        for f in filer:
            z.write(mappe / f["paa_disk"], f["paa_disk"])
    return ud


def sweep_modtag() -> int:
    """Remove the files of receipts that are done or were never made; returns how many folders. At start
    only."""
    rod = Path(settings.DATA) / "modtag"
    levende = {str(u) for u in Modtagelse.objects.exclude(tilstand__in=SLUT).values_list("uuid", flat=True)}
    antal = 0
    for sti in rod.iterdir():
        if sti.name not in levende:
            shutil.rmtree(sti, ignore_errors=True) if sti.is_dir() else sti.unlink(missing_ok=True)
            antal += 1
    return antal
