/*---
titel = "Hvert indsatsmål, der gælder, med kommune, måltype og niveauer"
grain = "kommune og indsatsmål"
noegle = "kommune_kode, leverance_id, fil_nr, post_nr"
kilde = "12-model: A goal's date = the day first seen in the kept history, where it says none"
gem = true
fast = true
forklaring = "maaltype er udvikle, fastholde eller begraense, tom uden en kendt måltype; tema_kode er målets primære tema. forventet og aktuelt er 0-4, ellers tomme. maal_nr er målets nummer i denne kørsel; borger_nr er tom for en borger uden en FFB-relevant ydelse."
---*/
WITH foerst_set AS (
  SELECT l.gruppe_id, v.maal_id, CAST(MIN(v.version_tid) AS DATE) AS dato
  FROM indsatsmaal_version v
  JOIN leverance_brugt l ON v.leverance_id = l.leverance_id
  GROUP BY l.gruppe_id, v.maal_id
),
maaltype AS (
  SELECT kode, MIN(kortnavn) AS maaltype
  FROM begreb
  WHERE art = 'maaltype'
  GROUP BY kode
),
nummer AS (
  SELECT
    s.kommune_nr, m.leverance_id, m.fil_nr, m.post_nr,
    CAST(ROW_NUMBER() OVER (ORDER BY s.kommune_nr, m.leverance_id, m.fil_nr, m.post_nr) AS INTEGER) AS maal_nr
  FROM gaeldende_indsatsmaal m
  JOIN leverance_betjener s ON m.leverance_id = s.leverance_id
)
SELECT
  n.maal_nr, b.borger_nr, t.tema_nr, s.kommune_kode, m.leverance_id, m.fil_nr, m.post_nr, m.gruppe_id, m.borger_id,
  m.maal_id, m.indsats_id,
  t.kode AS tema_kode, t.overtema_kode, COALESCE(a.maaltype, '') AS maaltype,
  CASE WHEN m.forventet_niveau BETWEEN 0 AND 4 THEN m.forventet_niveau END AS forventet,
  CASE WHEN m.aktuelt_niveau BETWEEN 0 AND 4 THEN m.aktuelt_niveau END AS aktuelt,
  COALESCE(m.dato, f.dato) AS dato, m.opfoelgningsdato
FROM gaeldende_indsatsmaal m
JOIN leverance_betjener s ON m.leverance_id = s.leverance_id
JOIN nummer n
  ON s.kommune_nr = n.kommune_nr AND m.leverance_id = n.leverance_id AND m.fil_nr = n.fil_nr AND m.post_nr = n.post_nr
LEFT JOIN analyse_undertema t ON m.tema_kode = t.kode AND t.art = 'ad_undertema'
LEFT JOIN analyse_borger_alle b ON s.kommune_kode = b.kommune_kode AND m.borger_id = b.borger_id
LEFT JOIN maaltype a ON m.maaltype_kode = a.kode
LEFT JOIN foerst_set f ON m.gruppe_id = f.gruppe_id AND m.maal_id = f.maal_id
