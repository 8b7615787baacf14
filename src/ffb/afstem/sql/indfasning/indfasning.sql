/*---
titel = "Indfasning: aktive ydelser fra før 2025 efter næste planlagte opfølgning"
grain = "måned for næste planlagte opfølgning; passeret; ingen"
noegle = "maaned"
enhed = "ydelser og borgere"
kilde = "3-rapport, For the data steward: Indfasning"
---*/
SELECT
  maaned,
  COUNT(*) AS ydelser,
  CAST(SUM(CASE WHEN har_ffb THEN 1 ELSE 0 END) AS BIGINT) AS med_ffb,
  CAST(SUM(CASE WHEN har_ffb THEN 0 ELSE 1 END) AS BIGINT) AS uden_ffb,
  COUNT(DISTINCT borger_id) AS borgere,
  COUNT(DISTINCT CASE WHEN mangler <> 0 THEN borger_id END) AS borgere_mangler
FROM gammel_ydelse
GROUP BY maaned
ORDER BY maaned
