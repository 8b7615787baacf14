/*---
titel = "Hvor mange A&D-undertemaer en borger har fået en score i på en dag"
grain = "leverance, fil, borger og dag"
noegle = "leverance_id, fil_nr, borger_id, dato"
kilde = "vores: rimelighedsreglerne ser på, hvor meget der er vurderet på én gang"
gem = true
forklaring = "post_nr er dagens første, lavest og hoejest dens niveauer."
---*/
WITH tema AS (
  SELECT
    leverance_id, fil_nr, borger_id, dato, tema_nr, MIN(post_nr) AS post_nr, MIN(niveau) AS lavest,
    MAX(niveau) AS hoejest
  FROM vurdering
  WHERE ad AND niveau IS NOT NULL AND dato IS NOT NULL
  GROUP BY leverance_id, fil_nr, borger_id, dato, tema_nr
)
SELECT
  leverance_id, fil_nr, borger_id, dato, MIN(post_nr) AS post_nr, COUNT(*) AS temaer, MIN(lavest) AS lavest,
  MAX(hoejest) AS hoejest
FROM tema
GROUP BY leverance_id, fil_nr, borger_id, dato
