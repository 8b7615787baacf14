/*---
titel = "De ydelser, der løber på den dag, der dømmes på"
grain = "ydelse, der tæller, og aktivitet"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "vores: en kladde løber ikke, og ydelser efter §82 er holdt uden for"
gem = true
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id, y.gruppe_id, y.indsats_id, y.startdato,
  y.sagsnummer, y.enhed, d.dag
FROM gaeldende_ydelse y
JOIN leverance_dag d ON y.leverance_id = d.leverance_id
WHERE y.startdato <= d.dag AND (y.slutdato IS NULL OR y.slutdato > d.dag) AND COALESCE(y.status, '') <> 'draft'
  AND COALESCE(y.ffb_ydelse_kode, '') NOT IN (SELECT kode FROM begreb_lov WHERE paragraf LIKE '§82%')
