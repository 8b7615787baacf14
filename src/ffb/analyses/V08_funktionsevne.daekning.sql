/*---
titel = "Dækning af V08"
grain = "oplysning"
---*/
WITH score AS (
  SELECT
    s.kommune_kode, s.borger_id, s.kode, s.niveau,
    ROW_NUMBER() OVER (PARTITION BY s.kommune_kode, s.borger_id, s.kode ORDER BY s.dato) AS nr,
    ROW_NUMBER() OVER (PARTITION BY s.kommune_kode, s.borger_id, s.kode ORDER BY s.dato DESC) AS bagfra
  FROM analyse_borgerscore s
  CROSS JOIN analyse_valg v
  WHERE s.dato >= v.periode_fra AND s.niveau BETWEEN 0 AND 4
),
tema AS (
  SELECT
    kommune_kode, borger_id, kode, COUNT(*) AS scorer,
    MAX(CASE WHEN nr = 1 THEN niveau END) AS foerste,
    MAX(CASE WHEN bagfra = 1 THEN niveau END) AS sidste
  FROM score
  GROUP BY kommune_kode, borger_id, kode
),
talt AS (
  SELECT
    COUNT(*) AS temaer,
    COUNT(CASE WHEN scorer > 1 THEN 1 END) AS flere,
    COUNT(CASE WHEN scorer > 1 AND sidste < foerste THEN 1 END) AS bedre,
    COUNT(CASE WHEN scorer > 1 AND sidste = foerste THEN 1 END) AS uaendret,
    COUNT(CASE WHEN scorer > 1 AND sidste > foerste THEN 1 END) AS vaerre
  FROM tema
),
svar AS (
  SELECT 1 AS nr, 'bedre' AS maal, CAST(bedre AS BIGINT) AS antal, CAST(flere AS BIGINT) AS af FROM talt
  UNION ALL
  SELECT 2 AS nr, 'uaendret' AS maal, CAST(uaendret AS BIGINT) AS antal, CAST(flere AS BIGINT) AS af FROM talt
  UNION ALL
  SELECT 3 AS nr, 'vaerre' AS maal, CAST(vaerre AS BIGINT) AS antal, CAST(flere AS BIGINT) AS af FROM talt
  UNION ALL
  SELECT 4 AS nr, 'flere' AS maal, CAST(flere AS BIGINT) AS antal, CAST(temaer AS BIGINT) AS af FROM talt
  UNION ALL
  SELECT
    5 AS nr,
    'vurderet' AS maal,
    CAST(COUNT(CASE WHEN s.niveau BETWEEN 0 AND 4 THEN 1 END) AS BIGINT) AS antal,
    CAST(COUNT(*) AS BIGINT) AS af
  FROM analyse_borgerscore s
  CROSS JOIN analyse_valg v
  WHERE s.dato >= v.periode_fra
  UNION ALL
  SELECT 6 AS nr, 'dateret' AS maal, CAST(COUNT(dato) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM analyse_borgerscore
)
SELECT maal, antal, af
FROM svar
ORDER BY nr
