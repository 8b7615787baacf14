/*---
titel = "Dækning af V01"
grain = "oplysning"
---*/
SELECT
  'alle' AS maal,
  CAST(COALESCE(SUM(CASE WHEN m.slags = 5 THEN 1 ELSE 0 END), 0) AS BIGINT) AS antal,
  CAST(COUNT(*) AS BIGINT) AS af
FROM analyse_indberetter k
LEFT JOIN (
  SELECT COALESCE(kommune_kode, '') AS kommune_kode, COUNT(*) AS slags
  FROM kommune_maengde
  WHERE antal > 5
  GROUP BY COALESCE(kommune_kode, '')
) m ON k.kommune_kode = m.kommune_kode
