/*---
titel = "Dage, noget om en borger med en ydelse blev ændret"
grain = "borger, hvad og dag"
noegle = "borger_nr, hvad, dato"
fast = true
kilde = "5-viden V07: how much is adjusted (scores, støttebehov, ydelser)"
forklaring = "hvad: 'score' et A&D-undertema har fået et andet niveau (0-4) end sidst; 'stoettebehov' det samme for støttebehovet; 'ydelse' en FFB-relevant ydelse er begyndt eller slut. Flere vurderinger samme dag: den sidst skrevne gælder."
---*/
WITH score AS (
  SELECT borger_nr, 'score' AS hvad, tema_nr, niveau, dato, leverance_id, fil_nr, post_nr
  FROM analyse_tema_alle
  WHERE borger_nr IS NOT NULL AND tabel = 'aktivitet_deltagelse' AND art = 'ad_undertema'
    AND niveau BETWEEN 0 AND 4 AND dato IS NOT NULL
  UNION ALL
  SELECT borger_nr, 'stoettebehov' AS hvad, 0 AS tema_nr, niveau, dato, leverance_id, fil_nr, post_nr
  FROM analyse_stoettebehov_alle
  WHERE borger_nr IS NOT NULL AND niveau BETWEEN 0 AND 4 AND dato IS NOT NULL
),
sidst AS (
  SELECT
    borger_nr, hvad, tema_nr, niveau, dato,
    ROW_NUMBER() OVER (
      PARTITION BY borger_nr, hvad, tema_nr, dato ORDER BY leverance_id DESC, fil_nr DESC, post_nr DESC
    ) AS nr
  FROM score
),
foer AS (
  SELECT
    borger_nr, hvad, niveau, dato, LAG(niveau) OVER (PARTITION BY borger_nr, hvad, tema_nr ORDER BY dato) AS foer
  FROM sidst
  WHERE nr = 1
)
SELECT DISTINCT borger_nr, hvad, dato FROM foer WHERE niveau <> foer
UNION
SELECT borger_nr, 'ydelse' AS hvad, startdato AS dato FROM analyse_ydelse_alle
UNION
SELECT borger_nr, 'ydelse' AS hvad, slutdato AS dato FROM analyse_ydelse_alle WHERE slutdato IS NOT NULL
