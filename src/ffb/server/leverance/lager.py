"""The store on disk: a folder per leverance, written whole or not at all, never changed.

    <FFB_DATA>/lager/<id>/  ydelse_version.parquet …  modtaget.ffb  manifest.json
    <FFB_DATA>/lager/ny/    what is being written; swept at start

Order of publishing: write beside, fsync files and folder, rename, fsync the parent; then the caller
commits the row. A folder without a row is a left-over and is swept; a row without a folder cannot be.
Parquet holds pseudonyms only, sorted by borger_id; `cpr` never comes here. Source: 2-arkitektur, The store.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ffb.model.tabeller import TABELLER
from ffb.server.krypt import decrypt_fil, encrypt_fil
from ffb.sprog import _

RAEKKEGRUPPE = 10_000  # a page of one citizen reads one of these from each file
UDEN = frozenset({"cpr"})
BYTES = "modtaget.ffb"
MANIFEST = "manifest.json"


class Lager:
    """The folder `rod`, made if absent."""

    def __init__(self, rod: Path) -> None:
        self.rod = rod / "lager"
        self.ny = self.rod / "ny"
        self.ny.mkdir(parents=True, exist_ok=True, mode=0o700)

    def mappe(self, leverance_id: int) -> Path:
        return self.rod / str(leverance_id)

    def write(self, leverance_id: int, tabeller: dict[str, pa.Table], modtaget: Path | None) -> str:
        """Write a leverance; returns the hash of its manifest. Afterwards it is there, but does not count
        yet.

        Args:
            tabeller: stored tables by physical name; empty ones are left out.
            modtaget: the received bytes, one file (a ZIP where there were several); None when there are none.

        Raises:
            FileExistsError: a folder of that number exists already.
            OSError: the disk is full or gone; nothing is left but a folder in `ny`.
        """
        mappe, aftryk = self.prepare(leverance_id, tabeller, modtaget)
        try:
            if self.mappe(leverance_id).exists():
                raise FileExistsError(leverance_id)
            self.place(mappe, leverance_id)
        except BaseException:
            shutil.rmtree(mappe, ignore_errors=True)
            raise
        return aftryk

    def prepare(
        self, leverance_id: int, tabeller: dict[str, pa.Table], modtaget: Path | None
    ) -> tuple[Path, str]:
        """As `write`, but the folder stays in `ny` until `place`; returns it and the hash of its manifest."""
        mappe = self.ny / uuid.uuid4().hex
        mappe.mkdir(mode=0o700)
        try:
            for navn, tabel in tabeller.items():
                if navn not in UDEN and tabel.num_rows:
                    write_parquet(mappe / f"{navn}.parquet", tabel)
            if modtaget is not None:
                with modtaget.open("rb") as ind, (mappe / BYTES).open("wb") as ud:
                    encrypt_fil(ind, ud)
                    _sync(ud.fileno())
            aftryk = _write_manifest(mappe, leverance_id)
            _sync_mappe(mappe)
        except BaseException:
            shutil.rmtree(mappe, ignore_errors=True)
            raise
        return mappe, aftryk

    def place(self, mappe: Path, leverance_id: int) -> None:
        """Give a prepared folder its number; what a crash left under that number goes."""
        self.drop(leverance_id)
        mappe.rename(self.mappe(leverance_id))
        _sync_mappe(self.rod)

    def parquet(self, leverance_ider: Iterable[int]) -> dict[str, list[Path]]:
        """The files of each stored table over these leverancer."""
        ud: dict[str, list[Path]] = {}
        for leverance_id in leverance_ider:
            for sti in sorted(self.mappe(leverance_id).glob("*.parquet")):
                ud.setdefault(sti.stem, []).append(sti)
        return ud

    def tabeller(self, leverance_ider: Iterable[int]) -> dict[str, pa.Table]:
        """The rows of these leverancer in memory, every table of the model present."""
        filer = self.parquet(leverance_ider)
        return {
            t.fysisk: pa.concat_tables(
                [t.schema().empty_table(), *(pq.read_table(f) for f in filer.get(t.fysisk, []))]
            )
            for t in TABELLER.values()
        }

    def read_borger(self, sti: Path, borger_id: int) -> pa.Table:
        """One citizen's rows of a file sorted by borger_id: only the row groups that may hold her are read.

        Half the time of `pq.read_table` with a filter, which sets a whole dataset up for each file.
        """
        with pq.ParquetFile(sti) as fil:
            nr = fil.metadata.schema.names.index("borger_id")
            spaend = [fil.metadata.row_group(i).column(nr).statistics for i in range(fil.num_row_groups)]
            valgt = [
                i
                for i, s in enumerate(spaend)
                if s is None or not s.has_min_max or s.min <= borger_id <= s.max
            ]
            tabel = fil.read_row_groups(valgt, use_threads=False)
        return tabel.filter(pc.equal(tabel["borger_id"], borger_id))

    def bytes_fil(self, leverance_id: int) -> Path | None:
        """The encrypted received bytes, if they have not expired."""
        sti = self.mappe(leverance_id) / BYTES
        return sti if sti.exists() else None

    def drop_bytes(self, leverance_id: int) -> bool:
        """Take the received bytes away (expiry, or a citizen to be forgotten)."""
        sti = self.bytes_fil(leverance_id)
        if sti is None:
            return False
        sti.unlink()
        _sync_mappe(sti.parent)
        return True

    def rewrite_bytes(self, leverance_id: int) -> str:
        """Encrypt the received bytes with the newest key; returns the new hash of the manifest."""
        sti = self.mappe(leverance_id) / BYTES
        with tempfile.TemporaryFile(dir=self.ny) as klar:
            with sti.open("rb") as ind:
                for klump in decrypt_fil(ind):
                    klar.write(klump)
            klar.seek(0)
            ny = sti.with_suffix(".ny")
            with ny.open("wb") as ud:
                encrypt_fil(klar, ud)
                _sync(ud.fileno())
        ny.replace(sti)
        return _write_manifest(self.mappe(leverance_id), leverance_id)

    def rewrite_uden(self, leverance_id: int, borger_id: int) -> str:
        """Take a citizen's rows out of a leverance, file by file; returns the new hash of its manifest.

        Each file is replaced in one rename. Killed half way it is simply run again: what is gone is gone.
        """
        mappe = self.mappe(leverance_id)
        for sti in sorted(mappe.glob("*.parquet")):
            tabel = pq.read_table(sti)
            if "borger_id" in tabel.column_names:
                rest = _uden(tabel, borger_id)
                if rest.num_rows != tabel.num_rows:
                    _replace(sti, rest)
        _sync_mappe(mappe)
        return _write_manifest(mappe, leverance_id)

    def drop(self, leverance_id: int) -> None:
        """Take a whole leverance away; its row must be gone first."""
        shutil.rmtree(self.mappe(leverance_id), ignore_errors=True)

    def sweep(self, kendte: Iterable[int]) -> int:
        """Remove what no row knows of; returns how many folders. Only when nobody is writing (at start)."""
        navne = {str(i) for i in kendte}
        antal = 0
        for sti in [*self.ny.iterdir(), *(m for m in self.rod.iterdir() if m.name.isdigit())]:
            if sti.parent == self.ny or sti.name not in navne:
                shutil.rmtree(sti, ignore_errors=True)
                antal += 1
        return antal

    def verify(self, leverance_id: int, manifest_hash: str) -> list[str]:
        """What does not agree with the manifest, in words."""
        mappe = self.mappe(leverance_id)
        try:
            raa = (mappe / MANIFEST).read_bytes()
        except OSError:
            return [_("Leverance {nr}: manifestet mangler.", nr=leverance_id)]
        fejl = []
        if hashlib.sha256(raa).hexdigest() != manifest_hash:
            fejl.append(_("Leverance {nr}: manifestet er ændret.", nr=leverance_id))
        for navn, aftryk in json.loads(raa)["filer"].items():
            sti = mappe / navn
            if navn == BYTES and not sti.exists():
                continue  # expired; the row tells when
            if not sti.exists() or _sha256(sti) != aftryk:
                fejl.append(_("Leverance {nr}: {fil} mangler eller er ændret.", nr=leverance_id, fil=navn))
        return fejl


def write_parquet(sti: Path, tabel: pa.Table) -> None:
    """One table, by borger_id where it has one, on the disk when this returns."""
    if "borger_id" in tabel.column_names:
        tabel = tabel.sort_by([("borger_id", "ascending")])
    with sti.open("wb") as fil:
        pq.write_table(
            tabel,
            fil,
            compression="zstd",
            row_group_size=RAEKKEGRUPPE,
            use_dictionary=[felt.name for felt in tabel.schema if _is_gentaget(felt)],
        )
        fil.flush()
        _sync(fil.fileno())


def _is_gentaget(felt: pa.Field) -> bool:
    """True for texts that repeat: codes, statuses, dates. Ids hardly do, and a dictionary of them, or of
    numbers, takes longer to write and more room than none."""
    return pa.types.is_string(felt.type) and not felt.name.endswith("_id")


def _uden(tabel: pa.Table, borger_id: int) -> pa.Table:
    andre = pc.fill_null(pc.not_equal(tabel["borger_id"], borger_id), True)
    return tabel.filter(andre)


def _replace(sti: Path, tabel: pa.Table) -> None:
    if not tabel.num_rows:
        sti.unlink()
        return
    ny = sti.with_suffix(".ny")
    write_parquet(ny, tabel)
    ny.replace(sti)


def _write_manifest(mappe: Path, leverance_id: int) -> str:
    filer = {s.name: _sha256(s) for s in sorted(mappe.iterdir()) if s.suffix in (".parquet", ".ffb")}
    raa = json.dumps({"leverance_id": leverance_id, "filer": filer}, indent=1).encode()
    ny = mappe / "manifest.ny"
    with ny.open("wb") as fil:
        fil.write(raa)
        fil.flush()
        _sync(fil.fileno())
    ny.replace(mappe / MANIFEST)
    return hashlib.sha256(raa).hexdigest()


def _sha256(sti: Path) -> str:
    with sti.open("rb") as fil:
        return hashlib.file_digest(fil, "sha256").hexdigest()


def _sync(fd: int) -> None:
    os.fsync(fd)


def _sync_mappe(mappe: Path) -> None:
    fd = os.open(mappe, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
