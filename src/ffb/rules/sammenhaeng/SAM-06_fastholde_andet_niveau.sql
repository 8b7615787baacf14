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
SELECT
  m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, 'FORVENTET_NIVEAU' AS felt,
  CAST(m.forventet AS VARCHAR) AS vaerdi, m.dato, m.tema, m.nu
FROM maal_niveau m
WHERE m.maaltype = 'fastholde' AND m.forventet <> m.nu
