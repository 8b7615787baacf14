/*---
titel = "Tabel 1 pr. DST-kode"
grain = "kommune og DST-kode (sendt og kendt, ellers afledt)"
noegle = "kommune_kode, dst_kode"
enhed = "ydelser startet i perioden"
kilde = "S0, Tabel 1; kolonnerne ukendt_uuid, ugyldig_kombination, mangler_maalgruppe, fejlfri og skift er vores"
---*/
SELECT
  kommune_kode, dst_kode,
  CASE WHEN COUNT(DISTINCT paragraf) = 1 THEN MIN(paragraf) END AS paragraf,
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
GROUP BY kommune_kode, dst_kode
ORDER BY kommune_kode, dst_kode
