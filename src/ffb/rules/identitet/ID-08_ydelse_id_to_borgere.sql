/*---
id = "ID-08"
alvor = "fejl"
kilde = "IG: a resource with a known id is an update; 12-model: ydelse, key ydelse_id"
hvorfor = "En id står for én bevilling. Har to borgere den samme, overskriver den enes ydelse den andens, og målgruppen bindes forkert."
ejer = "it_leverandoer"
fase = "indberetning"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "To borgere har samme YDELSE_ID"
besked = "YDELSE_ID {vaerdi} står hos {borgere} borgere."
besked_flertal = "{antal} rækker har en YDELSE_ID, som også står hos en anden borger."
goer = "Giv hver ydelse sin egen faste id i fagsystemets udtræk."
[en]
titel = "Two citizens share a YDELSE_ID"
besked = "YDELSE_ID {vaerdi} stands with {borgere} citizens."
besked_flertal = "{antal} rows have a YDELSE_ID that another citizen has as well."
goer = "Give each service a lasting id of its own in the extract."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'YDELSE_ID' AS felt, y.ydelse_id AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, d.borgere
FROM gaeldende_ydelse y
JOIN (
  SELECT gruppe_id, ydelse_id, COUNT(DISTINCT borger_id) AS borgere
  FROM gaeldende_ydelse
  GROUP BY gruppe_id, ydelse_id
  HAVING COUNT(DISTINCT borger_id) > 1
) d ON y.gruppe_id = d.gruppe_id AND y.ydelse_id = d.ydelse_id
