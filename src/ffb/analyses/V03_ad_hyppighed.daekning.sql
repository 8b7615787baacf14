/*---
titel = "Dækning af V03"
grain = "oplysning"
---*/
WITH talt AS (
  SELECT
    COUNT(DISTINCT CASE WHEN dato IS NOT NULL THEN borger_nr END) AS borgere,
    SUM(foerste) AS temaer,
    SUM(CASE WHEN niveau BETWEEN 0 AND 4 THEN seneste_vurdering ELSE 0 END) AS vurderet,
    COUNT(dato) AS dateret,
    COUNT(*) AS registreringer
  FROM analyse_ad
),
svar AS (
  SELECT 1 AS nr, 'ad' AS maal, t.borgere AS antal, i.borgere AS af
  FROM talt t
  CROSS JOIN (SELECT COUNT(*) AS borgere FROM analyse_borger) i
  UNION ALL
  SELECT 2 AS nr, 'vurderet' AS maal, vurderet AS antal, temaer AS af FROM talt
  UNION ALL
  SELECT 3 AS nr, 'dateret' AS maal, dateret AS antal, registreringer AS af FROM talt
)
SELECT maal, CAST(COALESCE(antal, 0) AS BIGINT) AS antal, CAST(COALESCE(af, 0) AS BIGINT) AS af
FROM svar
ORDER BY nr
