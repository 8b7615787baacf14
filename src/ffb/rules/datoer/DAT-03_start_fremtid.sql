/*---
id = "DAT-03"
alvor = "oplysning"
kilde = "4-regler, family 5: future; vores: en ydelse kan være bevilget fra en senere dag"
hvorfor = "Ydelsen er ikke begyndt. Det kan være rigtigt, men en tastefejl i årstallet flytter den til en anden rapport."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ydelsen starter i fremtiden"
besked = "Ydelsen starter {dato}, og data er fra {pr}."
besked_flertal = "{antal} ydelser starter i fremtiden."
goer = "Tjek årstallet. Er ydelsen bevilget fra den dag, er der intet at gøre."
[en]
titel = "The service starts in the future"
besked = "The service starts {dato}, and the data are from {pr}."
besked_flertal = "{antal} services start in the future."
goer = "Check the year. If the service is granted from that day, nothing needs doing."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'STARTDATO' AS felt, CAST(y.startdato AS VARCHAR) AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, COALESCE(k.pr_dato, CAST(l.tid AS DATE)) AS pr
FROM gaeldende_ydelse y
JOIN leverance l ON y.leverance_id = l.leverance_id
CROSS JOIN koersel k
WHERE y.startdato > COALESCE(k.pr_dato, CAST(l.tid AS DATE))
