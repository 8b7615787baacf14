/*---
titel = "Indsatsmål om borgerne i udvalget, sat på eller før udvalgets dag"
grain = "indsatsmål"
noegle = "maal_nr"
kilde = "5-viden: filters overtema/undertema, på målets primære tema"
gem = true
---*/
SELECT m.maal_nr, m.borger_nr, m.tema_nr, m.maaltype, m.forventet, m.dato
FROM analyse_maal_alle m
JOIN analyse_borger b ON m.borger_nr = b.borger_nr
CROSS JOIN analyse_valg v
LEFT JOIN analyse_tema_valgt u ON m.tema_nr = u.tema_nr
WHERE m.dato <= v.dag AND (u.tema_nr IS NOT NULL OR NOT (v.overtema_valgt OR v.undertema_valgt))
