/*---
titel = "Undertemaer om borgerne i udvalget"
grain = "kommune og registrering"
noegle = "kommune_kode, tabel, leverance_id, fil_nr, post_nr"
kilde = "5-viden: filters overtema/undertema; hver analyse siger selv, hvilke datoer der tæller"
---*/
SELECT t.borger_nr, t.tema_nr, t.kommune_kode, t.tabel, t.leverance_id, t.fil_nr, t.post_nr, t.art, t.niveau, t.dato
FROM analyse_tema_alle t
JOIN analyse_borger b ON t.borger_nr = b.borger_nr
JOIN analyse_tema_valgt u ON t.tema_nr = u.tema_nr
