/*---
titel = "Den dag, en leverance dømmes på"
grain = "leverance, der indgår"
noegle = "leverance_id"
kilde = "3-rapport: pr_dato; vores: uden den er det dagen for gruppens nyeste leverance"
gem = true
---*/
SELECT l.leverance_id, l.tidligere, COALESCE(k.pr_dato, CAST(l.gruppe_tid AS DATE)) AS dag
FROM leverance_brugt l
CROSS JOIN koersel k
