/*---
titel = "Årets tabeller til dato pr. enhed"
grain = "enhed"
noegle = "enhed"
enhed = "ydelser startet i året til og med opgørelsesdagen, og deres borgere"
kilde = "3-rapport, For the data steward: Year-to-date tables per team"
---*/
WITH ydelse AS (
  SELECT y.borger_id, y.kommune_kode, d.fejl, COALESCE(s.enhed, 'Uoplyst') AS enhed
  FROM ffb_dom d
  JOIN ydelse_periode y
    ON d.leverance_id = y.leverance_id AND d.fil_nr = y.fil_nr AND d.post_nr = y.post_nr
   AND d.aktivitet_nr = y.aktivitet_nr
  JOIN ydelse_sag s
    ON d.leverance_id = s.leverance_id AND d.fil_nr = s.fil_nr AND d.post_nr = s.post_nr
   AND d.aktivitet_nr = s.aktivitet_nr
  CROSS JOIN indfasning_valg v
  WHERE y.kommune_kode = v.kommune_kode AND y.startdato BETWEEN v.aar_fra AND v.pr_dato
)
SELECT
  y.enhed,
  COUNT(*) AS ydelser,
  CAST(SUM(CASE WHEN (y.fejl & 31) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS med_fejl,
  COUNT(DISTINCT y.borger_id) AS borgere,
  COUNT(DISTINCT CASE WHEN (b.mangler & 1) <> 0 THEN y.borger_id END) AS udredningstema,
  COUNT(DISTINCT CASE WHEN (b.mangler & 2) <> 0 THEN y.borger_id END) AS aktivitet_deltagelse,
  COUNT(DISTINCT CASE WHEN (b.mangler & 4) <> 0 THEN y.borger_id END) AS funktionsevneniveau,
  COUNT(DISTINCT CASE WHEN (b.mangler & 8) <> 0 THEN y.borger_id END) AS stoettebehov,
  COUNT(DISTINCT CASE WHEN (b.mangler & 16) <> 0 THEN y.borger_id END) AS maaltype,
  COUNT(DISTINCT CASE WHEN b.mangler <> 0 THEN y.borger_id END) AS progressionsdata
FROM ydelse y
JOIN borger_status b ON y.kommune_kode = b.kommune_kode AND y.borger_id = b.borger_id
GROUP BY y.enhed
ORDER BY y.enhed
