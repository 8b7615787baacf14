"""A person who has not chosen a language has none: the browser says which. Those who are here keep Danish."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("adgang", "0003_cachetabel")]

    operations = [
        migrations.AlterField(
            model_name="bruger",
            name="sprog",
            field=models.CharField(
                blank=True,
                choices=[("da", "Dansk"), ("en", "English")],
                default="",
                max_length=2,
                verbose_name="sprog",
            ),
        ),
    ]
