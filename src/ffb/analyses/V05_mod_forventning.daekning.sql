/*---
titel = "Dækning af V05"
grain = "oplysning"
---*/
WITH talt AS (
  SELECT
    COUNT(DISTINCT borger_nr) AS borgere,
    COUNT(DISTINCT CASE WHEN maalt THEN borger_nr END) AS maalt,
    COUNT(CASE WHEN udfald = 'mangler' THEN 1 END) AS mangler,
    COUNT(CASE WHEN udfald = 'venter' THEN 1 END) AS venter,
    COUNT(CASE WHEN udfald = 'uden_forventet' THEN 1 END) AS uden_forventet,
    COUNT(*) AS maal
  FROM analyse_maal_udfald
),
svar AS (
  SELECT 1 AS nr, 'borger' AS maal, maalt AS antal, borgere AS af FROM talt
  UNION ALL
  SELECT 2 AS nr, 'mangler' AS maal, mangler AS antal, maal AS af FROM talt
  UNION ALL
  SELECT 3 AS nr, 'venter' AS maal, venter AS antal, maal AS af FROM talt
  UNION ALL
  SELECT 4 AS nr, 'uden_forventet' AS maal, uden_forventet AS antal, maal AS af FROM talt
  UNION ALL
  SELECT 5 AS nr, 'maal' AS maal, t.borgere AS antal, i.borgere AS af
  FROM talt t
  CROSS JOIN (SELECT COUNT(*) AS borgere FROM analyse_borger) i
)
SELECT maal, CAST(antal AS BIGINT) AS antal, CAST(af AS BIGINT) AS af
FROM svar
ORDER BY nr
