"""The shared cache's table, so that `migrate` makes all there is to make."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.db import migrations


def add(apps: Any, editor: Any) -> None:
    call_command("createcachetable", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("adgang", "0002_sessioner_og_spaerring")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
