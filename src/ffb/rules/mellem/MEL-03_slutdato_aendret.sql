/*---
id = "MEL-03"
alvor = "advarsel"
kilde = "vores: en afsluttet ydelses slutdato er historie; S0: fra tidligere systemer medtages afsluttede ydelser"
hvorfor = "Åbnes en afsluttet ydelse igen, tæller den som aktiv, og ydelsesrapportens tal for tidligere kvartaler ændrer sig."
ejer = "sagsbehandler"
fase = "indberetning"
paa = "flere"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "En afsluttet ydelse har fået en anden slutdato"
besked = "Ydelsen sluttede {foer}, sidst den blev sendt. Nu er slutdatoen {slut}."
besked_flertal = "{antal} afsluttede ydelser har fået en anden slutdato."
goer = "Er det en rettelse, skal der ikke gøres mere. Er ydelsen begyndt igen, skal den have sin egen ydelse."
[en]
titel = "An ended service has got another end date"
besked = "The service ended {foer} when it was last sent. Now the end date is {slut}."
besked_flertal = "{antal} ended services have got another end date."
goer = "If it is a correction, nothing more is to be done. If the service began again, it needs a service of its own."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'SLUTDATO' AS felt, CAST(y.slutdato AS VARCHAR) AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, y.foer_slutdato AS foer, y.slutdato AS slut,
  CAST(y.foer_slutdato AS VARCHAR) AS forventet,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM ydelse_rettet y
WHERE y.borger_id = y.foer_borger_id
  AND y.foer_slutdato <= y.foer_dag AND (y.slutdato IS NULL OR y.slutdato <> y.foer_slutdato)
