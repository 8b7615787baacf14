/*---
titel = "Kommunerne i udvalget"
grain = "kommune"
noegle = "kommune_kode"
kilde = "5-viden: filter kommune"
---*/
SELECT DISTINCT s.kommune_kode
FROM leverance_betjener s
CROSS JOIN analyse_valg v
WHERE NOT v.kommune_valgt OR s.kommune_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'kommune')
