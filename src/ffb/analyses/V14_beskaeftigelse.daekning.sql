/*---
titel = "Dækning af V14"
grain = "oplysning"
---*/
WITH i_alt AS (
  SELECT CAST(COUNT(*) AS BIGINT) AS borgere FROM analyse_borger
),
kendt AS (
  SELECT
    kommune_kode, borger_id, MAX(CASE WHEN ende = 'til' THEN 1 ELSE 0 END) AS nu,
    CASE
      WHEN COUNT(*) = 2 AND (COUNT(maaned) < 2 OR MIN(maaned) <> MAX(maaned)) THEN 1 ELSE 0
    END AS begge
  FROM analyse_beskaeftigelse
  GROUP BY kommune_kode, borger_id
),
kommune AS (
  SELECT DISTINCT s.kommune_kode
  FROM leverance_betjener s
  CROSS JOIN analyse_valg v
  WHERE NOT v.kommune_valgt OR s.kommune_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'kommune')
)
SELECT d.maal, d.antal, d.af
FROM (
  SELECT
    1 AS nr, 'kommuner' AS maal,
    CAST(COUNT(DISTINCT b.kommune_kode) AS BIGINT) AS antal, CAST(COUNT(DISTINCT k.kommune_kode) AS BIGINT) AS af
  FROM kommune k
  LEFT JOIN analyse_beskaeftigelse_alle b ON k.kommune_kode = b.kommune_kode
  UNION ALL
  SELECT 2 AS nr, 'kendt' AS maal, CAST(COALESCE(SUM(k.nu), 0) AS BIGINT) AS antal, MAX(i.borgere) AS af
  FROM i_alt i
  LEFT JOIN kendt k ON k.borger_id IS NOT NULL
  UNION ALL
  SELECT 3 AS nr, 'begge' AS maal, CAST(COALESCE(SUM(k.begge), 0) AS BIGINT) AS antal, MAX(i.borgere) AS af
  FROM i_alt i
  LEFT JOIN kendt k ON k.borger_id IS NOT NULL
) d
ORDER BY d.nr
