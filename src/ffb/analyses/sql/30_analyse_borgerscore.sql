/*---
titel = "Vurderinger af A&D-undertemaer, også af borgere uden en ydelse i perioden, til og med udvalgets dag"
grain = "kommune, borger, undertema og dato"
noegle = "kommune_kode, borger_id, kode, dato"
kilde = "5-viden V08, V09: one citizen; 0-4 er scorer, 9 er ikke vurderet"
forklaring = "Borgerens egne sider viser hele forløbet: en udredning før den første ydelse hører med. Også dem før perioden. Uden dato er dato tom."
gem = true
---*/
SELECT a.kommune_kode, a.borger_id, a.overtema_kode, a.kode, a.dato, a.niveau
FROM analyse_ad_alle a
CROSS JOIN analyse_valg v
WHERE (a.dato IS NULL OR a.dato <= v.dag)
  AND (a.niveau BETWEEN 0 AND 4 OR a.niveau = 9)
  AND (NOT v.kommune_valgt OR a.kommune_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'kommune'))
  AND (NOT v.overtema_valgt OR a.overtema_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'overtema'))
  AND (NOT v.undertema_valgt OR a.kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'undertema'))
