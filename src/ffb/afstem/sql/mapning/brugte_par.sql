/*---
titel = "Hvert par af tilbud og ydelse i jeres data, og hvor mange ydelser og borgere det bruges til"
grain = "tilbud og ydelse, som mindst én gældende ydelse har"
noegle = "tilbud_kode, ydelse_kode"
kilde = "S0: fanen Mapning DST_ydelse; 1-system A6"
---*/
SELECT
  y.ffb_tilbud_kode AS tilbud_kode, y.ffb_ydelse_kode AS ydelse_kode,
  COUNT(*) AS ydelser, COUNT(DISTINCT y.borger_id) AS borgere
FROM ydelse_periode y
CROSS JOIN koersel k
WHERE y.ffb_tilbud_kode IS NOT NULL AND y.ffb_ydelse_kode IS NOT NULL
  AND (k.kommune IS NULL OR y.kommune_kode = k.kommune)
  AND COALESCE(y.status, 'active') NOT IN ('revoked', 'entered-in-error')
  AND (k.kladde_taeller OR COALESCE(y.status, 'active') <> 'draft')
GROUP BY y.ffb_tilbud_kode, y.ffb_ydelse_kode
ORDER BY y.ffb_tilbud_kode, y.ffb_ydelse_kode
