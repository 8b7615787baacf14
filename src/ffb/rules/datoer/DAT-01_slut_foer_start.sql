/*---
id = "DAT-01"
alvor = "fejl"
kilde = "4-regler, family 5: end before start; S0: afsluttede ydelser; IG: period"
hvorfor = "En ydelse kan ikke slutte, før den er begyndt. Den får ingen aktive dage i ydelsesrapporten."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ydelsen slutter, før den starter"
besked = "Ydelsen starter {dato} og slutter {slut}."
besked_flertal = "{antal} ydelser slutter, før de starter."
goer = "Ret startdatoen eller slutdatoen."
[en]
titel = "The service ends before it starts"
besked = "The service starts {dato} and ends {slut}."
besked_flertal = "{antal} services end before they start."
goer = "Correct the start date or the end date."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'SLUTDATO' AS felt, CAST(y.slutdato AS VARCHAR) AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, y.slutdato AS slut
FROM gaeldende_ydelse y
WHERE y.slutdato < y.startdato
