/*---
id = "SAM-07"
alvor = "advarsel"
kilde = "S1: Måltype angiver forventning til borgers indsatsmål (udvikl, fasthold, begræns); S2: Begrænse tab af funktionsevne"
hvorfor = "Man begrænser et tab, når funktionsevnen ventes at blive dårligere. Ventes den bedre, er målet at udvikle."
ejer = "sagsbehandler"
fase = "sagsvurdering"
tabel = "indsatsmaal"
kraever = ["indsatsmaal"]
[da]
titel = "Målet er at begrænse tab, men niveauet forventes bedre"
besked = "Målet om {tema} er at begrænse tab, men går fra niveau {nu} til {vaerdi}, og det er bedre."
besked_flertal = "{antal} mål om at begrænse tab forventer en bedre funktionsevne."
goer = "Vælg måltypen udvikle, eller ret det forventede niveau (0 er bedst, 4 er dårligst)."
[en]
titel = "The goal is to limit loss, but the level is expected better"
besked = "The goal about {tema} is to limit loss, but goes from level {nu} to {vaerdi}, which is better."
besked_flertal = "{antal} goals to limit loss expect a better level of functioning."
goer = "Choose the goal type develop, or correct the expected level (0 is best, 4 is worst)."
---*/
SELECT
  m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, 'FORVENTET_NIVEAU' AS felt,
  CAST(m.forventet AS VARCHAR) AS vaerdi, m.dato, m.tema, m.nu
FROM maal_niveau m
WHERE m.maaltype = 'begraense' AND m.forventet < m.nu
