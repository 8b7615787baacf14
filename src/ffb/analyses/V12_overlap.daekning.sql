/*---
titel = "Dækning af V12"
grain = "oplysning"
---*/
WITH ffb AS (
  SELECT DISTINCT y.borger_nr
  FROM analyse_ydelse y
  CROSS JOIN analyse_valg v
  JOIN analyse_kommune_fsiii k ON y.kommune_kode = k.kommune_kode
  WHERE y.startdato <= v.dag AND (y.slutdato IS NULL OR y.slutdato >= v.dag)
),
fsiii AS (
  SELECT DISTINCT borger_nr FROM analyse_fsiii WHERE lov <> ''
)
SELECT d.maal, d.antal, d.af
FROM (
  SELECT 1 AS nr, 'kommuner' AS maal, CAST(COUNT(o.kommune_kode) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM analyse_kommune_valgt k
  LEFT JOIN analyse_kommune_fsiii o ON k.kommune_kode = o.kommune_kode
  UNION ALL
  SELECT
    2 AS nr, 'kendt' AS maal,
    CAST(COALESCE(SUM(CASE WHEN lov <> '' THEN 1 ELSE 0 END), 0) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM analyse_fsiii
  UNION ALL
  SELECT 3 AS nr, 'overlap' AS maal, CAST(COUNT(f.borger_nr) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM ffb y
  LEFT JOIN fsiii f ON y.borger_nr = f.borger_nr
) d
ORDER BY d.nr
