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
slags AS (
  SELECT b.kommune_kode, a.felt, SUM(a.antal) AS antal
  FROM (
    SELECT leverance_id, 'udredningstema' AS felt, COUNT(borger_id) AS antal FROM gaeldende_udredningstema GROUP BY leverance_id
    UNION ALL
    SELECT leverance_id, 'aktivitet_deltagelse' AS felt, COUNT(borger_id) AS antal FROM gaeldende_aktivitet_deltagelse
    GROUP BY leverance_id
    UNION ALL
    SELECT leverance_id, 'stoettebehov' AS felt, COUNT(borger_id) AS antal FROM gaeldende_stoettebehov GROUP BY leverance_id
    UNION ALL
    SELECT leverance_id, 'indsatsmaal' AS felt, COUNT(borger_id) AS antal FROM gaeldende_indsatsmaal GROUP BY leverance_id
  ) a
  JOIN leverance_betjener b ON a.leverance_id = b.leverance_id
  GROUP BY b.kommune_kode, a.felt
),
navn AS (
  SELECT 'udredningstema' AS felt, 'udredningstemaer' AS hvad
  UNION ALL SELECT 'aktivitet_deltagelse' AS felt, 'A&D-temaer' AS hvad
  UNION ALL SELECT 'stoettebehov' AS felt, 'støttebehovsvurderinger' AS hvad
  UNION ALL SELECT 'indsatsmaal' AS felt, 'indsatsmål' AS hvad
),
kommuner AS (
  SELECT kommune_kode, COUNT(*) AS borgere FROM borger_status GROUP BY kommune_kode
)
SELECT
  s.leverance_id, CAST(NULL AS INTEGER) AS fil_nr, CAST(NULL AS INTEGER) AS post_nr, CAST(NULL AS BIGINT) AS borger_id,
  v.felt, CAST(NULL AS VARCHAR) AS vaerdi, v.hvad, k.borgere, CAST(a.antal AS BIGINT) AS raekker
FROM kommuner k
CROSS JOIN norm n
JOIN (SELECT kommune_kode, MAX(leverance_id) AS leverance_id FROM leverance_betjener GROUP BY kommune_kode) s
  ON k.kommune_kode = s.kommune_kode
JOIN slags a ON k.kommune_kode = a.kommune_kode
JOIN navn v ON a.felt = v.felt
WHERE k.borgere >= n.borgere AND a.antal BETWEEN 1 AND n.hoejst
