/*---
titel = "Dækning af V17"
grain = "oplysning"
---*/
WITH maal AS (
  SELECT DISTINCT borger_nr, tema_nr FROM analyse_maal WHERE tema_nr IS NOT NULL
),
pr_borger AS (
  SELECT a.borger_nr, COUNT(*) AS temaer, COUNT(m.borger_nr) AS med_maal
  FROM analyse_ad a
  LEFT JOIN maal m ON a.borger_nr = m.borger_nr AND a.tema_nr = m.tema_nr
  WHERE a.foerste = 1
  GROUP BY a.borger_nr
),
udredt AS (
  SELECT
    COALESCE(SUM(temaer), 0) AS temaer, COALESCE(SUM(med_maal), 0) AS med_maal,
    COUNT(*) AS borgere, COUNT(CASE WHEN med_maal > 0 THEN 1 END) AS borgere_med_maal
  FROM pr_borger
),
talt AS (
  SELECT COUNT(*) AS maal, COUNT(tema_nr) AS med_tema FROM analyse_maal
),
svar AS (
  SELECT 1 AS nr, 'tema' AS maal, med_maal AS antal, temaer AS af FROM udredt
  UNION ALL
  SELECT 2 AS nr, 'borger' AS maal, borgere_med_maal AS antal, borgere AS af FROM udredt
  UNION ALL
  SELECT 3 AS nr, 'maal' AS maal, med_tema AS antal, maal AS af FROM talt
  UNION ALL
  SELECT 4 AS nr, 'ydelse' AS maal, k.maal AS antal, t.maal AS af
  FROM talt t
  CROSS JOIN (SELECT COUNT(DISTINCT maal_nr) AS maal FROM analyse_maal_ydelse) k
)
SELECT maal, CAST(antal AS BIGINT) AS antal, CAST(af AS BIGINT) AS af
FROM svar
ORDER BY nr
