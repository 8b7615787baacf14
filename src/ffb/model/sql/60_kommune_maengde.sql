/*---
titel = "Hvor mange registreringer af hver slags"
grain = "kommune og slags"
noegle = "kommune_kode, slags"
kilde = "5-viden, V01 Indberetningsstatus (S1): F&F, A&D, score, støttebehov, måltype"
forklaring = "score = A&D-tema med niveau 0-4; ikke vurderet og ikke relevant er ingen score."
---*/
WITH raekke AS (
  SELECT leverance_kommune AS kommune_kode, 'ff' AS slags FROM gaeldende_udredningstema WHERE kode IS NOT NULL
  UNION ALL
  SELECT leverance_kommune AS kommune_kode, 'ad' AS slags FROM gaeldende_aktivitet_deltagelse WHERE kode IS NOT NULL
  UNION ALL
  SELECT leverance_kommune AS kommune_kode, 'score' AS slags
  FROM gaeldende_aktivitet_deltagelse WHERE niveau BETWEEN 0 AND 4
  UNION ALL
  SELECT leverance_kommune AS kommune_kode, 'stoettebehov' AS slags
  FROM gaeldende_stoettebehov WHERE niveau BETWEEN 0 AND 4
  UNION ALL
  SELECT leverance_kommune AS kommune_kode, 'maaltype' AS slags
  FROM gaeldende_indsatsmaal WHERE maaltype_kode IS NOT NULL
)
SELECT kommune_kode, slags, CAST(COUNT(*) AS BIGINT) AS antal
FROM raekke
GROUP BY kommune_kode, slags
