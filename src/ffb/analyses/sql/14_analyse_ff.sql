/*---
titel = "F&F- og omgivelsesundertemaer om borgerne i udvalget, og dagen de først blev registreret"
grain = "borger og undertema"
noegle = "borger_nr, tema_nr"
kilde = "5-viden V02: each F&F/omgivelses undertema registered at or before start"
---*/
SELECT f.borger_nr, f.tema_nr, f.art, f.dato
FROM analyse_ff_alle f
JOIN analyse_borger b ON f.borger_nr = b.borger_nr
JOIN analyse_tema_valgt u ON f.tema_nr = u.tema_nr
