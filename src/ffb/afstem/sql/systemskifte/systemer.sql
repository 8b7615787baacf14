/*---
titel = "Systemerne og deres ydelser"
grain = "system"
noegle = "system"
kilde = "S0: kolonnen System_status; 3-rapport, For the data steward: Systemskifte check"
---*/
WITH ydelse AS (
  SELECT
    l.system, COUNT(*) AS ydelser, COUNT(DISTINCT y.borger_id) AS borgere,
    CAST(SUM(CASE WHEN y.slutdato <= CAST(y.gruppe_tid AS DATE) THEN 1 ELSE 0 END) AS BIGINT) AS afsluttede,
    CAST(SUM(CASE WHEN t.leverance_id IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS taeller
  FROM ydelse_alle y
  JOIN leverance_brugt l ON y.leverance_id = l.leverance_id
  CROSS JOIN afstemning a
  LEFT JOIN gaeldende_ydelse t
    ON y.leverance_id = t.leverance_id AND y.fil_nr = t.fil_nr AND y.post_nr = t.post_nr
   AND y.aktivitet_nr = t.aktivitet_nr
  WHERE NOT y.fremmed AND y.kommune_kode = a.kommune_kode
  GROUP BY l.system
),
system AS (
  SELECT
    l.system, MAX(CAST(l.gruppe_tid AS DATE)) AS sidst_leveret,
    MAX(CASE WHEN l.tidligere THEN 1 ELSE 0 END) AS tidligere
  FROM leverance_brugt l
  CROSS JOIN afstemning a
  WHERE l.kommune_kode = a.kommune_kode
  GROUP BY l.system
)
SELECT
  s.system, s.tidligere, s.sidst_leveret, COALESCE(y.ydelser, 0) AS ydelser, COALESCE(y.borgere, 0) AS borgere,
  COALESCE(y.afsluttede, 0) AS afsluttede, COALESCE(y.taeller, 0) AS taeller
FROM system s
LEFT JOIN ydelse y ON s.system = y.system
ORDER BY s.tidligere DESC, s.system
