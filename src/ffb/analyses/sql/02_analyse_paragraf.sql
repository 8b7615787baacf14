/*---
titel = "Paragraffernes numre i denne kørsel"
grain = "paragraf"
noegle = "paragraf_nr"
kilde = "5-viden: paragraf er en opdeling; I alt er alle paragraffer"
gem = true
fast = true
forklaring = "paragraf_nr 0 er 'I alt'."
---*/
SELECT DISTINCT paragraf_nr, paragraf FROM analyse_ydelse_alle
UNION ALL
SELECT 0 AS paragraf_nr, 'I alt' AS paragraf
