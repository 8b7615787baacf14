/*---
titel = "Hver registrering af et F&F- eller omgivelsesundertema om borgere med en ydelse"
grain = "registrering"
noegle = "-"
kilde = "5-viden V02, V11"
gem = true
fast = true
forklaring = "Kun numre og dato: med koderne som tekst fylder ti gange landet flere GB."
---*/
SELECT borger_nr, tema_nr, dato
FROM analyse_tema_alle
WHERE borger_nr IS NOT NULL AND art <> 'ad_undertema'
