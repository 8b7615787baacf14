/*---
id = "MEL-01"
alvor = "advarsel"
kilde = "IG: en ressource med en kendt id er en rettelse af den; vores: en ydelses id tilhører én borger"
hvorfor = "DST og vi læser det som en rettelse. Så forsvinder den ene borgers ydelse. Det kan også være skift fra erstatningsnummer til CPR."
ejer = "it_leverandoer"
fase = "indberetning"
paa = "flere"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ydelsens id er brugt til en anden borger"
besked = "Ydelsen {vaerdi} tilhørte en anden borger, sidst den blev sendt."
besked_flertal = "{antal} ydelser har skiftet borger."
goer = "Giv hver ydelse sin egen id. Har borgeren fået CPR i stedet for erstatningsnummer, er alt i orden."
[en]
titel = "The service id is used for another citizen"
besked = "The service {vaerdi} belonged to another citizen when it was last sent."
besked_flertal = "{antal} services have changed citizen."
goer = "Give each service an id of its own. If the citizen got a CPR number instead of a replacement number, all is well."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'YDELSE_ID' AS felt, y.ydelse_id AS vaerdi, y.startdato AS dato,
  y.sagsnummer, y.enhed,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM ydelse_rettet y
WHERE y.borger_id <> y.foer_borger_id
