/*---
id = "SAM-04"
alvor = "advarsel"
kilde = "S1: Måltype angiver forventning til borgers indsatsmål (udvikl, fasthold, begræns); S2: aktuelt og forventet funktionsevneniveau"
hvorfor = "Niveau 0 er ingen nedsat funktionsevne, 4 er fuldstændig nedsat. Et højere tal er dårligere; det bliver ofte læst omvendt."
ejer = "sagsbehandler"
fase = "sagsvurdering"
tabel = "indsatsmaal"
kraever = ["indsatsmaal"]
[da]
titel = "Målet er at udvikle, men det forventede niveau er dårligere"
besked = "Målet om {tema} er at udvikle, men går fra niveau {nu} til {vaerdi}, og det er dårligere."
besked_flertal = "{antal} mål om at udvikle forventer en dårligere funktionsevne."
goer = "Ret det forventede niveau (0 er bedst, 4 er dårligst), eller vælg måltypen begrænse tab."
[en]
titel = "The goal is to develop, but the expected level is worse"
besked = "The goal about {tema} is to develop, but goes from level {nu} to {vaerdi}, which is worse."
besked_flertal = "{antal} goals to develop expect a worse level of functioning."
goer = "Correct the expected level (0 is best, 4 is worst), or choose the goal type limit loss."
---*/
SELECT
  m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, 'FORVENTET_NIVEAU' AS felt,
  CAST(m.forventet AS VARCHAR) AS vaerdi, m.dato, m.tema, m.nu
FROM maal_niveau m
WHERE m.maaltype = 'udvikle' AND m.forventet > m.nu
