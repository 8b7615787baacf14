/*---
titel = "Dækning af V06"
grain = "oplysning"
---*/
WITH forloeb AS (
  SELECT kommune_kode, borger_id, kode, COUNT(*) AS scorer
  FROM analyse_ad
  WHERE niveau BETWEEN 0 AND 4 AND dato IS NOT NULL
  GROUP BY kommune_kode, borger_id, kode
),
borger AS (
  SELECT kommune_kode, borger_id, MAX(scorer) AS scorer FROM forloeb GROUP BY kommune_kode, borger_id
),
talt AS (
  SELECT
    COUNT(CASE WHEN s.scorer >= 2 THEN 1 END) AS flere,
    COUNT(CASE WHEN s.scorer = 1 THEN 1 END) AS en,
    COUNT(*) AS borgere
  FROM analyse_borger b
  LEFT JOIN borger s ON b.kommune_kode = s.kommune_kode AND b.borger_id = s.borger_id
),
svar AS (
  SELECT 1 AS nr, 'borger' AS maal, CAST(flere AS BIGINT) AS antal, CAST(borgere AS BIGINT) AS af FROM talt
  UNION ALL
  SELECT 2 AS nr, 'en_score' AS maal, CAST(en AS BIGINT) AS antal, CAST(borgere AS BIGINT) AS af FROM talt
  UNION ALL
  SELECT
    3 AS nr,
    'vurderet' AS maal,
    CAST(COUNT(CASE WHEN niveau BETWEEN 0 AND 4 THEN 1 END) AS BIGINT) AS antal,
    CAST(COUNT(*) AS BIGINT) AS af
  FROM analyse_ad
  WHERE niveau IS NOT NULL
  UNION ALL
  SELECT 4 AS nr, 'ny' AS maal, CAST(COUNT(*) AS BIGINT) AS antal, CAST(COALESCE(SUM(gange), 0) AS BIGINT) AS af
  FROM analyse_ad
  WHERE niveau BETWEEN 0 AND 4 AND dato IS NOT NULL
  UNION ALL
  SELECT 5 AS nr, 'dateret' AS maal, CAST(COUNT(dato) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM analyse_ad
)
SELECT maal, antal, af
FROM svar
ORDER BY nr
