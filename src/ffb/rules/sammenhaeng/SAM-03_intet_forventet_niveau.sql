/*---
id = "SAM-03"
alvor = "advarsel"
kilde = "S2: Strukturerede indsatsmål: Forventet funktionsevneniveau; S1: Sker udvikling som forventet ved visitation?"
hvorfor = "Uden et forventet niveau kan ingen se, om borgeren nåede det, der var målet."
ejer = "sagsbehandler"
fase = "sagsvurdering"
gaelder_fra = 2025-01-01
tabel = "indsatsmaal"
kraever = ["indsatsmaal"]
[da]
titel = "Målet har intet forventet niveau"
besked = "Målet har måltypen »{maaltype}«, men intet forventet niveau."
besked_flertal = "{antal} mål har intet forventet niveau."
goer = "Vælg det niveau, borgeren ventes at have ved opfølgningen."
[en]
titel = "The goal has no expected level"
besked = "The goal has the goal type »{maaltype}«, but no expected level."
besked_flertal = "{antal} goals have no expected level."
goer = "Choose the level the citizen is expected to have at follow-up."
---*/
SELECT
  m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, 'FORVENTET_NIVEAU' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  m.dato, t.term AS maaltype
FROM gaeldende_indsatsmaal m
JOIN begreb_navn t ON m.maaltype_kode = t.kode AND t.art = 'maaltype'
WHERE m.forventet_niveau IS NULL AND COALESCE(TRIM(m.forventet_kode), '') = ''
