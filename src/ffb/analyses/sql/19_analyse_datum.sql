/*---
titel = "Hvor meget der om borgeren første gang er registreret hver dag"
grain = "borger med en ydelse og dag"
noegle = "borger_nr, dato"
kilde = "5-viden V16: number of F&F, A&D, støttebehov, måltyper per citizen"
gem = true
fast = true
forklaring = "ff og ad er forskellige undertemaer, stoettebehov dage med en vurdering, maaltype mål med en måltype."
---*/
SELECT
  borger_nr, dato, CAST(SUM(ff) AS INTEGER) AS ff, CAST(SUM(ad) AS INTEGER) AS ad,
  CAST(MAX(stoettebehov) AS INTEGER) AS stoettebehov, CAST(SUM(maaltype) AS INTEGER) AS maaltype
FROM (
  SELECT borger_nr, dato, 1 AS ff, 0 AS ad, 0 AS stoettebehov, 0 AS maaltype
  FROM analyse_ff_alle
  WHERE art = 'ff_undertema' AND dato IS NOT NULL
  UNION ALL
  SELECT borger_nr, dato, 0 AS ff, 1 AS ad, 0 AS stoettebehov, 0 AS maaltype
  FROM analyse_ad_forloeb
  WHERE foerste = 1
  UNION ALL
  SELECT borger_nr, dato, 0 AS ff, 0 AS ad, 1 AS stoettebehov, 0 AS maaltype
  FROM analyse_stoettebehov_alle
  WHERE borger_nr IS NOT NULL AND dato IS NOT NULL
  UNION ALL
  SELECT borger_nr, dato, 0 AS ff, 0 AS ad, 0 AS stoettebehov, 1 AS maaltype
  FROM analyse_maal_alle
  WHERE borger_nr IS NOT NULL AND dato IS NOT NULL AND maaltype <> ''
) registreret
GROUP BY borger_nr, dato
