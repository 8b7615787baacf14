from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sag", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="sagsopsaetning",
            name="endpoint",
            field=models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
    ]
