/*---
titel = "Vurderinger af A&D-undertemaer om borgerne i udvalget, til og med udvalgets dag"
grain = "kommune, borger, undertema og dato"
noegle = "kommune_kode, borger_id, kode, dato"
kilde = "5-viden: filters overtema/undertema"
forklaring = "Også dem før perioden: en udvikling begynder, hvor borgeren begyndte. Uden dato er dato tom."
gem = true
---*/
SELECT a.kommune_kode, a.borger_id, a.kode, a.overtema_kode, a.niveau, a.dato, a.gange
FROM analyse_ad_alle a
JOIN analyse_borger b ON a.kommune_kode = b.kommune_kode AND a.borger_id = b.borger_id
CROSS JOIN analyse_valg v
WHERE (a.dato IS NULL OR a.dato <= v.dag)
  AND (NOT v.overtema_valgt OR a.overtema_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'overtema'))
  AND (NOT v.undertema_valgt OR a.kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'undertema'))
