"""Two changes were made side by side; nothing is left to do."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sag", "0002_endpoint"), ("sag", "0002_oevelse_tilstede")]

    operations = []
