/*---
titel = "Ydelser, der også står i et nyere system efter et systemskifte"
grain = "ydelse i et tidligere anvendt system"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "12-model: The same ydelse in an old and a new system after a systemskifte: counted once, stated"
gem = true
---*/
SELECT DISTINCT leverance_id, fil_nr, post_nr, aktivitet_nr
FROM ydelse_dobbelt_par
WHERE talt
