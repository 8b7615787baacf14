/*---
titel = "Opfølgninger i perioden om borgerne i udvalget"
grain = "borger og dag"
noegle = "borger_nr, dato"
gem = true
kilde = "5-viden V07; kun dage til og med udvalgets"
---*/
SELECT o.borger_nr, o.dato, o.dage, o.score, o.stoettebehov, o.ydelse
FROM analyse_opfoelgning_justeret o
JOIN analyse_borger b ON o.borger_nr = b.borger_nr
CROSS JOIN analyse_valg v
WHERE o.dato BETWEEN v.periode_fra AND v.dag
