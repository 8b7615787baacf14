/*---
titel = "Ydelser i perioden, der er en fortsættelse efter skift af P-nummer eller afdeling"
grain = "ydelse efter skift"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "S1: Skift i P-nummer og afdelings-UUID har samme effekt (en ny startdato); vises som heraf skift (vores)"
gem = true
---*/
WITH startet AS (
  SELECT
    y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.kommune_kode, y.borger_id, d.dst_kode AS dst_effektiv,
    y.ffb_ydelse_kode, y.ffb_tilbud_kode, y.startdato,
    CONCAT(COALESCE(y.p_nummer, ''), '|', COALESCE(y.afdeling_uuid, '')) AS sted
  FROM ydelse_periode y
  LEFT JOIN dst_kendt d ON y.dst_kode = d.dst_kode
),
sluttet AS (
  SELECT
    y.kommune_kode, y.borger_id, d.dst_kode AS dst_effektiv, y.ffb_ydelse_kode, y.ffb_tilbud_kode, y.slutdato,
    CONCAT(COALESCE(y.p_nummer, ''), '|', COALESCE(y.afdeling_uuid, '')) AS sted
  FROM gaeldende_ydelse y
  LEFT JOIN dst_kendt d ON y.dst_kode = d.dst_kode
  CROSS JOIN koersel k
  WHERE y.slutdato BETWEEN CAST(k.periode_fra - INTERVAL 1 DAY AS DATE) AND k.periode_til
)
SELECT DISTINCT y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr
FROM startet y
JOIN sluttet f
  ON y.kommune_kode = f.kommune_kode AND y.borger_id = f.borger_id
 AND COALESCE(y.dst_effektiv, '') = COALESCE(f.dst_effektiv, '')
 AND COALESCE(y.ffb_ydelse_kode, '') = COALESCE(f.ffb_ydelse_kode, '')
 AND COALESCE(y.ffb_tilbud_kode, '') = COALESCE(f.ffb_tilbud_kode, '')
WHERE y.sted <> f.sted
  AND (y.startdato = f.slutdato OR y.startdato = CAST(f.slutdato + INTERVAL 1 DAY AS DATE))
