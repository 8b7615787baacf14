/*---
titel = "Hver mangel hos hver borger"
grain = "kommune, borger og række i Tabel 2"
noegle = "kommune_kode, borger_id, raekke"
kilde = "3-rapport, Tabel 2; 12-model: borger_mangel(borger, raekke)"
gem = true
---*/
WITH raekke AS (
  SELECT 'udredningstema' AS raekke, 1 AS bit
  UNION ALL SELECT 'aktivitet_deltagelse' AS raekke, 2 AS bit
  UNION ALL SELECT 'funktionsevneniveau' AS raekke, 4 AS bit
  UNION ALL SELECT 'stoettebehov' AS raekke, 8 AS bit
  UNION ALL SELECT 'maaltype' AS raekke, 16 AS bit
  UNION ALL SELECT 'progressionsdata' AS raekke, 31 AS bit
)
SELECT b.kommune_kode, b.borger_id, r.raekke
FROM borger_status b
CROSS JOIN raekke r
WHERE (b.mangler & r.bit) <> 0
