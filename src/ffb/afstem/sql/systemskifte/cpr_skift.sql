/*---
titel = "To CPR-numre, der kan være samme borger"
grain = "par af borgere med mindst ét fælles spor"
noegle = "borger_a, borger_b"
kilde = "3-rapport, For the data steward: erstatningsnummer -> CPR joined; et spor, tre eller flere deler, er intet spor"
---*/
WITH faelles AS (
  SELECT slags, noegle, MIN(borger_id) AS borger_a, MAX(borger_id) AS borger_b
  FROM personspor
  GROUP BY slags, noegle
  HAVING COUNT(*) = 2
),
par AS (
  SELECT
    borger_a, borger_b,
    CAST(SUM(CASE WHEN slags = 'ydelse_id' THEN 1 ELSE 0 END) AS BIGINT) AS ydelse_id,
    CAST(SUM(CASE WHEN slags = 'indsats_id' THEN 1 ELSE 0 END) AS BIGINT) AS indsats_id,
    CAST(SUM(CASE WHEN slags = 'sagsnummer' THEN 1 ELSE 0 END) AS BIGINT) AS sagsnummer,
    CAST(SUM(CASE WHEN slags = 'samme_ydelse' THEN 1 ELSE 0 END) AS BIGINT) AS samme_ydelse
  FROM faelles
  GROUP BY borger_a, borger_b
),
set_ AS (
  SELECT
    v.borger_id, MIN(l.tid) AS foerst, MAX(l.tid) AS sidst, MIN(v.foedselsaar) AS foedselsaar, MIN(v.koen) AS koen
  FROM borger_version v
  JOIN leverance l ON v.leverance_id = l.leverance_id
  GROUP BY v.borger_id
)
SELECT
  p.borger_a, p.borger_b, p.ydelse_id, p.indsats_id, p.sagsnummer, p.samme_ydelse,
  ca.cpr AS cpr_a, cb.cpr AS cpr_b, a.foerst AS foerst_a, b.foerst AS foerst_b, a.sidst AS sidst_a, b.sidst AS sidst_b,
  a.foedselsaar AS foedselsaar_a, b.foedselsaar AS foedselsaar_b, a.koen AS koen_a, b.koen AS koen_b,
  CASE WHEN ga.borger_id IS NOT NULL AND gb.borger_id IS NOT NULL THEN TRUE ELSE FALSE END AS begge_gaelder
FROM par p
LEFT JOIN set_ a ON p.borger_a = a.borger_id
LEFT JOIN set_ b ON p.borger_b = b.borger_id
LEFT JOIN (SELECT borger_id, MIN(cpr) AS cpr FROM cpr GROUP BY borger_id) ca ON p.borger_a = ca.borger_id
LEFT JOIN (SELECT borger_id, MIN(cpr) AS cpr FROM cpr GROUP BY borger_id) cb ON p.borger_b = cb.borger_id
LEFT JOIN (SELECT DISTINCT borger_id FROM gaeldende_borger) ga ON p.borger_a = ga.borger_id
LEFT JOIN (SELECT DISTINCT borger_id FROM gaeldende_borger) gb ON p.borger_b = gb.borger_id
ORDER BY p.borger_a, p.borger_b
