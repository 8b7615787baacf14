/*---
id = "K25-10"
alvor = "oplysning"
kilde = "3-rapport, Tabel 2: \"Ikke vurderet\" counts as reported, shown as heraf ikke vurderet"
hvorfor = "»Ikke vurderet« tæller som indberettet, men siger intet om borgeren og kan ikke vise udvikling."
ejer = "sagsbehandler"
fase = "opfoelgning"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse", "stoettebehov"]
[da]
titel = "Borgerens støttebehov er »ikke vurderet«"
besked = "Borgeren har en ydelse fra {dato}, men støttebehovet er kun sat til »ikke vurderet«."
besked_flertal = "{antal} borgere har kun støttebehovet »ikke vurderet«."
goer = "Vurdér støttebehovet ved næste opfølgning. Indtil da tæller borgeren som indberettet."
[en]
titel = "The citizen's need of support is \"not assessed\""
besked = "The citizen has a service from {dato}, but the need of support is only \"not assessed\"."
besked_flertal = "{antal} citizens have only the need of support \"not assessed\"."
goer = "Assess it at the next follow-up. Until then the citizen counts as reported."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'STOETTEBEHOVSNIVEAU' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.dato, y.sagsnummer, y.enhed, y.kommune_kode
FROM ffb_foerste y
WHERE y.kun_ikke_vurderet_stoette
