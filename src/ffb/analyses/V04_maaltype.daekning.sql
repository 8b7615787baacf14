/*---
titel = "Dækning af V04"
grain = "oplysning"
---*/
WITH borger AS (
  SELECT DISTINCT kommune_kode, borger_id FROM analyse_maal
),
knyttet AS (
  SELECT DISTINCT kommune_kode, leverance_id, fil_nr, post_nr, afledt
  FROM analyse_maal_ydelse
  WHERE maaltype <> ''
),
svar AS (
  SELECT 1 AS nr, 'borger' AS maal, COUNT(m.borger_id) AS antal, COUNT(*) AS af
  FROM analyse_borger b
  LEFT JOIN borger m ON b.kommune_kode = m.kommune_kode AND b.borger_id = m.borger_id
  UNION ALL
  SELECT 2 AS nr, 'maaltype' AS maal, COUNT(CASE WHEN maaltype <> '' THEN 1 END) AS antal, COUNT(*) AS af
  FROM analyse_maal
  UNION ALL
  SELECT 3 AS nr, 'ydelse' AS maal, COUNT(k.leverance_id) AS antal, COUNT(*) AS af
  FROM analyse_maal m
  LEFT JOIN knyttet k
    ON m.kommune_kode = k.kommune_kode AND m.leverance_id = k.leverance_id AND m.fil_nr = k.fil_nr
   AND m.post_nr = k.post_nr
  WHERE m.maaltype <> ''
  UNION ALL
  SELECT 4 AS nr, 'afledt' AS maal, COUNT(CASE WHEN afledt THEN 1 END) AS antal, COUNT(*) AS af
  FROM knyttet
)
SELECT maal, CAST(antal AS BIGINT) AS antal, CAST(af AS BIGINT) AS af
FROM svar
ORDER BY nr
