/*---
id = "RIM-07"
alvor = "advarsel"
kilde = "vores; S1: 5 kommuner har indberettet ml. 1-5 vurderinger"
hvorfor = "Et par rækker hos hele kommunen er oftest prøver eller de første forsøg, ikke den daglige registrering."
ejer = "faglig_ansvarlig"
fase = "indberetning"
tabel = "leverance"
kraever = ["ydelse"]
[da]
titel = "Kun ganske få er leveret"
besked = "{borgere} borgere har FFB-ydelser, men der er kun leveret {raekker} rækker med {hvad}."
besked_flertal = "{antal} slags data er kun leveret nogle få gange."
goer = "Undersøg, om {hvad} registreres i det daglige, og om udtrækket sender dem alle."
[en]
titel = "Only very few are delivered"
besked = "{borgere} citizens have FFB services, but only {raekker} rows of {felt} are delivered."
besked_flertal = "{antal} kinds of data are delivered only a few times."
goer = "Find out whether they are recorded in daily work, and whether the extract sends them all."
[norm]
borgere = {vaerdi = 20, enhed = "borgere", forklaring = "Under så mange borgere kan det være tilfældigt."}
hoejst = {vaerdi = 5, enhed = "rækker", forklaring = "Op til så mange rækker kalder vi ganske få (S1: 1-5)."}
[en.ord]
"udredningstemaer" = "assessment themes"
"A&D-temaer" = "A&D themes"
"støttebehovsvurderinger" = "assessments of support need"
"indsatsmål" = "goals"
---*/
WITH norm AS (
  SELECT 20 AS borgere, 5 AS hoejst
),
navn AS (
  SELECT 'udredningstema' AS felt, 'udredningstemaer' AS hvad
  UNION ALL SELECT 'aktivitet_deltagelse' AS felt, 'A&D-temaer' AS hvad
  UNION ALL SELECT 'stoettebehov' AS felt, 'støttebehovsvurderinger' AS hvad
  UNION ALL SELECT 'indsatsmaal' AS felt, 'indsatsmål' AS hvad
)
SELECT
  k.leverance_id, CAST(NULL AS INTEGER) AS fil_nr, CAST(NULL AS INTEGER) AS post_nr, CAST(NULL AS BIGINT) AS borger_id,
  k.felt, CAST(NULL AS VARCHAR) AS vaerdi, v.hvad, k.borgere, k.kommune_kode, k.raekker
FROM kommune_slags k
JOIN navn v ON k.felt = v.felt
CROSS JOIN norm n
WHERE k.borgere >= n.borgere AND k.raekker BETWEEN 1 AND n.hoejst
