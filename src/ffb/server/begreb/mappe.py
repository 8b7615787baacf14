"""The installation's folder of catalogues as the approved versions say; written again whenever they differ.

Before a server took the folder over, versions may have come by the command line: they are taken into the
database once, and the folder is marked so that only approved versions come after them (ADR 0022).
"""

from __future__ import annotations

import hashlib
import tempfile
import zlib
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ffb.begreber import Katalog, brug_mappe, katalog_list
from ffb.begreber.indfoer import make_csv, read_fundne, remove_version, write_version
from ffb.begreber.katalog import read_begreb_list
from ffb.begreber.sted import SERVERMAERKE
from ffb.server.begreb.models import GODKENDT, Katalogversion


def begreber_mappe() -> Path:
    """Where this server keeps its catalogues."""
    return Path(settings.DATA) / "begreber"


def refresh() -> None:
    """Use this server's folder, and see whether it has changed: at the start of each request and job."""
    brug_mappe(begreber_mappe())


def pak(katalog: Katalog) -> tuple[bytes, str]:
    """(the version as it is kept, its hash)."""
    data = make_csv(katalog)
    return zlib.compress(data), hashlib.sha256(data).hexdigest()


def load(version: Katalogversion) -> Katalog:
    """A version from its row."""
    with tempfile.TemporaryDirectory() as mappe:
        fil = Path(mappe) / "version.csv"
        fil.write_bytes(zlib.decompress(bytes(version.data)))
        begreb_list, udgaaet_list = read_begreb_list(fil)
    return Katalog(
        id=version.katalog_id,
        navn=version.titel,
        version=version.katalog_id.partition("/")[2],
        gaelder_fra=version.gaelder_fra,
        gaelder_til=version.gaelder_til,
        system=version.system,
        kilde=version.kilde,
        licens="",
        begreb_list=begreb_list,
        udgaaet_list=udgaaet_list,
    )


def sync_mappe() -> int:
    """Make the folder hold the approved versions and no others; returns how many were written or removed."""
    mappe = begreber_mappe()
    refresh()
    if not (mappe / SERVERMAERKE).exists():
        _adopt(mappe)
    fundne = read_fundne(mappe)
    godkendte = {v.katalog_id: v for v in Katalogversion.objects.filter(tilstand=GODKENDT).defer("data")}
    antal = 0
    for id_ in fundne.keys() - godkendte.keys():
        antal += remove_version(id_, mappe)
    for id_, v in godkendte.items():
        if fundne.get(id_) != v.sha256:
            write_version(load(v), mappe)
            antal += 1
    refresh()
    return antal


def _adopt(mappe: Path) -> None:
    """Take versions from before the server into the database, and mark the folder."""
    if not mappe.is_dir():
        return
    fundne = read_fundne(mappe)
    nu = timezone.now()
    with transaction.atomic():
        for katalog in katalog_list():
            if katalog.id in fundne and not Katalogversion.objects.filter(katalog_id=katalog.id).exists():
                data, aftryk = pak(katalog)
                Katalogversion.objects.create(
                    katalog_id=katalog.id, titel=katalog.navn, system=katalog.system,
                    gaelder_fra=katalog.gaelder_fra, gaelder_til=katalog.gaelder_til,
                    kilde=katalog.kilde[:500], sha256=aftryk, data=data,
                    antal=len(katalog.begreb_list), tilstand=GODKENDT,
                    foreslaaet_af="kommandolinjen", afgjort_af="program", afgjort_tid=nu,
                )  # fmt: skip
    (mappe / SERVERMAERKE).touch()


class Kataloger:
    """Middleware: every request sees the catalogues as they are."""

    def __init__(self, get_response: object) -> None:
        self.get_response = get_response

    def __call__(self, request: object) -> object:
        refresh()
        return self.get_response(request)  # type: ignore[operator]
