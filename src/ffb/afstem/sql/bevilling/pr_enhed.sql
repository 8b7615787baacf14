/*---
titel = "Afstemningen pr. enhed"
grain = "enhed"
noegle = "enhed"
enhed = "bevillinger og ydelser, der berører perioden"
kilde = "3-rapport, For the data steward: Afstemning against a bevillingsliste"
---*/
WITH alle AS (
  SELECT
    enhed, 1 AS bevilling, CASE WHEN status = 'stemmer' THEN 1 ELSE 0 END AS stemmer,
    CASE WHEN status = 'datoer_afviger' THEN 1 ELSE 0 END AS datoer_afviger,
    CASE WHEN status = 'ikke_leveret' THEN 1 ELSE 0 END AS ikke_leveret, 0 AS ydelse, 0 AS ikke_bevilget
  FROM bevilling_dom
  UNION ALL
  SELECT
    enhed, 0 AS bevilling, 0 AS stemmer, 0 AS datoer_afviger, 0 AS ikke_leveret, 1 AS ydelse,
    CASE WHEN status = 'ikke_bevilget' THEN 1 ELSE 0 END AS ikke_bevilget
  FROM levering_dom
)
SELECT
  enhed, CAST(SUM(bevilling) AS BIGINT) AS bevillinger, CAST(SUM(stemmer) AS BIGINT) AS stemmer,
  CAST(SUM(datoer_afviger) AS BIGINT) AS datoer_afviger, CAST(SUM(ikke_leveret) AS BIGINT) AS ikke_leveret,
  CAST(SUM(ydelse) AS BIGINT) AS ydelser, CAST(SUM(ikke_bevilget) AS BIGINT) AS ikke_bevilget
FROM alle
GROUP BY enhed
ORDER BY enhed
