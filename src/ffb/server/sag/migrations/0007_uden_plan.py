from calendar import monthrange
from datetime import date

from django.db import migrations, models

FELTER = ("pk", "slags", "tilstand", "kode", "dato", "slut_dato", "frist_dato")


def sum_up_alle(apps, schema_editor):
    """What waits on every case, as it was counted when the column came: today's way may differ."""
    sager, objekter = apps.get_model("sag", "Sag"), apps.get_model("sag", "Objekt")
    for pk in sager.objects.values_list("pk", flat=True).iterator():
        egne = objekter.objects.filter(sag=pk, tilstand="gaeldende").order_by().values(*FELTER)
        sager.objects.filter(pk=pk).update(**_sum_up(list(egne)))


def _sum_up(gyldige):
    holdt = [o["dato"] for o in gyldige if o["slags"] == "opfoelgning" and o["dato"]]
    naevnt = {o["kode"] for o in gyldige if o["slags"] == "opfoelgning"}
    planer = [
        o["frist_dato"]
        for o in gyldige
        if o["slags"] == "planlagt" and o["frist_dato"] and str(o["pk"]) not in naevnt
    ]
    venter = [p for p in planer if not any(h >= p for h in holdt)]
    p82 = [
        o["frist_dato"] or _last_day(o["dato"])
        for o in gyldige
        if o["slags"] == "par82" and o["slut_dato"] is None and o["dato"]
    ]
    aktive = sum(o["slags"] == "indsats" and o["slut_dato"] is None for o in gyldige)
    return {"naeste_dato": min([*venter, *p82], default=None), "uden_plan": aktive > len(p82) and not venter}


def _last_day(start):
    aar, maaned = divmod(start.month + 5, 12)
    aar, maaned = start.year + aar, maaned + 1
    return date(aar, maaned, min(start.day, monthrange(aar, maaned)[1]))


class Migration(migrations.Migration):
    dependencies = [("sag", "0006_modtagne_bestillinger")]

    operations = [
        migrations.AddField(model_name="sag", name="uden_plan", field=models.BooleanField(default=False)),
        migrations.RunPython(sum_up_alle, migrations.RunPython.noop),
    ]
