/*---
titel = "Dækning af V05"
grain = "oplysning"
---*/
WITH borger AS (
  SELECT kommune_kode, borger_id, MAX(CASE WHEN maalt THEN 1 ELSE 0 END) AS maalt
  FROM analyse_maal_udfald
  GROUP BY kommune_kode, borger_id
),
svar AS (
  SELECT 1 AS nr, 'borger' AS maal, SUM(maalt) AS antal, COUNT(*) AS af FROM borger
  UNION ALL
  SELECT 2 AS nr, 'mangler' AS maal, COUNT(CASE WHEN udfald = 'mangler' THEN 1 END) AS antal, COUNT(*) AS af
  FROM analyse_maal_udfald
  UNION ALL
  SELECT 3 AS nr, 'venter' AS maal, COUNT(CASE WHEN udfald = 'venter' THEN 1 END) AS antal, COUNT(*) AS af
  FROM analyse_maal_udfald
  UNION ALL
  SELECT
    4 AS nr, 'uden_forventet' AS maal, COUNT(CASE WHEN udfald = 'uden_forventet' THEN 1 END) AS antal, COUNT(*) AS af
  FROM analyse_maal_udfald
  UNION ALL
  SELECT 5 AS nr, 'maal' AS maal, COUNT(m.borger_id) AS antal, COUNT(*) AS af
  FROM analyse_borger b
  LEFT JOIN borger m ON b.kommune_kode = m.kommune_kode AND b.borger_id = m.borger_id
)
SELECT maal, CAST(COALESCE(antal, 0) AS BIGINT) AS antal, CAST(af AS BIGINT) AS af
FROM svar
ORDER BY nr
