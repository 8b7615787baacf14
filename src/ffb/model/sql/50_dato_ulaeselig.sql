/*---
titel = "Felter med en dato, der er skrevet, men ikke kan læses"
grain = "række og felt"
noegle = "leverance_id, fil_nr, post_nr, felt"
kilde = "8-graenseflader: TAB-DATO; reglerne om en dato, der mangler, tier der"
---*/
SELECT DISTINCT leverance_id, fil_nr, post_nr, sti AS felt
FROM formatfund
WHERE regel = 'TAB-DATO'
