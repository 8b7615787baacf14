/*---
id = "DAT-04"
alvor = "advarsel"
kilde = "4-regler, family 5: future; vores: mere end 20 år frem er en pladsholder som 31.12.9999"
hvorfor = "En ydelse uden aftalt ophør skal have en tom slutdato. En pladsholder ligner en aftale og skjuler, at opfølgning mangler."
ejer = "it_leverandoer"
fase = "bestilling"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Slutdatoen er en pladsholder"
besked = "Ydelsen slutter {slut}, mere end 20 år efter data."
besked_flertal = "{antal} ydelser har en slutdato mere end 20 år frem."
goer = "Lad slutdatoen stå tom, når der ikke er aftalt et ophør."
[en]
titel = "The end date is a placeholder"
besked = "The service ends {slut}, more than 20 years after the data."
besked_flertal = "{antal} services end more than 20 years ahead."
goer = "Leave the end date empty when no end is agreed."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'SLUTDATO' AS felt, CAST(y.slutdato AS VARCHAR) AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, y.slutdato AS slut
FROM gaeldende_ydelse y
JOIN leverance l ON y.leverance_id = l.leverance_id
CROSS JOIN koersel k
WHERE y.slutdato > CAST(COALESCE(k.pr_dato, CAST(l.tid AS DATE)) + INTERVAL 20 YEAR AS DATE)
