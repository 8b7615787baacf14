/*---
titel = "Borgere, hvis ydelser alle er slut"
grain = "kommune og borger"
noegle = "leverance_kommune, borger_id"
kilde = "S2: oplysninger ved ydelsesophør"
gem = true
---*/
SELECT leverance_kommune, borger_id, MAX(slutdato) AS sidste
FROM gaeldende_ydelse
GROUP BY leverance_kommune, borger_id
HAVING COUNT(*) = COUNT(slutdato)
