/*---
id = "SAM-13"
alvor = "advarsel"
kilde = "vores: støttebehovet ændrer sig sjældent mere end to trin mellem to vurderinger; S2: støttebehovsniveauer"
hvorfor = "Et stort spring er oftest en tastefejl. Er det rigtigt, bør borgerens ydelser være ændret samtidig."
ejer = "sagsbehandler"
fase = "opfoelgning"
tabel = "stoettebehov"
kraever = ["stoettebehov"]
[da]
titel = "Stort spring i støttebehov"
besked = "Støttebehovet går fra {foer} til {vaerdi} mellem to vurderinger."
besked_flertal = "{antal} støttebehov springer mere end to niveauer."
goer = "Kontrollér begge vurderinger, og om ydelserne stadig passer."
[en]
titel = "Large jump in support need"
besked = "The support need goes from {foer} to {vaerdi} between two assessments."
besked_flertal = "{antal} support needs jump more than two levels."
goer = "Check both assessments, and whether the services still fit."
[norm]
trin = {vaerdi = 2, enhed = "niveauer", forklaring = "Så mange trin må støttebehovet flytte sig mellem to vurderinger, før vi spørger."}
---*/
WITH norm AS (
  SELECT 2 AS trin
),
behov AS (
  SELECT
    s.leverance_id, s.fil_nr, s.post_nr, s.borger_id, s.dato, s.niveau,
    LAG(s.niveau) OVER (
      PARTITION BY l.kommune_kode, s.borger_id ORDER BY s.dato, s.leverance_id, s.fil_nr, s.post_nr
    ) AS foer,
    LAG(s.dato) OVER (
      PARTITION BY l.kommune_kode, s.borger_id ORDER BY s.dato, s.leverance_id, s.fil_nr, s.post_nr
    ) AS sidst
  FROM stoettebehov_version s
  JOIN leverance_brugt l ON s.leverance_id = l.leverance_id
  WHERE s.niveau BETWEEN 0 AND 4 AND s.dato IS NOT NULL AND NOT s.trukket
)
SELECT
  b.leverance_id, b.fil_nr, b.post_nr, b.borger_id, 'STOETTEBEHOVSNIVEAU' AS felt,
  CAST(b.niveau AS VARCHAR) AS vaerdi, b.dato, b.foer
FROM behov b
CROSS JOIN norm n
WHERE ABS(b.niveau - b.foer) > n.trin AND b.dato > b.sidst
