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
WITH dag AS (
  SELECT l.leverance_id, l.tidligere, COALESCE(k.pr_dato, CAST(l.gruppe_tid AS DATE)) AS dag
  FROM leverance_brugt l CROSS JOIN koersel k
),
aktiv AS (
  SELECT y.borger_id, COUNT(*) AS ydelser
  FROM gaeldende_ydelse y
  JOIN dag d ON y.leverance_id = d.leverance_id
  WHERE y.startdato <= d.dag AND (y.slutdato IS NULL OR y.slutdato > d.dag)
    AND COALESCE(y.status, '') <> 'draft'
    AND COALESCE(y.ffb_ydelse_kode, '') NOT IN (SELECT kode FROM begreb_lov WHERE paragraf LIKE '§82%')
  GROUP BY y.borger_id
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
