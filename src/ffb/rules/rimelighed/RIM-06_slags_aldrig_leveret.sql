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
  v.felt, CAST(NULL AS VARCHAR) AS vaerdi, v.hvad, k.borgere
FROM kommuner k
CROSS JOIN norm n
CROSS JOIN navn v
JOIN (SELECT kommune_kode, MAX(leverance_id) AS leverance_id FROM leverance_betjener GROUP BY kommune_kode) s
  ON k.kommune_kode = s.kommune_kode
LEFT JOIN slags a ON k.kommune_kode = a.kommune_kode AND v.felt = a.felt AND a.antal > 0
WHERE k.borgere >= n.borgere AND a.felt IS NULL
