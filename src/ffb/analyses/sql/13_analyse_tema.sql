/*---
titel = "Registreringer af F&F- og omgivelsesundertemaer om borgerne i udvalget"
grain = "registrering"
noegle = "-"
kilde = "5-viden: filters overtema/undertema; hver analyse siger selv, hvilke datoer der tæller"
---*/
SELECT t.borger_nr, t.tema_nr, t.dato
FROM analyse_ff_registrering t
JOIN analyse_borger b ON t.borger_nr = b.borger_nr
JOIN analyse_tema_valgt u ON t.tema_nr = u.tema_nr
