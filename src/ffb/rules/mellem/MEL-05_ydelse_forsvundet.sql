/*---
id = "MEL-05"
alvor = "advarsel"
kilde = "vores; S0: fra nuværende systemer anvendes den senest modtagne dataleverance, så det, der mangler i den, er væk"
hvorfor = "Ydelsen løb, sidst den blev sendt, og er nu væk uden slutdato. Så falder den ud af alle tabeller."
ejer = "it_leverandoer"
fase = "indberetning"
paa = "flere"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ydelsen er forsvundet uden slutdato"
besked = "Ydelsen {vaerdi} fra {dato} var i den forrige leverance og er væk i den nye."
besked_flertal = "{antal} ydelser er forsvundet uden slutdato."
goer = "Send ydelsen igen, med slutdato hvis den er slut. Var den oprettet ved en fejl, skal der ikke gøres mere."
[en]
titel = "The service has vanished without an end date"
besked = "The service {vaerdi} starting {dato} was in the previous delivery and is gone in the new one."
besked_flertal = "{antal} services have vanished without an end date."
goer = "Send the service again, with an end date if it has ended. If it was created by mistake, nothing more is to be done."
---*/
WITH id AS (
  SELECT DISTINCT leverance_id, ydelse_id FROM ydelse_version WHERE NOT trukket
),
indhold AS (
  SELECT DISTINCT leverance_id, borger_id, startdato, COALESCE(ffb_ydelse_kode, '') AS ydelse
  FROM ydelse_version WHERE NOT trukket
),
borger AS (
  SELECT DISTINCT leverance_id, borger_id FROM ydelse_version WHERE NOT trukket
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'YDELSE_ID' AS felt, y.ydelse_id AS vaerdi, y.startdato AS dato,
  y.sagsnummer, y.enhed
FROM leverance_par p
JOIN ydelse_version y ON p.gl = y.leverance_id
JOIN borger b ON p.ny = b.leverance_id AND y.borger_id = b.borger_id
LEFT JOIN id n ON p.ny = n.leverance_id AND y.ydelse_id = n.ydelse_id
LEFT JOIN indhold i
  ON p.ny = i.leverance_id AND y.borger_id = i.borger_id AND y.startdato = i.startdato
 AND COALESCE(y.ffb_ydelse_kode, '') = i.ydelse
WHERE y.ydelse_id IS NOT NULL AND NOT y.trukket AND n.ydelse_id IS NULL AND i.leverance_id IS NULL
  AND (y.slutdato IS NULL OR y.slutdato > p.gl_dag)
