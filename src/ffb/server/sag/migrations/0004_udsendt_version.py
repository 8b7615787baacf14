from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sag", "0003_oevelse_tilstede")]

    operations = [
        migrations.AddField(model_name="sag", name="udsendt_version", field=models.IntegerField(default=-1)),
    ]
