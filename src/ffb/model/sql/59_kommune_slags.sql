/*---
titel = "Hvor meget en kommune har af hver slags data"
grain = "kommune med FFB-borgere og slags data"
noegle = "kommune_kode, felt"
kilde = "S1: vurderinger pr. kommune; S0, Tabel 2: det forventes, at alle har mindst én af hver"
forklaring = "leverance_id er kommunens nyeste, borgere dens borgere i Tabel 2, raekker også 0."
---*/
SELECT s.kommune_kode, s.leverance_id, k.borgere, n.felt, CAST(COALESCE(a.antal, 0) AS BIGINT) AS raekker
FROM (SELECT kommune_kode, COUNT(*) AS borgere FROM borger_status GROUP BY kommune_kode) k
JOIN (SELECT kommune_kode, MAX(leverance_id) AS leverance_id FROM leverance_betjener GROUP BY kommune_kode) s
  ON k.kommune_kode = s.kommune_kode
CROSS JOIN (
  SELECT 'udredningstema' AS felt
  UNION ALL SELECT 'aktivitet_deltagelse' AS felt
  UNION ALL SELECT 'stoettebehov' AS felt
  UNION ALL SELECT 'indsatsmaal' AS felt
) n
LEFT JOIN (
  SELECT b.kommune_kode, r.felt, COUNT(r.borger_id) AS antal
  FROM (
    SELECT leverance_id, borger_id, 'udredningstema' AS felt FROM gaeldende_udredningstema
    UNION ALL SELECT leverance_id, borger_id, 'aktivitet_deltagelse' AS felt FROM gaeldende_aktivitet_deltagelse
    UNION ALL SELECT leverance_id, borger_id, 'stoettebehov' AS felt FROM gaeldende_stoettebehov
    UNION ALL SELECT leverance_id, borger_id, 'indsatsmaal' AS felt FROM gaeldende_indsatsmaal
  ) r
  JOIN leverance_betjener b ON r.leverance_id = b.leverance_id
  GROUP BY b.kommune_kode, r.felt
) a ON k.kommune_kode = a.kommune_kode AND n.felt = a.felt
