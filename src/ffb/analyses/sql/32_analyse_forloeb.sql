/*---
titel = "Hver kommunes første dag med noget registreret, og om den har en ydelse"
grain = "kommune"
noegle = "kommune_kode"
kilde = "5-viden V08-V10: uden en valgt periode vises hele borgerens forløb, i den kommune, der har hende"
fast = true
---*/
SELECT kommune_kode, MIN(dato) AS dato, MAX(ydelse) AS ydelse
FROM (
  SELECT kommune_kode, startdato AS dato, 1 AS ydelse FROM analyse_ydelse_alle
  UNION ALL
  SELECT kommune_kode, dato, 0 AS ydelse FROM analyse_ad_alle
  UNION ALL
  SELECT kommune_kode, dato, 0 AS ydelse FROM analyse_stoettebehov_alle
  UNION ALL
  SELECT kommune_kode, dato, 0 AS ydelse FROM analyse_maal_alle
  UNION ALL
  SELECT s.kommune_kode, o.dato, 0 AS ydelse
  FROM gaeldende_opfoelgning o
  JOIN leverance_betjener s ON o.leverance_id = s.leverance_id
) registreret
GROUP BY kommune_kode
