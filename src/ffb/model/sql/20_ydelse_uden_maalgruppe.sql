/*---
titel = "Ydelser i perioden uden målgruppe"
grain = "ydelse uden målgruppe"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "12-model: binds to ydelse_id if given, else indsats_id, else all the citizen's ydelser; Løbende: målgruppe of a ydelse comes from the carePlan it was granted under; S1: ydelser m. startdato fra 1. januar 2025 skal have en FFB-målgruppe"
gem = true
forklaring = "Hver slags binding læser selv målgrupperne: en slags, der ikke forekommer, ses af filens statistik og bliver ikke læst. Om ydelsen er relevant, siger ydelse_startet."
---*/
WITH bundet AS (
  SELECT DISTINCT i.gruppe_id, i.indsats_id, i.maalgruppe_id
  FROM gaeldende_indsats_maalgruppe i
  JOIN gaeldende_maalgruppe m ON i.gruppe_id = m.gruppe_id AND i.maalgruppe_id = m.kilde_id
  WHERE m.ffb_maalgruppe_kode <> ''
),
paa_ydelse AS (
  SELECT gruppe_id, ydelse_id
  FROM gaeldende_maalgruppe
  WHERE ffb_maalgruppe_kode <> '' AND ydelse_id IS NOT NULL
),
paa_indsats AS (
  SELECT gruppe_id, indsats_id
  FROM gaeldende_maalgruppe
  WHERE ffb_maalgruppe_kode <> '' AND ydelse_id IS NULL AND indsats_id IS NOT NULL
  UNION ALL
  SELECT gruppe_id, indsats_id FROM bundet
),
paa_bevilling AS (
  SELECT v.gruppe_id, v.ydelse_id
  FROM ydelse_bevilget_maalgruppe v
  JOIN gaeldende_maalgruppe m ON v.gruppe_id = m.gruppe_id AND v.maalgruppe_id = m.kilde_id
  WHERE m.ffb_maalgruppe_kode <> ''
),
paa_borger AS (
  SELECT s.kommune_kode, m.borger_id
  FROM gaeldende_maalgruppe m
  JOIN leverance_betjener s ON m.leverance_id = s.leverance_id
  LEFT JOIN bundet b ON m.gruppe_id = b.gruppe_id AND m.kilde_id = b.maalgruppe_id
  WHERE m.ffb_maalgruppe_kode <> '' AND m.ydelse_id IS NULL AND m.indsats_id IS NULL AND b.maalgruppe_id IS NULL
)
SELECT y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr
FROM ydelse_periode y
WHERE NOT EXISTS (SELECT 1 FROM paa_ydelse m WHERE m.gruppe_id = y.gruppe_id AND m.ydelse_id = y.ydelse_id)
  AND NOT EXISTS (SELECT 1 FROM paa_indsats i WHERE i.gruppe_id = y.gruppe_id AND i.indsats_id = y.indsats_id)
  AND NOT EXISTS (SELECT 1 FROM paa_bevilling b WHERE b.gruppe_id = y.gruppe_id AND b.ydelse_id = y.ydelse_id)
  AND NOT EXISTS (SELECT 1 FROM paa_borger a WHERE a.kommune_kode = y.kommune_kode AND a.borger_id = y.borger_id)
