/*---
titel = "Dækning af V14"
grain = "oplysning"
---*/
WITH i_alt AS (
  SELECT CAST(COUNT(*) AS BIGINT) AS borgere FROM analyse_borger
),
kendt AS (
  SELECT
    borger_nr, MAX(CASE WHEN ende = 'til' THEN 1 ELSE 0 END) AS nu,
    CASE
      WHEN COUNT(*) = 2 AND (COUNT(maaned) < 2 OR MIN(maaned) <> MAX(maaned)) THEN 1 ELSE 0
    END AS begge
  FROM analyse_beskaeftigelse
  GROUP BY borger_nr
)
SELECT d.maal, d.antal, d.af
FROM (
  SELECT
    1 AS nr, 'kommuner' AS maal,
    CAST(COUNT(o.kommune_kode) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM analyse_kommune_valgt k
  LEFT JOIN analyse_kommune_beskaeftigelse o ON k.kommune_kode = o.kommune_kode
  UNION ALL
  SELECT 2 AS nr, 'kendt' AS maal, CAST(COALESCE(SUM(k.nu), 0) AS BIGINT) AS antal, MAX(i.borgere) AS af
  FROM i_alt i
  LEFT JOIN kendt k ON k.borger_nr IS NOT NULL
  UNION ALL
  SELECT 3 AS nr, 'begge' AS maal, CAST(COALESCE(SUM(k.begge), 0) AS BIGINT) AS antal, MAX(i.borgere) AS af
  FROM i_alt i
  LEFT JOIN kendt k ON k.borger_nr IS NOT NULL
) d
ORDER BY d.nr
