/*---
titel = "Dækning af V16"
grain = "oplysning"
---*/
WITH startet AS (
  SELECT DISTINCT y.borger_nr
  FROM analyse_ydelse y
  CROSS JOIN analyse_valg v
  WHERE y.startdato >= v.periode_fra
),
pr_borger AS (
  SELECT
    s.borger_nr, COALESCE(SUM(d.ff), 0) AS ff, COALESCE(SUM(d.ad), 0) AS ad,
    COALESCE(SUM(d.stoettebehov), 0) AS stoettebehov, COALESCE(SUM(d.maaltype), 0) AS maaltype
  FROM startet s
  CROSS JOIN analyse_valg v
  LEFT JOIN analyse_datum d ON s.borger_nr = d.borger_nr AND d.dato <= v.dag
  GROUP BY s.borger_nr
),
talt AS (
  SELECT
    COUNT(CASE WHEN ff > 0 THEN 1 END) AS ff, COUNT(CASE WHEN ad > 0 THEN 1 END) AS ad,
    COUNT(CASE WHEN stoettebehov > 0 THEN 1 END) AS stoettebehov, COUNT(CASE WHEN maaltype > 0 THEN 1 END) AS maaltype,
    COUNT(*) AS borgere
  FROM pr_borger
),
svar AS (
  SELECT 1 AS nr, 'ff' AS maal, ff AS antal, borgere AS af FROM talt
  UNION ALL SELECT 2 AS nr, 'ad' AS maal, ad AS antal, borgere AS af FROM talt
  UNION ALL SELECT 3 AS nr, 'stoettebehov' AS maal, stoettebehov AS antal, borgere AS af FROM talt
  UNION ALL SELECT 4 AS nr, 'maaltype' AS maal, maaltype AS antal, borgere AS af FROM talt
)
SELECT maal, CAST(antal AS BIGINT) AS antal, CAST(af AS BIGINT) AS af
FROM svar
ORDER BY nr
