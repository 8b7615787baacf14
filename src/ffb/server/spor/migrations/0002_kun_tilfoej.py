"""The trail can only grow: the database itself refuses to change or delete a row."""

from __future__ import annotations

from typing import Any

from django.db import migrations

TABELLER = ("spor_spor", "spor_sporborger")
SQLITE = """
CREATE TRIGGER {tabel}_{hvad} BEFORE {HVAD} ON {tabel}
BEGIN SELECT RAISE(ABORT, 'sporet kan ikke aendres'); END
"""
POSTGRES = """
CREATE TRIGGER {tabel}_{hvad} BEFORE {HVAD} ON {tabel}
FOR EACH STATEMENT EXECUTE FUNCTION spor_kun_tilfoej()
"""
FUNKTION = """
CREATE OR REPLACE FUNCTION spor_kun_tilfoej() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'sporet kan ikke aendres'; END $$
"""


def add(apps: Any, editor: Any) -> None:
    postgres = editor.connection.vendor == "postgresql"
    with editor.connection.cursor() as cursor:
        if postgres:
            cursor.execute(FUNKTION)
        for tabel in TABELLER:
            for hvad in ("update", "delete") + (("truncate",) if postgres else ()):
                tekst = POSTGRES if postgres else SQLITE
                cursor.execute(tekst.format(tabel=tabel, hvad=hvad, HVAD=hvad.upper()))


def drop(apps: Any, editor: Any) -> None:
    postgres = editor.connection.vendor == "postgresql"
    with editor.connection.cursor() as cursor:
        for tabel in TABELLER:
            for hvad in ("update", "delete") + (("truncate",) if postgres else ()):
                cursor.execute(f"DROP TRIGGER {tabel}_{hvad}" + (f" ON {tabel}" if postgres else ""))


class Migration(migrations.Migration):
    dependencies = [("spor", "0001_initial")]
    operations = [migrations.RunPython(add, drop)]
