/*---
titel = "Kommuner med data fra et andet område"
grain = "område og kommune"
noegle = "omraade, kommune_kode"
kilde = "5-viden V12, V14: a page says what is missing"
gem = true
fast = true
forklaring = "omraade: fsiii eller beskaeftigelse."
---*/
SELECT DISTINCT 'fsiii' AS omraade, kommune_kode FROM analyse_fsiii_alle
UNION ALL
SELECT DISTINCT 'beskaeftigelse' AS omraade, kommune_kode FROM analyse_beskaeftigelse_alle
