/*---
titel = "Leverede FFB-ydelser i kommunen, uanset start"
grain = "ydelse, der tæller og er FFB-relevant"
noegle = "levering_nr"
kilde = "3-rapport, For the data steward: Afstemning against a bevillingsliste"
visning = true
forklaring = "til er 31.12.2999, når ydelsen ingen slutdato har; en slutdato før startdatoen regnes som startdatoen."
---*/
SELECT
  ROW_NUMBER() OVER (ORDER BY y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr) AS levering_nr,
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id, y.ydelse_id, y.paragraf,
  y.startdato AS fra,
  CASE
    WHEN y.slutdato IS NULL THEN CAST('2999-12-31' AS DATE)
    WHEN y.slutdato < y.startdato THEN y.startdato
    ELSE y.slutdato
  END AS til,
  y.slutdato, s.sagsnummer, s.enhed, s.sagsbehandler, l.system
FROM ydelse_startet y
JOIN ydelse_sag s
  ON y.leverance_id = s.leverance_id AND y.fil_nr = s.fil_nr AND y.post_nr = s.post_nr
 AND y.aktivitet_nr = s.aktivitet_nr
JOIN leverance_brugt l ON y.leverance_id = l.leverance_id
CROSS JOIN afstemning a
WHERE y.relevant AND y.kommune_kode = a.kommune_kode
