/*---
titel = "FFB-relevante ydelser startet i perioden, med dommen over hver"
grain = "ydelse i Tabel 1"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "3-rapport, Tabel 1"
gem = true
forklaring = "fejl som i kombination, og 32 mangler_maalgruppe."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id, y.kommune_kode, y.kombination_nr,
  y.fejl + CASE WHEN m.leverance_id IS NULL THEN 0 ELSE 32 END AS fejl,
  s.leverance_id IS NOT NULL AS skift
FROM ydelse_startet y
LEFT JOIN ydelse_uden_maalgruppe m
  ON y.leverance_id = m.leverance_id AND y.fil_nr = m.fil_nr AND y.post_nr = m.post_nr
 AND y.aktivitet_nr = m.aktivitet_nr
LEFT JOIN ydelse_skift s
  ON y.leverance_id = s.leverance_id AND y.fil_nr = s.fil_nr AND y.post_nr = s.post_nr
 AND y.aktivitet_nr = s.aktivitet_nr
WHERE y.relevant
