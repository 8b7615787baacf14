/*---
titel = "Borgerens fødselsår og køn"
grain = "borger"
noegle = "borger_id"
kilde = "12-model: borger; en borger i flere leverancer har det samme CPR-nummer og derfor det samme svar"
gem = true
fast = true
---*/
SELECT borger_id, MIN(foedselsaar) AS foedselsaar, MIN(koen) AS koen
FROM gaeldende_borger
GROUP BY borger_id
