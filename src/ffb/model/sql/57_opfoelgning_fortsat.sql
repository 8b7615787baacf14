/*---
titel = "De opfølgninger, hvorefter hjælpen fortsætter"
grain = "opfølgning, der tæller og har en dato"
noegle = "leverance_id, fil_nr, post_nr"
kilde = "S1 og S2: ved opfølgning vurderes igen, også når intet er ændret; resultaterne afslutning og ny slutter forløbet"
---*/
SELECT leverance_id, fil_nr, post_nr, borger_id, dato
FROM gaeldende_opfoelgning
WHERE dato IS NOT NULL
  AND COALESCE(resultat_kode, '') NOT IN (
    SELECT kode FROM begreb WHERE art = 'opfoelgningsresultat' AND kortnavn IN ('afslutning', 'ny')
  )
