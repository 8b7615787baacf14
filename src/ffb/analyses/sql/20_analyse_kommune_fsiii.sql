/*---
titel = "Kommuner, der har leveret FSIII-ydelser"
grain = "kommune"
noegle = "kommune_kode"
kilde = "5-viden V12: a page says what is missing"
gem = true
fast = true
---*/
SELECT DISTINCT kommune_kode FROM analyse_fsiii_alle
