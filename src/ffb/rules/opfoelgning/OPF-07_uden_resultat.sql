/*---
id = "OPF-07"
alvor = "advarsel"
kilde = "IG followUp: value 1..1 fra resultat af opfølgning; S1: Den gode opfølgning"
hvorfor = "En opfølgning uden resultat siger ikke, om hjælpen fortsætter, slutter eller skifter."
ejer = "sagsbehandler"
fase = "opfoelgning"
gaelder_fra = 2025-01-01
tabel = "opfoelgning"
kraever = ["opfoelgning"]
[da]
titel = "Opfølgningen har intet resultat"
besked = "Opfølgningen {dato} har intet resultat."
besked_flertal = "{antal} opfølgninger har intet resultat."
goer = "Vælg fortsættelse, afslutning, eller afslutning og visiter til ny."
[en]
titel = "The follow-up has no result"
besked = "The follow-up on {dato} has no result."
besked_flertal = "{antal} follow-ups have no result."
goer = "Choose continue, end, or end and assess for a new one."
---*/
SELECT
  o.leverance_id, o.fil_nr, o.post_nr, o.borger_id, 'RESULTAT' AS felt, CAST(NULL AS VARCHAR) AS vaerdi, o.dato
FROM gaeldende_opfoelgning o
WHERE COALESCE(TRIM(o.resultat_kode), '') = ''
