/*---
id = "DAT-19"
alvor = "advarsel"
kilde = "IG followUp.effectiveDateTime; 4-regler, family 5: future"
hvorfor = "Tabellen er for opfølgninger, der er holdt. En planlagt opfølgning hører til på indsatsen."
ejer = "sagsbehandler"
fase = "opfoelgning"
tabel = "opfoelgning"
kraever = ["opfoelgning"]
[da]
titel = "Opfølgningen er ikke holdt endnu"
besked = "Opfølgningen er dateret {dato}, og data er fra {pr}."
besked_flertal = "{antal} opfølgninger er dateret i fremtiden."
goer = "Ret datoen. Er opfølgningen planlagt, skal den stå som indsatsens PLANLAGT_OPFOELGNING."
[en]
titel = "The follow-up has not been held yet"
besked = "The follow-up is dated {dato}, and the data are from {pr}."
besked_flertal = "{antal} follow-ups are dated in the future."
goer = "Correct the date. A planned follow-up belongs in PLANLAGT_OPFOELGNING of the care plan."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'DATO' AS felt, CAST(t.dato AS VARCHAR) AS vaerdi, t.dato,
  COALESCE(k.pr_dato, CAST(l.tid AS DATE)) AS pr
FROM gaeldende_opfoelgning t
JOIN leverance l ON t.leverance_id = l.leverance_id
CROSS JOIN koersel k
WHERE t.dato > COALESCE(k.pr_dato, CAST(l.tid AS DATE))
