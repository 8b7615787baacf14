/*---
titel = "Hvad hver borger mangler"
grain = "kommune og borger"
noegle = "kommune_kode, borger_id"
kilde = "3-rapport, Tabel 2, med indstillingerne krav_ff og ikke_vurderet_taeller"
gem = true
forklaring = "mangler er en sum af: 1 udredningstema, 2 aktivitet_deltagelse, 4 funktionsevneniveau, 8 stoettebehov, 16 maaltype; 31 = alle."
---*/
SELECT
  b.kommune_kode, b.borger_id,
  CASE WHEN (b.har & CASE WHEN k.krav_ff THEN 1 ELSE 257 END) = 0 THEN 1 ELSE 0 END
  + CASE WHEN (b.har & 2) = 0 THEN 2 ELSE 0 END
  + CASE WHEN (b.har & CASE WHEN k.ikke_vurderet_taeller THEN 68 ELSE 4 END) = 0 THEN 4 ELSE 0 END
  + CASE WHEN (b.har & CASE WHEN k.ikke_vurderet_taeller THEN 136 ELSE 8 END) = 0 THEN 8 ELSE 0 END
  + CASE WHEN (b.har & 16) = 0 THEN 16 ELSE 0 END AS mangler,
  k.ikke_vurderet_taeller AND (b.har & 68) = 64 AS kun_ikke_vurderet_niveau,
  k.ikke_vurderet_taeller AND (b.har & 136) = 128 AS kun_ikke_vurderet_stoette
FROM borger_ffb b
CROSS JOIN koersel k
