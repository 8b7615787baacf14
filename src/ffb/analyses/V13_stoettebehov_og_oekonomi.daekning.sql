/*---
titel = "Dækning af V13"
grain = "oplysning"
---*/
WITH borger AS (
  SELECT borger_nr, MAX(CASE WHEN stoettebehov IN ('', '9') THEN 0 ELSE 1 END) AS vurderet
  FROM analyse_funktion_borger
  GROUP BY borger_nr
)
SELECT d.maal, d.antal, d.af
FROM (
  SELECT
    1 AS nr, 'kommuner' AS maal,
    CAST(COUNT(DISTINCT r.kommune_kode) AS BIGINT) AS antal, CAST(COUNT(DISTINCT k.kommune_kode) AS BIGINT) AS af
  FROM analyse_kommune_valgt k
  LEFT JOIN analyse_regnskab r ON k.kommune_kode = r.kommune_kode
  UNION ALL
  SELECT
    2 AS nr, 'stoettebehov' AS maal,
    CAST(COALESCE(SUM(vurderet), 0) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM borger
) d
ORDER BY d.nr
