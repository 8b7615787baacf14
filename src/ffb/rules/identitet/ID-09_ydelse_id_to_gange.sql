/*---
id = "ID-09"
alvor = "advarsel"
kilde = "12-model: ydelse, key ydelse_id; vores: en ny bevilling får sin egen id"
hvorfor = "Samme id på to forskellige ydelser gør, at målgruppen bindes til begge, og at fund ikke kan følges fra gang til gang."
ejer = "it_leverandoer"
fase = "indberetning"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Samme YDELSE_ID på flere ydelser"
besked = "YDELSE_ID {vaerdi} står på {raekker} rækker med forskellig start eller FFB-ydelse."
besked_flertal = "{antal} rækker deler YDELSE_ID med en anden ydelse hos samme borger."
goer = "Giv hver bevilling sin egen YDELSE_ID, også når borgeren skifter P-nummer eller afdeling."
[en]
titel = "The same YDELSE_ID on several services"
besked = "YDELSE_ID {vaerdi} stands on {raekker} rows that start on different days or are different services."
besked_flertal = "{antal} rows share their YDELSE_ID with another service of the citizen."
goer = "Give each grant a YDELSE_ID of its own, also after a change of P-number or department."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'YDELSE_ID' AS felt, y.ydelse_id AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, d.raekker
FROM gaeldende_ydelse y
JOIN (
  SELECT gruppe_id, ydelse_id, COUNT(*) AS raekker
  FROM gaeldende_ydelse
  WHERE aktivitet_nr = 1
  GROUP BY gruppe_id, ydelse_id
  HAVING COUNT(DISTINCT borger_id) = 1
    AND COUNT(DISTINCT CONCAT(COALESCE(CAST(startdato AS VARCHAR), ''), '|', COALESCE(ffb_ydelse_kode, ''))) > 1
) d ON y.gruppe_id = d.gruppe_id AND y.ydelse_id = d.ydelse_id
WHERE y.aktivitet_nr = 1
