/*---
id = "SAM-05"
alvor = "oplysning"
kilde = "S1: Måltype angiver forventning til borgers indsatsmål (udvikl, fasthold, begræns); vores: at udvikle er at forvente et bedre niveau"
hvorfor = "Målet kan da ikke blive opfyldt som udvikling, og opgørelsen af udvikling mod forventning bliver misvisende."
ejer = "sagsbehandler"
fase = "sagsvurdering"
tabel = "indsatsmaal"
kraever = ["indsatsmaal"]
[da]
titel = "Målet er at udvikle, men niveauet forventes uændret"
besked = "Målet om {tema} er at udvikle, men det forventede niveau er {vaerdi}, det samme som i dag."
besked_flertal = "{antal} mål om at udvikle forventer det samme niveau som i dag."
goer = "Vælg et bedre forventet niveau, eller vælg måltypen fastholde."
[en]
titel = "The goal is to develop, but the level is expected unchanged"
besked = "The goal about {tema} is to develop, but the expected level is {vaerdi}, the same as today."
besked_flertal = "{antal} goals to develop expect the same level as today."
goer = "Choose a better expected level, or choose the goal type maintain."
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
    AND m.maaltype_kode IN (SELECT kode FROM begreb WHERE art = 'maaltype' AND kortnavn = 'udvikle')
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
  AND m.forventet_niveau = COALESCE(m.aktuelt_niveau, s.niveau)
  AND m.forventet_niveau > 0
