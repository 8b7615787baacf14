/*---
titel = "Borgerens sidste ydelse, når den ikke er efter §82"
grain = "kommune og borger"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "S2: Oplysninger v. ydelsesophør; vores: en ydelse uden slutdato er den sidste, og §82 er holdt uden for"
gem = true
---*/
WITH nummereret AS (
  SELECT
    y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id, y.startdato, y.slutdato, y.sagsnummer,
    y.enhed, y.ffb_ydelse_kode, d.dag,
    ROW_NUMBER() OVER (
      PARTITION BY y.kommune_kode, y.borger_id
      ORDER BY COALESCE(y.slutdato, DATE '9999-12-31') DESC, y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr
    ) AS nr
  FROM gaeldende_ydelse y
  JOIN leverance_dag d ON y.leverance_id = d.leverance_id
)
SELECT
  leverance_id, fil_nr, post_nr, aktivitet_nr, borger_id, startdato, slutdato, sagsnummer, enhed, ffb_ydelse_kode, dag
FROM nummereret
WHERE nr = 1
  AND COALESCE(ffb_ydelse_kode, '') NOT IN (SELECT kode FROM begreb_lov WHERE paragraf LIKE '§82%')
