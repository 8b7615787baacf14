/*---
titel = "Tabel 1: Antal FFB-ydelser og -tilbud"
grain = "kommune og paragraf"
noegle = "kommune_kode, paragraf"
enhed = "ydelser startet i perioden"
kilde = "S0, Tabel 1; kolonnerne ukendt_uuid, ugyldig_kombination, mangler_maalgruppe, fejlfri og skift er vores"
---*/
SELECT
  kommune_kode, paragraf,
  COUNT(*) AS antal,
  CAST(SUM(CASE WHEN (fejl & 1) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS mangler_ydelse_uuid,
  CAST(SUM(CASE WHEN (fejl & 2) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS mangler_tilbud_uuid,
  CAST(SUM(CASE WHEN (fejl & 4) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS fejl_mapning,
  CAST(SUM(CASE WHEN (fejl & 8) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS ukendt_uuid,
  CAST(SUM(CASE WHEN (fejl & 16) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS ugyldig_kombination,
  CAST(SUM(CASE WHEN (fejl & 32) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS mangler_maalgruppe,
  CAST(SUM(CASE WHEN (fejl & 31) = 0 THEN 1 ELSE 0 END) AS BIGINT) AS fejlfri,
  CAST(SUM(CASE WHEN skift THEN 1 ELSE 0 END) AS BIGINT) AS heraf_skift,
  CAST(SUM(CASE WHEN har_dst THEN 1 ELSE 0 END) AS BIGINT) AS har_dst
FROM ffb_tal
GROUP BY kommune_kode, paragraf
ORDER BY kommune_kode, paragraf
