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
WITH ydelse AS (
  SELECT
    y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, y.startdato AS dato, y.sagsnummer, y.enhed, y.kommune_kode,
    s.mangler,
    ROW_NUMBER() OVER (
      PARTITION BY y.kommune_kode, y.borger_id
      ORDER BY y.startdato, y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr
    ) AS nr
  FROM ffb_ydelse y
  JOIN borger_mangel m
    ON y.kommune_kode = m.kommune_kode AND y.borger_id = m.borger_id AND m.raekke = 'funktionsevneniveau'
  JOIN borger_status s ON y.kommune_kode = s.kommune_kode AND y.borger_id = s.borger_id
)
SELECT
  leverance_id, fil_nr, post_nr, borger_id, 'FUNKTIONSEVNENIVEAU' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  dato, sagsnummer, enhed, kommune_kode,
  CASE
    WHEN mangler = 31 THEN CONCAT(
      'ydelse:', CAST(leverance_id AS VARCHAR), ':', CAST(fil_nr AS VARCHAR), ':', CAST(post_nr AS VARCHAR),
      ':PROGRESSION'
    )
    WHEN (mangler & 2) <> 0 THEN CONCAT(
      'ydelse:', CAST(leverance_id AS VARCHAR), ':', CAST(fil_nr AS VARCHAR), ':', CAST(post_nr AS VARCHAR),
      ':AKTIVITET_DELTAGELSE'
    )
  END AS aarsag
FROM ydelse
WHERE nr = 1
