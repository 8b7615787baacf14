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
SELECT
  m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, 'FORVENTET_NIVEAU' AS felt,
  CAST(m.forventet AS VARCHAR) AS vaerdi, m.dato, m.tema, m.nu
FROM maal_niveau m
WHERE m.maaltype = 'udvikle' AND m.forventet = m.nu AND m.forventet > 0
