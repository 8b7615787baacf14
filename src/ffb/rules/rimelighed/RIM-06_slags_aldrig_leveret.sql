/*---
id = "RIM-06"
alvor = "advarsel"
kilde = "vores; S1: 28 kommuner har ikke indberettet nogen vurderinger; S0, Tabel 2: det forventes, at alle har mindst én af hver"
hvorfor = "Mangler en slags data hos alle, er det oftest opsætningen af udtrækket, ikke sagsbehandlerne."
ejer = "it_leverandoer"
fase = "indberetning"
tabel = "leverance"
kraever = ["ydelse"]
[da]
titel = "En slags data er slet ikke leveret"
besked = "{borgere} borgere har FFB-ydelser, men der er slet ingen {hvad} i leverancerne."
besked_flertal = "{antal} slags data er slet ikke leveret."
goer = "Spørg leverandøren, om udtrækket er sat op til at sende {hvad}."
[en]
titel = "A kind of data is never delivered"
besked = "{borgere} citizens have FFB services, but there are no rows of {felt} at all in the deliveries."
besked_flertal = "{antal} kinds of data are never delivered."
goer = "Ask the vendor whether the extract is set up to send {felt}."
[norm]
borgere = {vaerdi = 20, enhed = "borgere", forklaring = "Under så mange borgere kan det være tilfældigt."}
[en.ord]
"udredningstemaer" = "assessment themes"
"A&D-temaer" = "A&D themes"
"støttebehovsvurderinger" = "assessments of support need"
"indsatsmål" = "goals"
---*/
WITH norm AS (
  SELECT 20 AS borgere
),
navn AS (
  SELECT 'udredningstema' AS felt, 'udredningstemaer' AS hvad
  UNION ALL SELECT 'aktivitet_deltagelse' AS felt, 'A&D-temaer' AS hvad
  UNION ALL SELECT 'stoettebehov' AS felt, 'støttebehovsvurderinger' AS hvad
  UNION ALL SELECT 'indsatsmaal' AS felt, 'indsatsmål' AS hvad
)
SELECT
  k.leverance_id, CAST(NULL AS INTEGER) AS fil_nr, CAST(NULL AS INTEGER) AS post_nr, CAST(NULL AS BIGINT) AS borger_id,
  k.felt, CAST(NULL AS VARCHAR) AS vaerdi, v.hvad, k.borgere, k.kommune_kode
FROM kommune_slags k
JOIN navn v ON k.felt = v.felt
CROSS JOIN norm n
WHERE k.borgere >= n.borgere AND k.raekker = 0
