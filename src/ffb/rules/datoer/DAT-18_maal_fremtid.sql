/*---
id = "DAT-18"
alvor = "fejl"
kilde = "S1: DST skal modtage oplysning om måltype, samt dato for registrering; 4-regler, family 5: future"
hvorfor = "Målets dato er dagen, det blev sat. Den kan ikke ligge efter den dag, data er sendt."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "indsatsmaal"
kraever = ["indsatsmaal"]
[da]
titel = "Målet er dateret i fremtiden"
besked = "Målet er dateret {dato}, og data er fra {pr}."
besked_flertal = "{antal} indsatsmål er dateret i fremtiden."
goer = "Ret datoen til den dag, målet blev sat. Dagen for opfølgning står i sit eget felt."
[en]
titel = "The goal is dated in the future"
besked = "The goal is dated {dato}, and the data are from {pr}."
besked_flertal = "{antal} goals are dated in the future."
goer = "Correct the date to the day the goal was set. The day of follow-up has a field of its own."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'DATO' AS felt, CAST(t.dato AS VARCHAR) AS vaerdi, t.dato,
  COALESCE(k.pr_dato, CAST(l.tid AS DATE)) AS pr
FROM gaeldende_indsatsmaal t
JOIN leverance l ON t.leverance_id = l.leverance_id
CROSS JOIN koersel k
WHERE t.dato > COALESCE(k.pr_dato, CAST(l.tid AS DATE))
