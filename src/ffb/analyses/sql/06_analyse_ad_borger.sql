/*---
titel = "Vurderingerne af A&D-undertemaer hos borgere med en ydelse"
grain = "borger, undertema og dato"
noegle = "borger_nr, tema_nr, dato"
kilde = "5-viden V08: 0-4 er scorer, 9 er ikke vurderet"
fast = true
forklaring = "score er 1 ved 0-4, vurderet også ved 9; begge kun med en dato."
---*/
SELECT
  b.borger_nr, a.tema_nr, a.niveau, a.dato, a.gange, a.alene,
  CASE WHEN a.niveau BETWEEN 0 AND 4 AND a.dato IS NOT NULL THEN 1 ELSE 0 END AS score,
  CASE WHEN a.niveau IS NOT NULL AND a.dato IS NOT NULL THEN 1 ELSE 0 END AS vurderet
FROM analyse_ad_alle a
JOIN analyse_borger_alle b ON a.kommune_kode = b.kommune_kode AND a.borger_id = b.borger_id
