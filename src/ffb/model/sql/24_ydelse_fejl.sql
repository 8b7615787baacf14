/*---
titel = "Hver fejl på hver FFB-relevant ydelse i perioden"
grain = "ydelse og kolonne i Tabel 1"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr, kolonne"
kilde = "3-rapport, Tabel 1; 12-model: ydelse_fejl(ydelse, kolonne)"
---*/
WITH kolonne AS (
  SELECT 'mangler_ydelse_uuid' AS kolonne, 1 AS bit
  UNION ALL SELECT 'mangler_tilbud_uuid' AS kolonne, 2 AS bit
  UNION ALL SELECT 'fejl_mapning' AS kolonne, 4 AS bit
  UNION ALL SELECT 'ukendt_uuid' AS kolonne, 8 AS bit
  UNION ALL SELECT 'ugyldig_kombination' AS kolonne, 16 AS bit
  UNION ALL SELECT 'mangler_maalgruppe' AS kolonne, 32 AS bit
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.kommune_kode, y.borger_id, y.ydelse_id, y.paragraf,
  y.dst_kode, k.kolonne
FROM ffb_ydelse y
CROSS JOIN kolonne k
WHERE (y.fejl & k.bit) <> 0
