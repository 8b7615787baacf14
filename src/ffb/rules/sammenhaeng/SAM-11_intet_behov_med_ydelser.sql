/*---
id = "SAM-11"
alvor = "advarsel"
kilde = "S1: Alle FFB-modtagere skal have oplyst mindst ét støttebehov; S2: støttebehovsniveauer; vores: hjælp uden behov er en modsigelse"
hvorfor = "Enten er vurderingen forkert, eller også burde ydelsen være afsluttet."
ejer = "sagsbehandler"
fase = "opfoelgning"
tabel = "stoettebehov"
kraever = ["stoettebehov"]
[da]
titel = "Intet støttebehov, men aktive ydelser"
besked = "Støttebehovet er vurderet til intet den {dato}, men borgeren har {ydelser} aktive ydelser."
besked_flertal = "{antal} borgere har aktive ydelser og intet støttebehov."
goer = "Vurdér støttebehovet igen, eller afslut ydelsen."
[en]
titel = "No support need, but active services"
besked = "The support need is assessed as none on {dato}, but the citizen has {ydelser} active services."
besked_flertal = "{antal} citizens have active services and no support need."
goer = "Assess the support need again, or end the service."
---*/

WITH aktiv AS (
  SELECT borger_id, COUNT(*) AS ydelser FROM ydelse_aktiv GROUP BY borger_id
),
seneste AS (
  SELECT
    s.leverance_id, s.fil_nr, s.post_nr, s.borger_id, s.niveau, s.dato,
    ROW_NUMBER() OVER (
      PARTITION BY s.borger_id ORDER BY s.dato DESC NULLS LAST, s.leverance_id DESC, s.fil_nr DESC, s.post_nr DESC
    ) AS nr
  FROM gaeldende_stoettebehov s
)
SELECT
  s.leverance_id, s.fil_nr, s.post_nr, s.borger_id, 'STOETTEBEHOVSNIVEAU' AS felt,
  CAST(s.niveau AS VARCHAR) AS vaerdi, s.dato, a.ydelser
FROM seneste s
JOIN aktiv a ON s.borger_id = a.borger_id
WHERE s.nr = 1 AND s.niveau = 0
