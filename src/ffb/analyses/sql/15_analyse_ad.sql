/*---
titel = "Vurderinger af A&D-undertemaer om borgerne i udvalget, til og med udvalgets dag"
grain = "borger, undertema og dato"
noegle = "borger_nr, tema_nr, dato"
kilde = "5-viden: filters overtema/undertema"
forklaring = "Også dem før perioden: en udvikling begynder, hvor borgeren begyndte. Uden dato er dato tom. foerste er 1 for temaets første registrering, seneste_vurdering og seneste_score for den, der gælder på udvalgets dag."
---*/
SELECT
  a.borger_nr, a.tema_nr, a.niveau, a.dato, a.gange, a.score, a.foerste, a.foerste_dato, a.foerste_niveau,
  CASE
    WHEN a.vurderet = 1 AND (a.naeste_vurdering IS NULL OR a.naeste_vurdering > v.dag) THEN 1 ELSE 0
  END AS seneste_vurdering,
  CASE WHEN a.score = 1 AND (a.naeste_score IS NULL OR a.naeste_score > v.dag) THEN 1 ELSE 0 END AS seneste_score
FROM analyse_ad_forloeb a
JOIN analyse_borger b ON a.borger_nr = b.borger_nr
JOIN analyse_tema_valgt u ON a.tema_nr = u.tema_nr
CROSS JOIN analyse_valg v
WHERE a.dato IS NULL OR a.dato <= v.dag
