/*---
titel = "Tabel 1's tal i hvert tidsrum"
grain = "tidsrum"
noegle = "navn"
enhed = "ydelser startet i tidsrummet"
kilde = "3-rapport, Tabel 1, og For the data steward: forecast of next year's tables"
---*/
SELECT
  t.navn,
  COUNT(*) AS antal,
  CAST(SUM(CASE WHEN (d.fejl & 1) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS mangler_ydelse_uuid,
  CAST(SUM(CASE WHEN (d.fejl & 2) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS mangler_tilbud_uuid,
  CAST(SUM(CASE WHEN (d.fejl & 4) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS fejl_mapning,
  CAST(SUM(CASE WHEN (d.fejl & 8) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS ukendt_uuid,
  CAST(SUM(CASE WHEN (d.fejl & 16) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS ugyldig_kombination,
  CAST(SUM(CASE WHEN (d.fejl & 31) = 0 THEN 1 ELSE 0 END) AS BIGINT) AS fejlfri
FROM ffb_dom d
JOIN ydelse_periode y
  ON d.leverance_id = y.leverance_id AND d.fil_nr = y.fil_nr AND d.post_nr = y.post_nr
 AND d.aktivitet_nr = y.aktivitet_nr
CROSS JOIN indfasning_valg v
JOIN tidsrum t ON y.startdato BETWEEN t.fra AND t.til
WHERE y.kommune_kode = v.kommune_kode
GROUP BY t.navn
ORDER BY t.navn
