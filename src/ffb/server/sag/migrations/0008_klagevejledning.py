from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sag", "0007_uden_plan")]

    operations = [
        migrations.AddField(
            model_name="sagsopsaetning",
            name="klagevejledning",
            field=models.TextField(blank=True, default=""),
        ),
    ]
