/*---
titel = "Indsatsmål med kommune"
grain = "kommune og indsatsmål"
noegle = "kommune_kode, leverance_id, fil_nr, post_nr"
kilde = "12-model: indsatsmaal; en kode, der ikke står i kataloget, er 'ukendt'"
visning = true
---*/
WITH foerst_set AS (
  SELECT l.gruppe_id, v.maal_id, CAST(MIN(v.version_tid) AS DATE) AS dato
  FROM indsatsmaal_version v
  JOIN leverance_brugt l ON v.leverance_id = l.leverance_id
  GROUP BY l.gruppe_id, v.maal_id
)
SELECT
  s.kommune_kode, m.leverance_id, m.fil_nr, m.post_nr, m.borger_id,
  CASE WHEN m.tema_kode IS NULL THEN '' WHEN t.kode IS NULL THEN 'ukendt' ELSE m.tema_kode END AS tema_kode,
  CASE WHEN m.maaltype_kode IS NULL THEN '' WHEN a.art = 'maaltype' THEN m.maaltype_kode ELSE 'ukendt' END AS maaltype_kode,
  m.forventet_niveau, m.aktuelt_niveau, COALESCE(m.dato, f.dato) AS dato, m.opfoelgningsdato
FROM gaeldende_indsatsmaal m
JOIN leverance_betjener s ON m.leverance_id = s.leverance_id
LEFT JOIN foerst_set f ON m.gruppe_id = f.gruppe_id AND m.maal_id = f.maal_id
LEFT JOIN begreb_navn t ON m.tema_kode = t.kode
LEFT JOIN begreb_navn a ON m.maaltype_kode = a.kode
