/*---
titel = "Dækning af V16"
grain = "oplysning"
---*/
WITH startet AS (
  SELECT DISTINCT y.kommune_kode, y.borger_id
  FROM analyse_ydelse y
  CROSS JOIN analyse_valg v
  WHERE y.startdato >= v.periode_fra
),
har AS (
  SELECT DISTINCT d.slags, d.kommune_kode, d.borger_id
  FROM analyse_datum d
  CROSS JOIN analyse_valg v
  WHERE d.dato <= v.dag
),
slags AS (
  SELECT 1 AS nr, 'ff' AS slags
  UNION ALL SELECT 2 AS nr, 'ad' AS slags
  UNION ALL SELECT 3 AS nr, 'stoettebehov' AS slags
  UNION ALL SELECT 4 AS nr, 'maaltype' AS slags
)
SELECT l.slags AS maal, CAST(COUNT(h.borger_id) AS BIGINT) AS antal, CAST(COUNT(s.borger_id) AS BIGINT) AS af
FROM slags l
LEFT JOIN startet s ON l.nr > 0
LEFT JOIN har h ON l.slags = h.slags AND s.kommune_kode = h.kommune_kode AND s.borger_id = h.borger_id
GROUP BY l.nr, l.slags
ORDER BY l.nr
