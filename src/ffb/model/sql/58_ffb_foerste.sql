/*---
titel = "Borgerens første FFB-ydelse i perioden, og hvad borgeren mangler"
grain = "kommune og borger i Tabel 2"
noegle = "kommune_kode, borger_id"
kilde = "vores: det, en borger mangler i Tabel 2, peger på én ydelse"
gem = true
---*/
WITH nummereret AS (
  SELECT
    leverance_id, fil_nr, post_nr, borger_id, startdato, sagsnummer, enhed, kommune_kode,
    ROW_NUMBER() OVER (
      PARTITION BY kommune_kode, borger_id ORDER BY startdato, leverance_id, fil_nr, post_nr, aktivitet_nr
    ) AS nr
  FROM ffb_ydelse
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, y.startdato AS dato, y.sagsnummer, y.enhed, y.kommune_kode,
  s.mangler, s.kun_ikke_vurderet_niveau, s.kun_ikke_vurderet_stoette
FROM nummereret y
JOIN borger_status s ON y.kommune_kode = s.kommune_kode AND y.borger_id = s.borger_id
WHERE y.nr = 1
