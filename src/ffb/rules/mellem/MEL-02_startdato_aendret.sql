/*---
id = "MEL-02"
alvor = "advarsel"
kilde = "vores: en ydelses start er historie; S0: der indgår kun ydelser, der er startet i perioden"
hvorfor = "Flyttes startdatoen, kan ydelsen komme ind i eller ud af en periode, der er godkendt."
ejer = "sagsbehandler"
fase = "indberetning"
paa = "flere"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Startdatoen er ændret"
besked = "Ydelsen startede {foer}, sidst den blev sendt. Nu står der {dato}."
besked_flertal = "{antal} ydelser har fået en ny startdato."
goer = "Er det en rettelse, skal der ikke gøres mere. Er det en ny bevilling, skal den have sin egen ydelse."
[en]
titel = "The start date has changed"
besked = "The service started {foer} when it was last sent. Now it says {dato}."
besked_flertal = "{antal} services have got a new start date."
goer = "If it is a correction, nothing more is to be done. If it is a new grant, it needs a service of its own."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'STARTDATO' AS felt, CAST(y.startdato AS VARCHAR) AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, y.foer_startdato AS foer, CAST(y.foer_startdato AS VARCHAR) AS forventet,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM ydelse_rettet y
WHERE y.borger_id = y.foer_borger_id AND y.startdato <> y.foer_startdato
