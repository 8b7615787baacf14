/*---
id = "K25-09"
alvor = "oplysning"
kilde = "3-rapport, Tabel 2: \"Ikke vurderet\" counts as reported, shown as heraf ikke vurderet"
hvorfor = "»Ikke vurderet« tæller som indberettet, men siger intet om borgeren og kan ikke vise udvikling."
ejer = "sagsbehandler"
fase = "opfoelgning"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse", "aktivitet_deltagelse"]
[da]
titel = "Alle borgerens scorer er »ikke vurderet«"
besked = "Borgeren har en ydelse fra {dato}, men hvert tema er sat til »ikke vurderet«."
besked_flertal = "{antal} borgere har kun scoren »ikke vurderet«."
goer = "Scor temaerne ved næste opfølgning. Indtil da tæller borgeren som indberettet."
[en]
titel = "All scores of the citizen are \"not assessed\""
besked = "The citizen has a service from {dato}, but every theme is set to \"not assessed\"."
besked_flertal = "{antal} citizens have only the score \"not assessed\"."
goer = "Score the themes at the next follow-up. Until then the citizen counts as reported."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'FUNKTIONSEVNENIVEAU' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.dato, y.sagsnummer, y.enhed, y.kommune_kode
FROM ffb_foerste y
WHERE y.kun_ikke_vurderet_niveau
