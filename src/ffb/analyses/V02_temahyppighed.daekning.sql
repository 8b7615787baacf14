/*---
titel = "Dækning af V02"
grain = "oplysning"
---*/
WITH startet AS (
  SELECT y.borger_nr, MAX(y.startdato) AS startdato
  FROM analyse_ydelse y
  CROSS JOIN analyse_valg v
  WHERE y.startdato >= v.periode_fra
  GROUP BY y.borger_nr
),
foerst AS (
  SELECT borger_nr, MIN(dato) AS dato FROM analyse_ff GROUP BY borger_nr
)
SELECT d.maal, d.antal, d.af
FROM (
  SELECT
    1 AS nr, 'tema' AS maal,
    CAST(COALESCE(SUM(CASE WHEN f.dato <= s.startdato THEN 1 ELSE 0 END), 0) AS BIGINT) AS antal,
    CAST(COUNT(*) AS BIGINT) AS af
  FROM startet s
  LEFT JOIN foerst f ON s.borger_nr = f.borger_nr
  UNION ALL
  SELECT 2 AS nr, 'dateret' AS maal, CAST(COUNT(t.dato) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM analyse_tema t
  JOIN startet s ON t.borger_nr = s.borger_nr
) d
ORDER BY d.nr
