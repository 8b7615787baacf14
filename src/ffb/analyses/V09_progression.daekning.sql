/*---
titel = "Dækning af V09"
grain = "oplysning"
---*/
WITH maal AS (
  SELECT DISTINCT m.kommune_kode, m.borger_id, m.tema_kode
  FROM analyse_maal_alle m
  CROSS JOIN analyse_valg v
  WHERE m.tema_kode IS NOT NULL AND m.dato <= v.dag
    AND (m.opfoelgningsdato IS NULL OR m.opfoelgningsdato >= v.periode_fra)
),
talt AS (
  SELECT
    COUNT(*) AS temaer,
    COUNT(f.fra) AS flere,
    COUNT(CASE WHEN f.til < f.fra THEN 1 END) AS bedre,
    COUNT(CASE WHEN f.til = f.fra THEN 1 END) AS uaendret,
    COUNT(CASE WHEN f.til > f.fra THEN 1 END) AS vaerre,
    COUNT(m.tema_kode) AS maal
  FROM analyse_borgerfra f
  LEFT JOIN maal m ON f.kommune_kode = m.kommune_kode AND f.borger_id = m.borger_id AND f.kode = m.tema_kode
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
  SELECT 5 AS nr, 'maal' AS maal, CAST(maal AS BIGINT) AS antal, CAST(temaer AS BIGINT) AS af FROM talt
)
SELECT maal, antal, af
FROM svar
ORDER BY nr
