/*---
titel = "Dækning af V07"
grain = "oplysning"
---*/
WITH borger AS (
  SELECT
    b.kommune_kode, b.borger_id, MAX(CASE WHEN o.dato IS NULL THEN 0 ELSE 1 END) AS fulgt
  FROM analyse_borger b
  LEFT JOIN analyse_opfoelgning o ON b.kommune_kode = o.kommune_kode AND b.borger_id = o.borger_id
  GROUP BY b.kommune_kode, b.borger_id
)
SELECT d.maal, d.antal, d.af
FROM (
  SELECT
    1 AS nr, 'fulgt' AS maal,
    CAST(COALESCE(SUM(fulgt), 0) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM borger
  UNION ALL
  SELECT 2 AS nr, 'dateret' AS maal, CAST(COUNT(o.dato) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM gaeldende_opfoelgning o
  JOIN leverance_betjener s ON o.leverance_id = s.leverance_id
  JOIN analyse_borger b ON s.kommune_kode = b.kommune_kode AND o.borger_id = b.borger_id
  UNION ALL
  SELECT 3 AS nr, 'planlagt' AS maal, CAST(COUNT(dage_over) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM analyse_planlagt
) d
ORDER BY d.nr
