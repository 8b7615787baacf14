/*---
titel = "Kommuner i udvalget, der har en leverance, som tæller"
grain = "kommune"
noegle = "kommune_kode"
kilde = "5-viden V01"
forklaring = "Tom kode, hvor en leverance ingen kommune nævner."
---*/
SELECT DISTINCT l.kommune_kode
FROM leverance_brugt l
CROSS JOIN analyse_valg v
WHERE NOT v.kommune_valgt OR l.kommune_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'kommune')
