/*---
titel = "Kommuner, der har leveret beskæftigelse"
grain = "kommune"
noegle = "kommune_kode"
kilde = "5-viden V14: a page says what is missing"
gem = true
fast = true
---*/
SELECT DISTINCT kommune_kode FROM analyse_beskaeftigelse_alle
