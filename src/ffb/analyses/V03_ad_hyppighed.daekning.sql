/*---
titel = "Dækning af V03"
grain = "oplysning"
---*/
WITH har AS (
  SELECT kommune_kode, borger_id, kode, MAX(CASE WHEN niveau IS NOT NULL THEN dato END) AS scoret
  FROM analyse_ad
  WHERE dato IS NOT NULL
  GROUP BY kommune_kode, borger_id, kode
),
borger AS (
  SELECT DISTINCT kommune_kode, borger_id FROM har
),
svar AS (
  SELECT
    1 AS nr,
    'ad' AS maal,
    CAST(COUNT(h.borger_id) AS BIGINT) AS antal,
    CAST(COUNT(*) AS BIGINT) AS af
  FROM analyse_borger b
  LEFT JOIN borger h ON b.kommune_kode = h.kommune_kode AND b.borger_id = h.borger_id
  UNION ALL
  SELECT
    2 AS nr,
    'vurderet' AS maal,
    CAST(COUNT(CASE WHEN a.niveau BETWEEN 0 AND 4 THEN 1 END) AS BIGINT) AS antal,
    CAST(COUNT(*) AS BIGINT) AS af
  FROM har h
  LEFT JOIN analyse_ad a
    ON h.kommune_kode = a.kommune_kode AND h.borger_id = a.borger_id AND h.kode = a.kode AND h.scoret = a.dato
  UNION ALL
  SELECT 3 AS nr, 'dateret' AS maal, CAST(COUNT(dato) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM analyse_ad
)
SELECT maal, antal, af
FROM svar
ORDER BY nr
