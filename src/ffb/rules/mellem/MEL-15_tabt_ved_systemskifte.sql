/*---
id = "MEL-15"
alvor = "advarsel"
kilde = "S0: Fra tidligere anvendte systemer medtages afsluttede ydelser, jf. Vejledning til kommuner om systemskifte"
hvorfor = "Ydelsen var ikke afsluttet i det gamle system og findes ikke i det nye. Så tæller den ingen steder."
ejer = "faglig_ansvarlig"
fase = "indberetning"
paa = "flere"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ydelsen er tabt ved systemskiftet"
besked = "Ydelsen fra {dato} var ikke slut i det gamle system (slutdato: {slut}) og er ikke i det nye."
besked_flertal = "{antal} ydelser er tabt ved systemskiftet."
goer = "Opret ydelsen i det nye system, eller sæt den rigtige slutdato i det gamle, og send igen."
[en]
titel = "The service was lost in the change of system"
besked = "The service starting {dato} had not ended in the old system (end date: {slut}) and is not in the new one."
besked_flertal = "{antal} services were lost in the change of system."
goer = "Create the service in the new system, or put the right end date in the old one, and deliver again."
---*/
WITH nyt AS (
  SELECT DISTINCT y.kommune_kode, y.borger_id, y.ffb_ydelse_kode, y.dst_kode
  FROM gaeldende_ydelse y
  JOIN leverance_brugt l ON y.leverance_id = l.leverance_id
  WHERE NOT l.tidligere
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'SLUTDATO' AS felt, y.ydelse_id AS vaerdi, y.startdato AS dato,
  y.sagsnummer, y.enhed, y.slutdato AS slut, y.aktivitet_nr,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM gaeldende_ydelse_raekke y
JOIN leverance_brugt l ON y.leverance_id = l.leverance_id AND l.tidligere
JOIN (SELECT DISTINCT kommune_kode FROM leverance_brugt WHERE NOT tidligere) k ON l.kommune_kode = k.kommune_kode
LEFT JOIN (SELECT DISTINCT kommune_kode, borger_id, ffb_ydelse_kode FROM nyt) f
  ON l.kommune_kode = f.kommune_kode AND y.borger_id = f.borger_id AND y.ffb_ydelse_kode = f.ffb_ydelse_kode
LEFT JOIN (SELECT DISTINCT kommune_kode, borger_id, dst_kode FROM nyt) d
  ON l.kommune_kode = d.kommune_kode AND y.borger_id = d.borger_id AND y.dst_kode = d.dst_kode
WHERE (y.slutdato IS NULL OR y.slutdato > CAST(l.gruppe_tid AS DATE))
  AND f.borger_id IS NULL AND d.borger_id IS NULL
