/*---
titel = "Dækning af V11"
grain = "oplysning"
---*/
SELECT d.maal, d.antal, d.af
FROM (
  SELECT 1 AS nr, 'slut' AS maal, CAST(COUNT(slutdato) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM analyse_ophold
  UNION ALL
  SELECT
    2 AS nr, 'stoettebehov' AS maal,
    CAST(COALESCE(SUM(CASE WHEN stoettebehov IN ('', '9') THEN 0 ELSE 1 END), 0) AS BIGINT) AS antal,
    CAST(COUNT(*) AS BIGINT) AS af
  FROM analyse_ophold
) d
ORDER BY d.nr
