/*---
titel = "De undertemaer, udvalget handler om"
grain = "undertema"
noegle = "tema_nr"
kilde = "5-viden: filters overtema/undertema"
gem = true
---*/
SELECT u.tema_nr
FROM analyse_undertema u
CROSS JOIN analyse_valg v
WHERE (NOT v.overtema_valgt OR u.overtema_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'overtema'))
  AND (NOT v.undertema_valgt OR u.kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'undertema'))
