/*---
titel = "Indsatsmål om borgerne i udvalget, sat på eller før udvalgets dag"
grain = "kommune og indsatsmål"
noegle = "kommune_kode, leverance_id, fil_nr, post_nr"
kilde = "5-viden: filters overtema/undertema, på målets primære tema"
gem = true
---*/
SELECT
  m.kommune_kode, m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, m.tema_kode, m.maaltype, m.forventet, m.aktuelt,
  m.dato, m.opfoelgningsdato
FROM analyse_maal_alle m
JOIN analyse_borger b ON m.kommune_kode = b.kommune_kode AND m.borger_id = b.borger_id
CROSS JOIN analyse_valg v
WHERE m.dato <= v.dag
  AND (NOT v.overtema_valgt OR m.overtema_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'overtema'))
  AND (NOT v.undertema_valgt OR m.tema_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'undertema'))
