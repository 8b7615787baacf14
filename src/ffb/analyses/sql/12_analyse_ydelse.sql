/*---
titel = "Ydelserne i udvalget"
grain = "ydelse, der tæller, og aktivitet"
noegle = "ydelse_nr"
gem = true
kilde = "5-viden: hvert filter, på ydelsen og på borgeren"
---*/
SELECT
  y.ydelse_nr, y.borger_nr, y.kommune_kode, y.paragraf, y.paragraf_nr, y.startdato, y.slutdato, y.ydelse_kode
FROM analyse_ydelse_valgt y
JOIN analyse_borger b ON y.borger_nr = b.borger_nr
