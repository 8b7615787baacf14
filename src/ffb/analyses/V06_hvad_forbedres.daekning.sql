/*---
titel = "Dækning af V06"
grain = "oplysning"
---*/
WITH talt AS (
  SELECT
    COUNT(DISTINCT CASE WHEN score = 1 THEN borger_nr END) AS med,
    COUNT(DISTINCT CASE WHEN score = 1 AND dato > foerste_dato THEN borger_nr END) AS flere,
    COUNT(CASE WHEN niveau BETWEEN 0 AND 4 THEN 1 END) AS vurderet,
    COUNT(niveau) AS niveauer,
    SUM(score) AS scorer,
    SUM(CASE WHEN score = 1 THEN gange ELSE 0 END) AS gange,
    COUNT(dato) AS dateret,
    COUNT(*) AS registreringer
  FROM analyse_ad
),
i_alt AS (
  SELECT COUNT(*) AS borgere FROM analyse_borger
),
svar AS (
  SELECT 1 AS nr, 'borger' AS maal, t.flere AS antal, i.borgere AS af FROM talt t CROSS JOIN i_alt i
  UNION ALL
  SELECT 2 AS nr, 'en_score' AS maal, t.med - t.flere AS antal, i.borgere AS af FROM talt t CROSS JOIN i_alt i
  UNION ALL
  SELECT 3 AS nr, 'vurderet' AS maal, vurderet AS antal, niveauer AS af FROM talt
  UNION ALL
  SELECT 4 AS nr, 'ny' AS maal, scorer AS antal, gange AS af FROM talt
  UNION ALL
  SELECT 5 AS nr, 'dateret' AS maal, dateret AS antal, registreringer AS af FROM talt
)
SELECT maal, CAST(COALESCE(antal, 0) AS BIGINT) AS antal, CAST(COALESCE(af, 0) AS BIGINT) AS af
FROM svar
ORDER BY nr
