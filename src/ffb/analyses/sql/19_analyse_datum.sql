/*---
titel = "Hvad der er registreret om borgerne i udvalget, og hvornår det først var det"
grain = "kommune, borger, slags og det, der er registreret"
noegle = "-"
kilde = "5-viden V16: number of F&F, A&D, støttebehov, måltyper per citizen"
forklaring = "slags: ff og ad (forskellige undertemaer), stoettebehov (dage med en vurdering) og maaltype (mål med en måltype)."
---*/
SELECT 'ff' AS slags, f.kommune_kode, f.borger_id, f.dato
FROM analyse_ff f
WHERE f.art = 'ff_undertema' AND f.dato IS NOT NULL
UNION ALL
SELECT 'ad' AS slags, a.kommune_kode, a.borger_id, MIN(a.dato) AS dato
FROM analyse_ad a
WHERE a.dato IS NOT NULL
GROUP BY a.kommune_kode, a.borger_id, a.kode
UNION ALL
SELECT DISTINCT 'stoettebehov' AS slags, s.kommune_kode, s.borger_id, s.dato
FROM analyse_stoettebehov_alle s
JOIN analyse_borger b ON s.kommune_kode = b.kommune_kode AND s.borger_id = b.borger_id
WHERE s.dato IS NOT NULL
UNION ALL
SELECT 'maaltype' AS slags, m.kommune_kode, m.borger_id, m.dato
FROM analyse_maal m
WHERE m.maaltype <> ''
