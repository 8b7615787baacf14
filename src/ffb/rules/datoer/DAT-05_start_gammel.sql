/*---
id = "DAT-05"
alvor = "advarsel"
kilde = "4-regler, family 5; vores: ydelser fra før 1. april 1976 (bistandsloven) er som regel pladsholdere"
hvorfor = "En startdato som 01.01.1900 er sat af et system, ikke af et menneske, og gør ydelsens varighed meningsløs."
ejer = "it_leverandoer"
fase = "bestilling"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ydelsens startdato er usandsynligt gammel"
besked = "Ydelsen starter {dato}, før der var en bistandslov."
besked_flertal = "{antal} ydelser starter før 1. april 1976."
goer = "Find bevillingens rigtige startdato."
[en]
titel = "The start date is improbably old"
besked = "The service starts {dato}, before there was a Social Assistance Act."
besked_flertal = "{antal} services start before 1 April 1976."
goer = "Find the real start date of the grant."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'STARTDATO' AS felt, CAST(y.startdato AS VARCHAR) AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed
FROM gaeldende_ydelse y
WHERE y.startdato < CAST('1976-04-01' AS DATE)
