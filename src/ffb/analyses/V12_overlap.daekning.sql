/*---
titel = "Dækning af V12"
grain = "oplysning"
---*/
WITH ffb AS (
  SELECT DISTINCT y.kommune_kode, y.borger_id
  FROM analyse_ydelse y
  CROSS JOIN analyse_valg v
  WHERE y.startdato <= v.dag AND (y.slutdato IS NULL OR y.slutdato >= v.dag)
    AND y.kommune_kode IN (SELECT kommune_kode FROM analyse_fsiii_alle)
),
fsiii AS (
  SELECT DISTINCT kommune_kode, borger_id FROM analyse_fsiii WHERE lov <> ''
),
kommune AS (
  SELECT DISTINCT s.kommune_kode
  FROM leverance_betjener s
  CROSS JOIN analyse_valg v
  WHERE NOT v.kommune_valgt OR s.kommune_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'kommune')
)
SELECT d.maal, d.antal, d.af
FROM (
  SELECT
    1 AS nr, 'kommuner' AS maal,
    CAST(COUNT(DISTINCT f.kommune_kode) AS BIGINT) AS antal, CAST(COUNT(DISTINCT k.kommune_kode) AS BIGINT) AS af
  FROM kommune k
  LEFT JOIN analyse_fsiii_alle f ON k.kommune_kode = f.kommune_kode
  UNION ALL
  SELECT
    2 AS nr, 'kendt' AS maal,
    CAST(COALESCE(SUM(CASE WHEN lov <> '' THEN 1 ELSE 0 END), 0) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM analyse_fsiii
  UNION ALL
  SELECT 3 AS nr, 'overlap' AS maal, CAST(COUNT(f.borger_id) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM ffb y
  LEFT JOIN fsiii f ON y.kommune_kode = f.kommune_kode AND y.borger_id = f.borger_id
) d
ORDER BY d.nr
