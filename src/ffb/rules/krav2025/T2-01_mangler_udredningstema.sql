/*---
id = "T2-01"
alvor = "fejl"
kilde = "S0, Tabel 2: Antal borgere der mangler oplysninger vedr. Udredningstema (funktioner og forhold samt omgivelsesfaktorer)"
hvorfor = "Udredningstemaerne viser, hvad der er undersøgt. Uden et eneste ved ingen, hvad afgørelsen bygger på."
ejer = "sagsbehandler"
fase = "sagsoplysning"
datapunkt = ["udredningstema"]
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Borgeren mangler udredningstema"
besked = "Borgeren har en ydelse fra {dato}, men intet udredningstema."
besked_flertal = "{antal} borgere mangler udredningstema."
goer = "Registrér mindst ét undertema i funktioner og forhold fra udredningen. Det må gerne være fra før 2025."
[en]
titel = "The citizen lacks an assessment theme"
besked = "The citizen has a service from {dato} but no assessment theme."
besked_flertal = "{antal} citizens lack an assessment theme."
goer = "Record at least one sub-theme of functions and conditions from the assessment. It may be older than 2025."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'FFB_TEMA_UUID' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.dato, y.sagsnummer, y.enhed, y.kommune_kode,
  CASE
    WHEN y.mangler = 31 THEN CONCAT(
      'ydelse:', CAST(y.leverance_id AS VARCHAR), ':', CAST(y.fil_nr AS VARCHAR), ':', CAST(y.post_nr AS VARCHAR),
      ':PROGRESSION'
    )
  END AS aarsag
FROM ffb_foerste y
JOIN borger_mangel m
  ON y.kommune_kode = m.kommune_kode AND y.borger_id = m.borger_id AND m.raekke = 'udredningstema'
