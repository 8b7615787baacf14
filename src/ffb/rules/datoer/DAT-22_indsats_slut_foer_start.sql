/*---
id = "DAT-22"
alvor = "advarsel"
kilde = "4-regler, family 5: end before start; IG carePlan.period"
hvorfor = "En indsats kan ikke slutte, før den begynder. Så ses den hverken som aktiv eller afsluttet."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "indsats"
kraever = ["indsats"]
[da]
titel = "Indsatsen slutter, før den starter"
besked = "Indsatsen starter {dato} og slutter {slut}."
besked_flertal = "{antal} indsatser slutter, før de starter."
goer = "Ret startdatoen eller slutdatoen."
[en]
titel = "The care plan ends before it starts"
besked = "The care plan starts {dato} and ends {slut}."
besked_flertal = "{antal} care plans end before they start."
goer = "Correct the start date or the end date."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'SLUTDATO' AS felt, CAST(t.slutdato AS VARCHAR) AS vaerdi,
  t.startdato AS dato, t.sagsnummer, t.slutdato AS slut
FROM gaeldende_indsats t
WHERE t.slutdato < t.startdato
