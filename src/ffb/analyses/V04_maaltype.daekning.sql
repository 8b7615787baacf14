/*---
titel = "Dækning af V04"
grain = "oplysning"
---*/
WITH knyttet AS (
  SELECT DISTINCT maal_nr, afledt
  FROM analyse_maal_ydelse
  WHERE maaltype <> ''
),
talt AS (
  SELECT
    COUNT(DISTINCT borger_nr) AS borgere, COUNT(CASE WHEN maaltype <> '' THEN 1 END) AS med_type, COUNT(*) AS maal
  FROM analyse_maal
),
koblet AS (
  SELECT COUNT(*) AS maal, COUNT(CASE WHEN afledt THEN 1 END) AS afledt FROM knyttet
),
svar AS (
  SELECT 1 AS nr, 'borger' AS maal, t.borgere AS antal, i.borgere AS af
  FROM talt t
  CROSS JOIN (SELECT COUNT(*) AS borgere FROM analyse_borger) i
  UNION ALL
  SELECT 2 AS nr, 'maaltype' AS maal, med_type AS antal, maal AS af FROM talt
  UNION ALL
  SELECT 3 AS nr, 'ydelse' AS maal, k.maal AS antal, t.med_type AS af FROM koblet k CROSS JOIN talt t
  UNION ALL
  SELECT 4 AS nr, 'afledt' AS maal, afledt AS antal, maal AS af FROM koblet
)
SELECT maal, CAST(antal AS BIGINT) AS antal, CAST(af AS BIGINT) AS af
FROM svar
ORDER BY nr
