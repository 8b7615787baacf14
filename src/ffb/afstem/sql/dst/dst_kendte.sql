/*---
titel = "Borgerne på Danmarks Statistiks lister, som også er i leverancerne"
grain = "borger"
noegle = "borger_id"
kilde = "3-rapport, For the data steward: DST's CPR lists read in and joined with ours"
---*/
SELECT DISTINCT k.borger_id
FROM dst_borger k
JOIN cpr c ON k.borger_id = c.borger_id
