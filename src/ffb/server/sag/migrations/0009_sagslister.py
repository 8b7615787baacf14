from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sag", "0008_klagevejledning"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(model_name="sag", name="sag_sag_kommune_ddded7_idx"),
        migrations.AddIndex(
            model_name="sag",
            index=models.Index(fields=["kommune", "sagsbehandler", "-aendret_tid"], name="sag_mine"),
        ),
        migrations.AddIndex(
            model_name="sag", index=models.Index(fields=["kommune", "soegenummer"], name="sag_nummer")
        ),
    ]
