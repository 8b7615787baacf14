/*---
titel = "Dækning af V02"
grain = "oplysning"
---*/
WITH startet AS (
  SELECT y.kommune_kode, y.borger_id, MAX(y.startdato) AS startdato
  FROM analyse_ydelse y
  CROSS JOIN analyse_valg v
  WHERE y.startdato >= v.periode_fra
  GROUP BY y.kommune_kode, y.borger_id
),
tema AS (
  SELECT kommune_kode, borger_id, dato
  FROM analyse_tema
  WHERE art IN ('ff_undertema', 'omgivelse_undertema')
),
foerst AS (
  SELECT kommune_kode, borger_id, MIN(dato) AS dato FROM analyse_ff GROUP BY kommune_kode, borger_id
)
SELECT d.maal, d.antal, d.af
FROM (
  SELECT
    1 AS nr, 'tema' AS maal,
    CAST(COALESCE(SUM(CASE WHEN f.dato <= s.startdato THEN 1 ELSE 0 END), 0) AS BIGINT) AS antal,
    CAST(COUNT(*) AS BIGINT) AS af
  FROM startet s
  LEFT JOIN foerst f ON s.kommune_kode = f.kommune_kode AND s.borger_id = f.borger_id
  UNION ALL
  SELECT 2 AS nr, 'dateret' AS maal, CAST(COUNT(t.dato) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM tema t
  JOIN startet s ON t.kommune_kode = s.kommune_kode AND t.borger_id = s.borger_id
) d
ORDER BY d.nr
