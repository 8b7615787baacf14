"""Migrations: the models and the migrations agree, and a filled database of an earlier version is brought up
to date with every row kept. New databases are made by them in every test (on both kinds)."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest
from django.core.management import call_command

from server.fejl.server_proces import Serverproces

pytestmark = pytest.mark.egen_database
FYLDTE = sorted((Path(__file__).parent / "data").glob("fyldt-*.sqlite3.xz"))
# rows that a migration writes itself
EGNE = {"django_migrations", "django_content_type", "auth_permission", "sqlite_sequence"}


def test_no_migration_is_missing(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("fil", FYLDTE, ids=lambda f: f.name.split(".")[0])
def test_a_filled_database_keeps_every_row(fil: Path, tmp_path: Path) -> None:
    server = Serverproces(tmp_path / "data", tmp_path / "noegler.json")
    server.data.mkdir(exist_ok=True)
    (server.data / "ffb.sqlite3").write_bytes(lzma.decompress(fil.read_bytes()))
    svar = server.ask("migrer")
    assert svar["fejl"] == []
    assert svar["foer"]["spor_spor"] > 10 and svar["foer"]["fund_fund"] > 10
    for tabel, antal in svar["foer"].items():
        assert tabel in EGNE or svar["efter"].get(tabel) == antal, tabel
