/*---
titel = "Gældende mål med det niveau, de går fra og til"
grain = "indsatsmål med måltype, tema og begge niveauer 0-4"
noegle = "leverance_id, fil_nr, post_nr"
kilde = "S2: Strukturerede indsatsmål: aktuelt og forventet funktionsevneniveau; 12-model: A goal's date = the day first seen in the kept history"
forklaring = "nu = målets aktuelle niveau; står det ikke på målet (FHIR har det ikke), er det temaets seneste vurdering på eller før målets dato, blandt alle gemte versioner."
gem = true
---*/
WITH foerst_set AS (
  SELECT l.gruppe_id, v.maal_id, CAST(MIN(v.version_tid) AS DATE) AS dato
  FROM indsatsmaal_version v
  JOIN leverance_brugt l ON v.leverance_id = l.leverance_id
  GROUP BY l.gruppe_id, v.maal_id
),
maal AS (
  SELECT
    m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, m.tema_kode, t.maaltype, m.forventet_niveau, m.aktuelt_niveau,
    COALESCE(m.dato, f.dato) AS dato
  FROM gaeldende_indsatsmaal m
  JOIN (SELECT kode, MIN(kortnavn) AS maaltype FROM begreb WHERE art = 'maaltype' GROUP BY kode) t
    ON m.maaltype_kode = t.kode
  LEFT JOIN foerst_set f ON m.gruppe_id = f.gruppe_id AND m.maal_id = f.maal_id
  WHERE m.forventet_niveau BETWEEN 0 AND 4
),
score AS (
  SELECT
    m.leverance_id, m.fil_nr, m.post_nr, a.niveau,
    ROW_NUMBER() OVER (
      PARTITION BY m.leverance_id, m.fil_nr, m.post_nr
      ORDER BY a.dato DESC, a.leverance_id DESC, a.fil_nr DESC, a.post_nr DESC
    ) AS nr
  FROM maal m
  JOIN aktivitet_deltagelse_version a ON m.borger_id = a.borger_id AND m.tema_kode = a.kode AND a.dato <= m.dato
  JOIN leverance_brugt l ON a.leverance_id = l.leverance_id
  WHERE a.niveau BETWEEN 0 AND 4 AND NOT a.trukket AND m.aktuelt_niveau IS NULL
)
SELECT
  m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, m.maaltype, b.term AS tema, m.dato,
  COALESCE(m.aktuelt_niveau, s.niveau) AS nu, m.forventet_niveau AS forventet
FROM maal m
LEFT JOIN score s
  ON m.leverance_id = s.leverance_id AND m.fil_nr = s.fil_nr AND m.post_nr = s.post_nr AND s.nr = 1
JOIN begreb_navn b ON m.tema_kode = b.kode
WHERE COALESCE(m.aktuelt_niveau, s.niveau) BETWEEN 0 AND 4
