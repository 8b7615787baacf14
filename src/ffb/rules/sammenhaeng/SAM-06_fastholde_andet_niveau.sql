/*---
id = "SAM-06"
alvor = "advarsel"
kilde = "S1: Måltype angiver forventning til borgers indsatsmål (udvikl, fasthold, begræns); S2: aktuelt og forventet funktionsevneniveau"
hvorfor = "At fastholde er at blive på samme niveau. Står der et andet, er enten måltypen eller niveauet forkert."
ejer = "sagsbehandler"
fase = "sagsvurdering"
tabel = "indsatsmaal"
kraever = ["indsatsmaal"]
[da]
titel = "Målet er at fastholde, men niveauet forventes ændret"
besked = "Målet om {tema} er at fastholde, men går fra niveau {nu} til {vaerdi}."
besked_flertal = "{antal} mål om at fastholde forventer et andet niveau end i dag."
goer = "Ret det forventede niveau til {nu}, eller vælg udvikle eller begrænse tab."
[en]
titel = "The goal is to maintain, but the level is expected to change"
besked = "The goal about {tema} is to maintain, but goes from level {nu} to {vaerdi}."
besked_flertal = "{antal} goals to maintain expect another level than today."
goer = "Correct the expected level to {nu}, or choose develop or limit loss."
---*/
WITH goal AS (
  SELECT l.gruppe_id, v.maal_id, CAST(MIN(v.version_tid) AS DATE) AS set_dato
  FROM indsatsmaal_version v JOIN leverance_brugt l ON v.leverance_id = l.leverance_id
  GROUP BY l.gruppe_id, v.maal_id
),
maal AS (
  SELECT
    m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, m.tema_kode, m.forventet_niveau, m.aktuelt_niveau,
    COALESCE(m.dato, g.set_dato) AS maal_dato
  FROM gaeldende_indsatsmaal m
  LEFT JOIN goal g ON m.gruppe_id = g.gruppe_id AND m.maal_id = g.maal_id
  WHERE m.forventet_niveau BETWEEN 0 AND 4
    AND m.maaltype_kode IN (SELECT kode FROM begreb WHERE art = 'maaltype' AND kortnavn = 'fastholde')
),
score AS (
  SELECT
    m.leverance_id, m.fil_nr, m.post_nr, a.niveau,
    ROW_NUMBER() OVER (
      PARTITION BY m.leverance_id, m.fil_nr, m.post_nr
      ORDER BY a.dato DESC, a.leverance_id DESC, a.fil_nr DESC, a.post_nr DESC
    ) AS nr
  FROM maal m
  JOIN aktivitet_deltagelse_version a ON m.borger_id = a.borger_id AND m.tema_kode = a.kode AND a.dato <= m.maal_dato
  JOIN leverance_brugt l ON a.leverance_id = l.leverance_id
  WHERE a.niveau BETWEEN 0 AND 4 AND NOT a.trukket AND m.aktuelt_niveau IS NULL
)
SELECT
  m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, 'FORVENTET_NIVEAU' AS felt,
  CAST(m.forventet_niveau AS VARCHAR) AS vaerdi, m.maal_dato AS dato, b.term AS tema,
  COALESCE(m.aktuelt_niveau, s.niveau) AS nu
FROM maal m
LEFT JOIN score s
  ON m.leverance_id = s.leverance_id AND m.fil_nr = s.fil_nr AND m.post_nr = s.post_nr AND s.nr = 1
JOIN (SELECT kode, MIN(TRIM(term)) AS term FROM begreb GROUP BY kode) b ON m.tema_kode = b.kode
WHERE COALESCE(m.aktuelt_niveau, s.niveau) BETWEEN 0 AND 4
  AND m.forventet_niveau <> COALESCE(m.aktuelt_niveau, s.niveau)
