/*---
titel = "Dækning af V15"
grain = "oplysning"
---*/
WITH uden AS (
  SELECT DISTINCT 'ydelse' AS maal, borger_nr
  FROM analyse_ydelse
  WHERE ydelse_kode = ''
  UNION ALL
  SELECT DISTINCT 'maalgruppe' AS maal, y.borger_nr
  FROM analyse_ydelse y
  LEFT JOIN analyse_maalgruppe_alle m ON y.ydelse_nr = m.ydelse_nr AND m.rang = 1
  WHERE m.ydelse_nr IS NULL
  UNION ALL
  SELECT 'stoettebehov' AS maal, borger_nr
  FROM analyse_borger
  WHERE stoettebehov IN ('', '9')
),
talt AS (
  SELECT maal, COUNT(*) AS uden FROM uden GROUP BY maal
),
navn AS (
  SELECT 'ydelse' AS maal, 1 AS nr UNION ALL SELECT 'maalgruppe', 2 UNION ALL SELECT 'stoettebehov', 3
),
i_alt AS (
  SELECT COUNT(*) AS borgere FROM analyse_borger
)
SELECT n.maal, CAST(i.borgere - COALESCE(t.uden, 0) AS BIGINT) AS antal, CAST(i.borgere AS BIGINT) AS af
FROM navn n
CROSS JOIN i_alt i
LEFT JOIN talt t ON n.maal = t.maal
ORDER BY n.nr
