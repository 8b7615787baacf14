/*---
titel = "Undertemaer om borgerne i udvalget"
grain = "kommune og registrering"
noegle = "kommune_kode, tabel, leverance_id, fil_nr, post_nr"
kilde = "5-viden: filters overtema/undertema; hver analyse siger selv, hvilke datoer der tæller"
---*/
SELECT
  t.kommune_kode, t.tabel, t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, t.kode, t.art, t.overtema_kode,
  t.niveau, t.dato
FROM analyse_tema_alle t
JOIN analyse_borger b ON t.kommune_kode = b.kommune_kode AND t.borger_id = b.borger_id
CROSS JOIN analyse_valg v
WHERE (NOT v.overtema_valgt OR t.overtema_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'overtema'))
  AND (NOT v.undertema_valgt OR t.kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'undertema'))
