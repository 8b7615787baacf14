/*---
titel = "Dækning af V17"
grain = "oplysning"
---*/
WITH udredt AS (
  SELECT DISTINCT kommune_kode, borger_id, kode FROM analyse_ad WHERE dato IS NOT NULL
),
mod_maal AS (
  SELECT u.kommune_kode, u.borger_id, CASE WHEN m.borger_id IS NULL THEN 0 ELSE 1 END AS maal
  FROM udredt u
  LEFT JOIN (SELECT DISTINCT kommune_kode, borger_id, tema_kode FROM analyse_maal) m
    ON u.kommune_kode = m.kommune_kode AND u.borger_id = m.borger_id AND u.kode = m.tema_kode
),
borger AS (
  SELECT kommune_kode, borger_id, MAX(maal) AS maal FROM mod_maal GROUP BY kommune_kode, borger_id
),
knyttet AS (
  SELECT DISTINCT kommune_kode, leverance_id, fil_nr, post_nr FROM analyse_maal_ydelse
),
svar AS (
  SELECT 1 AS nr, 'tema' AS maal, SUM(maal) AS antal, COUNT(*) AS af FROM mod_maal
  UNION ALL
  SELECT 2 AS nr, 'borger' AS maal, SUM(maal) AS antal, COUNT(*) AS af FROM borger
  UNION ALL
  SELECT 3 AS nr, 'maal' AS maal, COUNT(tema_kode) AS antal, COUNT(*) AS af FROM analyse_maal
  UNION ALL
  SELECT 4 AS nr, 'ydelse' AS maal, COUNT(k.leverance_id) AS antal, COUNT(*) AS af
  FROM analyse_maal m
  LEFT JOIN knyttet k
    ON m.kommune_kode = k.kommune_kode AND m.leverance_id = k.leverance_id AND m.fil_nr = k.fil_nr
   AND m.post_nr = k.post_nr
)
SELECT maal, CAST(COALESCE(antal, 0) AS BIGINT) AS antal, CAST(af AS BIGINT) AS af
FROM svar
ORDER BY nr
