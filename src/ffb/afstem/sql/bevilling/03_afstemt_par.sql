/*---
titel = "Bevillinger og ydelser, der hører sammen"
grain = "bevilling og ydelse"
noegle = "bevilling_nr, levering_nr"
kilde = "vores: samme CPR, samme paragraf, og datoerne overlapper; op til tolerancen må der være imellem dem"
visning = true
---*/
SELECT b.bevilling_nr, l.levering_nr
FROM bevilget b
JOIN levering l ON b.borger_id = l.borger_id AND b.paragraf = l.paragraf
CROSS JOIN afstemning a
WHERE date_diff('day', b.til, l.fra) <= a.tolerance_dage AND date_diff('day', l.til, b.fra) <= a.tolerance_dage
