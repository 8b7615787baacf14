/*---
id = "ID-01"
alvor = "advarsel"
kilde = "Serviceloven afsnit V (Voksne); 4-regler, family 3: under 18"
hvorfor = "FFB for voksne gælder fra det fyldte 18. år. Er borgeren yngre, er CPR-nummeret, startdatoen eller ydelsen forkert."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Borgeren er under 18 år"
besked = "Borgeren fyldte højst {alder} år i det år, ydelsen startede ({dato})."
besked_flertal = "{antal} ydelser er startet, før borgeren fyldte 18 år."
goer = "Tjek CPR-nummer og startdato. Er borgeren under 18 år, hører ydelsen ikke til FFB for voksne."
[en]
titel = "The citizen is under 18"
besked = "The citizen turned at most {alder} in the year the service started ({dato})."
besked_flertal = "{antal} services started before the citizen turned 18."
goer = "Check the CPR number and the start date. A citizen under 18 does not belong in FFB for adults."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'STARTDATO' AS felt, CAST(y.startdato AS VARCHAR) AS vaerdi,
  y.startdato AS dato,
  y.sagsnummer, y.enhed, CAST(extract(year FROM y.startdato) AS INTEGER) - b.foedselsaar AS alder
FROM gaeldende_ydelse y
JOIN (SELECT borger_id, MIN(foedselsaar) AS foedselsaar FROM gaeldende_borger GROUP BY borger_id) b
  ON y.borger_id = b.borger_id
WHERE CAST(extract(year FROM y.startdato) AS INTEGER) - b.foedselsaar BETWEEN 0 AND 17
