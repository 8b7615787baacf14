/*---
titel = "Borgere med en FFB-relevant ydelse, der tæller"
grain = "kommune og borger"
noegle = "kommune_kode, borger_id"
kilde = "5-viden: every analysis of several citizens is about those with an FFB-relevant ydelse"
gem = true
fast = true
forklaring = "borger_nr er nøglen i en ét-tals udgave, se analyse_ydelse_alle."
---*/
SELECT y.borger_nr, y.kommune_kode, y.borger_id, p.foedselsaar, COALESCE(p.koen, '') AS koen
FROM (SELECT DISTINCT borger_nr, kommune_kode, borger_id FROM analyse_ydelse_alle) y
LEFT JOIN analyse_person p ON y.borger_id = p.borger_id
