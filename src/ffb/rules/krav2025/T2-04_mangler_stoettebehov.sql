/*---
id = "T2-04"
alvor = "fejl"
kilde = "S0, Tabel 2: Antal borgere der mangler oplysninger vedr. FFB Støttebehovsniveau"
hvorfor = "Støttebehovet viser, hvor meget hjælp borgeren har brug for, og er grundlaget for at se, hvad indsatser koster og virker."
ejer = "sagsbehandler"
fase = "sagsvurdering"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Borgeren mangler støttebehovsniveau"
besked = "Borgeren har en ydelse fra {dato}, men intet støttebehovsniveau."
besked_flertal = "{antal} borgere mangler støttebehovsniveau."
goer = "Vurdér borgerens samlede støttebehov, 0–4 eller ikke vurderet."
[en]
titel = "The citizen lacks a level of support"
besked = "The citizen has a service from {dato} but no level of support."
besked_flertal = "{antal} citizens lack a level of support."
goer = "Assess the citizen's need of support, 0–4 or not assessed."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'STOETTEBEHOVSNIVEAU' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.dato, y.sagsnummer, y.enhed, y.kommune_kode,
  CASE
    WHEN y.mangler = 31 THEN CONCAT(
      'ydelse:', CAST(y.leverance_id AS VARCHAR), ':', CAST(y.fil_nr AS VARCHAR), ':', CAST(y.post_nr AS VARCHAR),
      ':PROGRESSION'
    )
  END AS aarsag
FROM ffb_foerste y
JOIN borger_mangel m
  ON y.kommune_kode = m.kommune_kode AND y.borger_id = m.borger_id AND m.raekke = 'stoettebehov'
