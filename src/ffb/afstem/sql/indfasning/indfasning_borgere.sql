/*---
titel = "Borgere med aktive ydelser fra før 2025"
grain = "alle"
noegle = "ingen; én række"
kilde = "3-rapport, For the data steward: Indfasning; en borger med ydelser i flere måneder tæller én gang i alt"
---*/
SELECT
  COUNT(DISTINCT borger_id) AS borgere,
  COUNT(DISTINCT CASE WHEN mangler <> 0 THEN borger_id END) AS borgere_mangler
FROM gammel_ydelse
