/*---
id = "ID-03"
alvor = "advarsel"
kilde = "vores: meget få i Danmark bliver over 110 år"
hvorfor = "Et århundrede forkert i CPR-nummerets syvende ciffer gør borgeren 100 år ældre og flytter alle data til en anden person."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Borgeren er over 110 år"
besked = "Borgeren er født i {foedselsaar} og fyldte {alder} år i det år, ydelsen startede."
besked_flertal = "{antal} ydelser er givet til borgere på over 110 år."
goer = "Tjek CPR-nummeret, især det syvende ciffer."
[en]
titel = "The citizen is over 110"
besked = "The citizen was born in {foedselsaar} and turned {alder} in the year the service started."
besked_flertal = "{antal} services were given to citizens over 110."
goer = "Check the CPR number, its seventh digit above all."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, CAST(NULL AS VARCHAR) AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed,
  b.foedselsaar, CAST(extract(year FROM y.startdato) AS INTEGER) - b.foedselsaar AS alder
FROM gaeldende_ydelse y
JOIN (SELECT borger_id, MIN(foedselsaar) AS foedselsaar FROM gaeldende_borger GROUP BY borger_id) b
  ON y.borger_id = b.borger_id
WHERE CAST(extract(year FROM y.startdato) AS INTEGER) - b.foedselsaar > 110
