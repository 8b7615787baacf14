/*---
id = "ID-10"
alvor = "advarsel"
kilde = "vores: en sag handler om én borger (S1, VUM 2.0: sagsåbning for borgeren)"
hvorfor = "Deler to borgere sagsnummer, går arbejdslisten til den forkerte sag, og den sikre kopi peger på to personer."
ejer = "sagsbehandler"
fase = "sagsaabning"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "To borgere har samme sagsnummer"
besked = "Sagsnummer {vaerdi} står hos {borgere} borgere."
besked_flertal = "{antal} ydelser har et sagsnummer, som også står hos en anden borger."
goer = "Ret sagsnummeret, eller opret en sag for hver borger."
[en]
titel = "Two citizens share a case number"
besked = "Case number {vaerdi} stands with {borgere} citizens."
besked_flertal = "{antal} services carry a case number that another citizen has as well."
goer = "Correct the case number, or open a case for each citizen."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'SAGSNUMMER' AS felt, y.sagsnummer AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, d.borgere
FROM gaeldende_ydelse y
JOIN (
  SELECT gruppe_id, sagsnummer, COUNT(DISTINCT borger_id) AS borgere
  FROM gaeldende_ydelse
  WHERE TRIM(sagsnummer) <> ''
  GROUP BY gruppe_id, sagsnummer
  HAVING COUNT(DISTINCT borger_id) > 1
) d ON y.gruppe_id = d.gruppe_id AND y.sagsnummer = d.sagsnummer
