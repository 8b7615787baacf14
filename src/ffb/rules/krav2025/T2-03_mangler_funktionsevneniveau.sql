/*---
id = "T2-03"
alvor = "fejl"
kilde = "S0, Tabel 2: Antal borgere der mangler oplysninger vedr. FFB Funktionsevneniveau"
hvorfor = "Scoren er udgangspunktet, som al udvikling måles fra."
ejer = "sagsbehandler"
fase = "sagsoplysning"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Borgeren mangler funktionsevneniveau"
besked = "Borgeren har en ydelse fra {dato}, men intet tema med et funktionsevneniveau."
besked_flertal = "{antal} borgere mangler funktionsevneniveau."
goer = "Scor mindst ét tema om aktivitet og deltagelse, 0–4 eller ikke vurderet."
[en]
titel = "The citizen lacks a level of functioning"
besked = "The citizen has a service from {dato} but no theme with a level of functioning."
besked_flertal = "{antal} citizens lack a level of functioning."
goer = "Score at least one theme of activity and participation, 0–4 or not assessed."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'FUNKTIONSEVNENIVEAU' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.dato, y.sagsnummer, y.enhed, y.kommune_kode,
  CASE
    WHEN y.mangler = 31 THEN CONCAT(
      'ydelse:', CAST(y.leverance_id AS VARCHAR), ':', CAST(y.fil_nr AS VARCHAR), ':', CAST(y.post_nr AS VARCHAR),
      ':PROGRESSION'
    )
    WHEN (y.mangler & 2) <> 0 THEN CONCAT(
      'ydelse:', CAST(y.leverance_id AS VARCHAR), ':', CAST(y.fil_nr AS VARCHAR), ':', CAST(y.post_nr AS VARCHAR),
      ':AKTIVITET_DELTAGELSE'
    )
  END AS aarsag
FROM ffb_foerste y
JOIN borger_mangel m
  ON y.kommune_kode = m.kommune_kode AND y.borger_id = m.borger_id AND m.raekke = 'funktionsevneniveau'
