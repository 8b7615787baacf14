/*---
titel = "Den nyeste version af hver id"
grain = "ressource"
noegle = "leverance_id, fil_nr, post_nr"
kilde = "IG: a resource with a known id is an update; entered-in-error invalidates; 12-model, Løbende"
gem = true
---*/
SELECT DISTINCT leverance_id, fil_nr, post_nr, orden
FROM ressource_alle
WHERE nyeste_nr = 1 AND NOT trukket_helt
