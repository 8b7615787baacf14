/*---
titel = "Hvornår en borgers tema sidst er vurderet"
grain = "borger og tema"
noegle = "borger_id, tema_nr"
kilde = "S2: På opfølgningstidspunkt skal ny funktionsevnescore indberettes for de temaer, der følges op på"
gem = true
forklaring = "sidst er den seneste dag med et niveau; uden niveau eller dato er den tom."
---*/
SELECT borger_id, tema_nr, MAX(CASE WHEN niveau IS NOT NULL THEN dato END) AS sidst
FROM vurdering
GROUP BY borger_id, tema_nr
