/*---
id = "DAT-20"
alvor = "advarsel"
kilde = "4-regler, family 5: follow-up before goal; S2: indsatsmål, opfølgningsdato"
hvorfor = "Man kan ikke følge op på et mål, før det er sat. Målet bliver aldrig vist som forfaldent."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "indsatsmaal"
kraever = ["indsatsmaal"]
[da]
titel = "Målet skal følges op, før det er sat"
besked = "Målet er sat {dato} og skal følges op {opfoelgning}."
besked_flertal = "{antal} indsatsmål skal følges op, før de er sat."
goer = "Ret opfølgningsdatoen eller målets dato."
[en]
titel = "The goal is to be followed up before it was set"
besked = "The goal was set {dato} and is to be followed up {opfoelgning}."
besked_flertal = "{antal} goals are to be followed up before they were set."
goer = "Correct the follow-up date or the goal's date."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'OPFOELGNINGSDATO' AS felt,
  CAST(t.opfoelgningsdato AS VARCHAR) AS vaerdi, t.dato, t.opfoelgningsdato AS opfoelgning
FROM gaeldende_indsatsmaal t
WHERE t.opfoelgningsdato < t.dato
