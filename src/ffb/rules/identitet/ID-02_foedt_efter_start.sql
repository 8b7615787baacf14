/*---
id = "ID-02"
alvor = "advarsel"
kilde = "vores: en borger kan ikke få en ydelse, før borgeren er født"
hvorfor = "Så er enten CPR-nummeret eller startdatoen forkert, og data ender hos den forkerte person eller i det forkerte år."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Borgeren er født efter ydelsens start"
besked = "Ydelsen startede {dato}, men borgeren er født i {foedselsaar}."
besked_flertal = "{antal} ydelser er startet, før borgeren blev født."
goer = "Ret CPR-nummeret eller startdatoen."
[en]
titel = "The citizen was born after the service started"
besked = "The service started {dato}, but the citizen was born in {foedselsaar}."
besked_flertal = "{antal} services started before the citizen was born."
goer = "Correct the CPR number or the start date."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'STARTDATO' AS felt, CAST(y.startdato AS VARCHAR) AS vaerdi,
  y.startdato AS dato,
  y.sagsnummer, y.enhed, b.foedselsaar
FROM gaeldende_ydelse y
JOIN (SELECT borger_id, MIN(foedselsaar) AS foedselsaar FROM gaeldende_borger GROUP BY borger_id) b
  ON y.borger_id = b.borger_id
WHERE b.foedselsaar > CAST(extract(year FROM y.startdato) AS INTEGER)
