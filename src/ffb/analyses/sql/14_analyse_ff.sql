/*---
titel = "F&F- og omgivelsesundertemaer om borgerne i udvalget, og dagen de først blev registreret"
grain = "kommune, borger og undertema"
noegle = "kommune_kode, borger_id, kode"
kilde = "5-viden V02: each F&F/omgivelses undertema registered at or before start"
---*/
SELECT f.kommune_kode, f.borger_id, f.kode, f.art, f.dato
FROM analyse_ff_alle f
JOIN analyse_borger b ON f.kommune_kode = b.kommune_kode AND f.borger_id = b.borger_id
CROSS JOIN analyse_valg v
WHERE (NOT v.overtema_valgt OR f.overtema_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'overtema'))
  AND (NOT v.undertema_valgt OR f.kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'undertema'))
