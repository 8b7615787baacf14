/*---
id = "DAT-21"
alvor = "advarsel"
kilde = "4-regler, family 5: follow-up before goal; IG carePlan: follow-up date, period.start; S1: Den gode opfølgning er rettidig"
hvorfor = "En opfølgning, der er planlagt før indsatsen begynder, kan ikke handle om den. Den tæller som overskredet fra første dag."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "indsats"
kraever = ["indsats"]
[da]
titel = "Opfølgningen er planlagt, før indsatsen starter"
besked = "Indsatsen starter {dato}, men opfølgningen er planlagt {planlagt}."
besked_flertal = "{antal} indsatser har en opfølgning planlagt, før de starter."
goer = "Ret datoen for opfølgningen eller indsatsens start."
[en]
titel = "The follow-up is planned before the care plan starts"
besked = "The care plan starts {dato}, but its follow-up is planned for {planlagt}."
besked_flertal = "{antal} care plans have a follow-up planned before they start."
goer = "Correct the date of the follow-up or the start."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'PLANLAGT_OPFOELGNING' AS felt,
  CAST(t.planlagt_opfoelgning AS VARCHAR) AS vaerdi, t.startdato AS dato, t.sagsnummer,
  t.planlagt_opfoelgning AS planlagt
FROM gaeldende_indsats t
WHERE t.planlagt_opfoelgning < t.startdato
