"""Backup and restoring, new keys: nothing is lost, nothing is half."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from ffb.errors import BrugsFejl
from ffb.render.json import til_json
from ffb.server.drift.backup import backup_modeller, make_backup, restore_backup
from ffb.server.drift.rotation import rotate
from ffb.server.fund.models import Opgoerelse
from ffb.server.fund.opgoer import build_opsaetning, build_rapport, to_laesning
from ffb.server.fund.rapporter import pak_ud
from ffb.server.krypt import (
    HOVED,
    KLUMP,
    Beskadiget,
    decrypt_bytes,
    decrypt_cpr,
    encrypt_bytes,
    encrypt_cpr,
)  # fmt: skip
from ffb.server.leverance.boks import open_cpr
from ffb.server.leverance.grundlag import find_grundlag, lager, load_vejledning
from ffb.server.leverance.models import Borgernummer, Leverance
from ffb.server.noegler import load_noegler
from ffb.server.spor.actions import verify_spor

pytestmark = pytest.mark.django_db


def rapport_json(kode: str, opgoerelse: Opgoerelse) -> bytes:
    """The kommune's report counted anew from the store."""
    from ffb.engine.duckdb import DuckDB

    opsaetning = build_opsaetning(kode, opgoerelse.periode_fra, opgoerelse.periode_til)
    laesning = to_laesning(find_grundlag(kode))
    return til_json(build_rapport(laesning, load_vejledning(kode), opsaetning, DuckDB()))


def empty_database() -> None:
    for model in reversed(backup_modeller()):
        model._default_manager.all().delete()


@pytest.mark.gendanner
def test_a_restored_copy_gives_the_same_report_to_the_byte(
    talt: Opgoerelse, tmp_path: Path, settings: Any
) -> None:
    foer, fil = rapport_json("9001", talt), tmp_path / "b.tar.gz"
    antal = {m: m._default_manager.count() for m in backup_modeller()}
    assert make_backup(fil)["leverancer"] == Leverance.objects.count()
    assert fil.stat().st_mode & 0o077 == 0
    noegler = load_noegler()
    with tarfile.open(fil) as tar:
        alt = b"".join(tar.extractfile(m).read() for m in tar.getmembers() if m.isfile())  # type: ignore[union-attr]
    hemmelige = [noegler.pseudonym, noegler.session.encode(), noegler.segl.hex().encode()]
    cpr = [
        n.encode()
        for n in open_cpr("9001", Borgernummer.objects.values_list("borger_id", flat=True)).values()
    ]
    assert not any(h in alt for h in [*hemmelige, *cpr])
    empty_database()
    settings.DATA = tmp_path / "ny"
    settings.DATA.mkdir()
    restore_backup(fil)
    assert {m: m._default_manager.count() for m in backup_modeller()} == antal
    assert (
        rapport_json("9001", talt) == foer == til_json(pak_ud(Opgoerelse.objects.get(kommune="9001").rapport))
    )
    assert verify_spor() == []
    with pytest.raises(BrugsFejl, match="ikke tom"):
        restore_backup(fil)


@pytest.mark.gendanner
@pytest.mark.parametrize("skade", ["afkortet", "byte", "raekke"])
def test_a_damaged_backup_restores_nothing(
    talt: Opgoerelse, tmp_path: Path, settings: Any, skade: str
) -> None:
    fil = tmp_path / "b.tar.gz"
    make_backup(fil)
    if skade == "afkortet":
        fil.write_bytes(fil.read_bytes()[:-2000])
    else:
        _alter(fil, ".parquet" if skade == "byte" else "spor.spor.jsonl")
    empty_database()
    settings.DATA = tmp_path / "ny"
    settings.DATA.mkdir()
    with pytest.raises(BrugsFejl), transaction.atomic():
        restore_backup(fil)
    assert not Leverance.objects.exists() and not (settings.DATA / "lager").exists()


def _alter(fil: Path, endelse: str) -> None:
    """Change one byte of the first member with that ending."""
    ud = io.BytesIO()
    with tarfile.open(fil) as ind, tarfile.open(fileobj=ud, mode="w:gz") as tar:
        ramt = False
        for m in ind.getmembers():
            data = ind.extractfile(m).read() if m.isfile() else b""  # type: ignore[union-attr]
            if not ramt and m.name.endswith(endelse):
                data, ramt = (
                    data.replace(b"leverance", b"leverancf", 1)
                    if b"leverance" in data
                    else data[:-9] + b"x" + data[-8:],
                    True,
                )
            m.size = len(data)
            tar.addfile(m, io.BytesIO(data) if m.isfile() else None)
    assert ramt
    fil.write_bytes(ud.getvalue())


def test_new_keys_open_all_that_the_old_did(talt: Opgoerelse) -> None:
    ider = list(Borgernummer.objects.filter(kommune="9001").values_list("borger_id", flat=True))
    foer, gammel = open_cpr("9001", ider), load_noegler().nyeste("boks")[0]
    krypteret = bytes(Borgernummer.objects.filter(kommune="9001")[0].krypteret)
    nr = rotate("boks", by="test")
    assert nr == gammel + 1 and open_cpr("9001", ider) == foer
    assert bytes(Borgernummer.objects.filter(kommune="9001")[0].krypteret) != krypteret
    with pytest.raises(Beskadiget):
        decrypt_cpr(krypteret, "9001", gammel)
    assert rotate("fil", by="test") == 2
    for lev in Leverance.objects.all():
        assert lager().verify(lev.leverance_id, lev.manifest_hash) == []


def test_a_number_moved_to_another_kommune_does_not_open() -> None:
    krypteret, nr = encrypt_cpr("6101901234", "9001")
    with pytest.raises(Beskadiget) as fejl:
        decrypt_cpr(krypteret, "9002", nr)
    assert "6101901234" not in str(fejl.value)


@pytest.mark.parametrize("antal", [0, 1, KLUMP - 1, KLUMP, KLUMP + 1, 3 * KLUMP + 7])
def test_bytes_of_any_size_open_again_and_only_as_they_were(antal: int) -> None:
    klumper = max(1, -(-antal // KLUMP))
    data = bytes(i % 251 for i in range(min(antal, 997))) * (antal // 997 + 1)
    data = data[:antal]
    lukket = encrypt_bytes(data)
    assert decrypt_bytes(lukket) == data
    assert len(lukket) == HOVED.size + antal + 16 * klumper
    assert antal < 16 or data[:16] not in lukket
    krop = HOVED.size
    hel = KLUMP + 16  # an encrypted chunk
    aendret = {
        "en bit": lukket[:-1] + bytes([lukket[-1] ^ 1]),
        "afkortet": lukket[:-1],
        "hovedet alene": lukket[:krop],
        "halvt hoved": lukket[: krop - 1],
        "andet mærke": b"FFB2" + lukket[4:],
        "mere efter": lukket + b"x",
    }
    if klumper > 1:
        aendret["sidste klump væk"] = lukket[: krop + (klumper - 1) * hel]
        aendret["første klump væk"] = lukket[:krop] + lukket[krop + hel :]
    if klumper > 2:
        byttet = lukket[krop + hel : krop + 2 * hel] + lukket[krop : krop + hel]
        aendret["to klumper byttet"] = lukket[:krop] + byttet + lukket[krop + 2 * hel :]
    for hvad, skadet in aendret.items():
        with pytest.raises(Beskadiget):
            decrypt_bytes(skadet)
            pytest.fail(hvad)
