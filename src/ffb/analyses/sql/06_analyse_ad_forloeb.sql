/*---
titel = "Vurderingerne af hvert A&D-undertema hos borgere med en ydelse, som forløb"
grain = "borger, undertema og dato"
noegle = "borger_nr, tema_nr, dato"
kilde = "5-viden V03, V05, V06: latest score, first and last score; V08: 0-4 er scorer, 9 er ikke vurderet"
gem = true
fast = true
forklaring = "Hvad en vurdering er mellem temaets andre, afhænger ikke af udvalgets dag, og regnes derfor ud én gang: foerste er den første dag, temaet er registreret; naeste_vurdering den næste dag med en score eller »ikke vurderet«, naeste_score den næste med en score 0-4. foerste_dato og foerste_niveau er den første score. Den seneste på en dag er den, hvis næste ligger efter. En vurdering, der er alene om sit tema, er både den første og den seneste."
---*/
SELECT
  borger_nr, tema_nr, niveau, dato, gange, score, vurderet,
  CASE WHEN dato = MIN(dato) OVER (PARTITION BY borger_nr, tema_nr) THEN 1 ELSE 0 END AS foerste,
  LEAD(dato) OVER (PARTITION BY borger_nr, tema_nr, vurderet ORDER BY dato) AS naeste_vurdering,
  LEAD(dato) OVER (PARTITION BY borger_nr, tema_nr, score ORDER BY dato) AS naeste_score,
  FIRST_VALUE(dato) OVER (PARTITION BY borger_nr, tema_nr, score ORDER BY dato) AS foerste_dato,
  FIRST_VALUE(niveau) OVER (PARTITION BY borger_nr, tema_nr, score ORDER BY dato) AS foerste_niveau
FROM analyse_ad_borger
WHERE alene = 0
UNION ALL
SELECT
  borger_nr, tema_nr, niveau, dato, gange, score, vurderet,
  CASE WHEN dato IS NULL THEN 0 ELSE 1 END AS foerste,
  CAST(NULL AS DATE) AS naeste_vurdering, CAST(NULL AS DATE) AS naeste_score,
  dato AS foerste_dato, niveau AS foerste_niveau
FROM analyse_ad_borger
WHERE alene = 1
