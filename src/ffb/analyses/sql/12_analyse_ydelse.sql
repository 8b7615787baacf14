/*---
titel = "Ydelserne i udvalget"
grain = "ydelse, der tæller, og aktivitet"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
gem = true
kilde = "5-viden: hvert filter, på ydelsen og på borgeren"
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id, y.gruppe_id, y.kommune_kode, y.ydelse_id,
  y.indsats_id, y.paragraf, y.startdato, y.slutdato, y.ydelse_kode, y.tilbud_kode
FROM analyse_ydelse_valgt y
JOIN analyse_borger b ON y.kommune_kode = b.kommune_kode AND y.borger_id = b.borger_id
