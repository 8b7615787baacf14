/*---
titel = "Hvor mange gange en vurdering af et A&D-undertema er leveret om en borger"
grain = "kommune, borger og undertema"
noegle = "kommune_nr, borger_id, tema_nr"
kilde = "12-model, Løbende; de fleste temaer er vurderet én gang, og at ordne vurderinger er det dyreste ved dem"
fast = true
forklaring = "niveau og dato er vurderingens, hvor antal er 1."
---*/
SELECT kommune_nr, borger_id, tema_nr, COUNT(*) AS antal, MIN(niveau) AS niveau, MIN(dato) AS dato
FROM analyse_ad_leveret
GROUP BY kommune_nr, borger_id, tema_nr
