/*---
titel = "FSIII-ydelser på udvalgets dag i udvalgets kommuner"
grain = "kommune og FSIII-ydelse"
noegle = "kommune_kode, leverance_id, fil_nr, post_nr"
kilde = "5-viden V12: on a date"
---*/
SELECT f.kommune_kode, f.leverance_id, f.fil_nr, f.post_nr, f.borger_id, f.fsiii, f.lov
FROM analyse_fsiii_alle f
CROSS JOIN analyse_valg v
WHERE f.startdato <= v.dag AND (f.slutdato IS NULL OR f.slutdato >= v.dag)
  AND (NOT v.kommune_valgt OR f.kommune_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'kommune'))
