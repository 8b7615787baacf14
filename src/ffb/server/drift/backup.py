"""Backup and restoring: one file with the database's rows and the store's folders; never the keys.

Opinion taken: rows are written as JSON a line, not as one database's own dump, so a backup of SQLite can
be restored into PostgreSQL and the other way. Every leverance is held against its manifest on the way out
and on the way in. A restored copy gives the same reports to the byte (test).
Source: 2-arkitektur, The store; 12-model (backups).
"""

from __future__ import annotations

import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from ffb import __version__
from ffb.errors import BrugsFejl
from ffb.server.leverance.grundlag import lager
from ffb.server.leverance.models import Leverance
from ffb.server.spor.actions import verify_spor
from ffb.sprog import _

FORMAT = "ffb-backup/1"
# an answer of a tool lives some hours and can be made again (redskaber)
UDEN = {"redskaber.redskabssvar", "sessions.session", "contenttypes.contenttype", "auth.permission"}
PORTION = 500
INFO, RAEKKER = "info.json", "raekker"


class Praecis(DjangoJSONEncoder):
    """Times to the microsecond: Django's own writes milliseconds, and the trail's hashes would not agree."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def backup_modeller() -> list[type[models.Model]]:
    """Every model whose rows belong in a backup, those pointed at before those that point."""
    alle = [
        m
        for m in apps.get_models()
        if m._meta.managed and not m._meta.proxy and m._meta.label_lower not in UDEN
    ]
    ordnet: list[type[models.Model]] = []
    while rest := [m for m in alle if m not in ordnet]:
        klar = [m for m in rest if _peger_paa(m) <= {*ordnet, m} | (set(apps.get_models()) - set(alle))]
        ordnet += klar or rest
    return ordnet


def _peger_paa(model: type[models.Model]) -> set[Any]:
    return {
        f.related_model
        for f in model._meta.get_fields()
        if f.is_relation and f.many_to_one and f.related_model
    }


def make_backup(ud: Path) -> dict[str, Any]:
    """Write a backup to `ud` (mode 600); returns what it holds. Whole, or not there at all.

    Raises:
        BrugsFejl: a leverance does not agree with its manifest, or the place cannot be written.
    """
    ny = ud.with_name(ud.name + ".ny")
    try:
        fd = os.open(ny, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(fd, "wb") as fil, tarfile.open(fileobj=fil, mode="w:gz", compresslevel=1) as tar:
            info = _write(tar)
            fil.flush()
        ny.replace(ud)
    except OSError as fejl:
        raise BrugsFejl(_("{fil} kan ikke skrives ({hvorfor}).", fil=ud, hvorfor=fejl.strerror)) from None
    finally:
        ny.unlink(missing_ok=True)
    return info


def _write(tar: tarfile.TarFile) -> dict[str, Any]:
    antal = {}
    yderst = not connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and yderst:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for model in backup_modeller():
            navn = model._meta.label_lower
            antal[navn] = _add_model(tar, navn, model)
        leverancer = list(Leverance.objects.filter(aaben=False).order_by("pk"))
    for lev in leverancer:
        fejl = lager().verify(lev.leverance_id, lev.manifest_hash)
        if fejl:
            raise BrugsFejl("Lageret er ikke helt: " + " ".join(fejl))
        tar.add(lager().mappe(lev.leverance_id), f"lager/{lev.leverance_id}")
    godkendelser = Path(settings.DATA) / "godkendelser"
    if godkendelser.is_dir():
        tar.add(godkendelser, "godkendelser")
    info = {"format": FORMAT, "program": __version__, "raekker": antal, "leverancer": len(leverancer)}
    _add_bytes(tar, INFO, json.dumps(info).encode())
    return info


def _add_model(tar: tarfile.TarFile, navn: str, model: type[models.Model]) -> int:
    """One model's rows as JSON lines, in bounded memory."""
    antal = 0
    with tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as fil:
        for raekke in model._default_manager.order_by("pk").iterator(chunk_size=PORTION):
            fil.write(serializers.serialize("jsonl", [raekke], cls=Praecis).strip().encode() + b"\n")
            antal += 1
        info = tarfile.TarInfo(f"{RAEKKER}/{navn}.jsonl")
        info.size = fil.tell()
        fil.seek(0)
        tar.addfile(info, fil)
    return antal


def _add_bytes(tar: tarfile.TarFile, navn: str, data: bytes) -> None:
    info = tarfile.TarInfo(navn)
    info.size = len(data)
    tar.addfile(info, io.BytesIO(data))


def restore_backup(fil: Path) -> dict[str, Any]:
    """Put a backup into this empty installation; returns what it held. All of it or nothing.

    Raises:
        BrugsFejl: not a backup, damaged, or the installation is not empty.
    """
    if Leverance.objects.exists() or apps.get_model("adgang.Bruger").objects.exists():
        raise BrugsFejl("Installationen er ikke tom. Gendan i en tom datamappe og en tom database.")
    data = Path(settings.DATA)
    with tempfile.TemporaryDirectory(dir=data) as midlertidig:
        mappe = Path(midlertidig)
        info = _unpack(fil, mappe)
        with transaction.atomic():
            for model in backup_modeller():
                _load_model(mappe, model, info)
            _reset_numre()
            _check(mappe)
            _move(mappe, data)
    return info


def _unpack(fil: Path, mappe: Path) -> dict[str, Any]:
    try:
        with tarfile.open(fil, "r:gz") as tar:
            tar.extractall(mappe, filter="data")
        info: dict[str, Any] = json.loads((mappe / INFO).read_bytes())
    except (tarfile.TarError, OSError, ValueError, EOFError):
        raise BrugsFejl(_("{fil} er ikke en hel backup fra FFB.", fil=fil)) from None
    if info.get("format") != FORMAT:
        raise BrugsFejl(_("{fil} er lavet af en anden udgave af FFB og kan ikke gendannes her.", fil=fil))
    return info


def _load_model(mappe: Path, model: type[models.Model], info: dict[str, Any]) -> None:
    navn = model._meta.label_lower
    model._default_manager.all()._raw_delete(connection.alias)
    antal = 0
    for portion in _portioner(mappe / RAEKKER / f"{navn}.jsonl"):
        raekker = [r.object for r in serializers.deserialize("jsonl", portion)]
        model._default_manager.bulk_create(raekker)
        antal += len(raekker)
    if antal != info["raekker"].get(navn, 0):
        raise BrugsFejl("Backuppen er beskadiget: der mangler rækker. Intet er gendannet.")


def _portioner(fil: Path) -> Iterator[str]:
    if not fil.exists():
        return
    linjer: list[str] = []
    with fil.open(encoding="utf-8") as ind:
        for linje in ind:
            linjer.append(linje)
            if len(linjer) == PORTION:
                yield "".join(linjer)
                linjer = []
    if linjer:
        yield "".join(linjer)


def _reset_numre() -> None:
    """Let new rows continue after the restored ones (PostgreSQL keeps that beside the rows)."""
    sql = connection.ops.sequence_reset_sql(no_style(), backup_modeller())
    with connection.cursor() as cursor:
        for linje in sql:
            cursor.execute(linje)


def _check(mappe: Path) -> None:
    from ffb.server.leverance.lager import Lager

    fremmed = Lager(mappe)
    fejl = [
        f
        for lev in Leverance.objects.filter(aaben=False)
        for f in fremmed.verify(lev.leverance_id, lev.manifest_hash)
    ]
    fejl += verify_spor()
    if fejl:
        raise BrugsFejl("Backuppen er beskadiget, og intet er gendannet: " + " ".join(fejl[:5]))


def _move(mappe: Path, data: Path) -> None:
    for navn in ("lager", "godkendelser"):
        if (mappe / navn).is_dir():
            shutil.copytree(mappe / navn, data / navn, dirs_exist_ok=True)
