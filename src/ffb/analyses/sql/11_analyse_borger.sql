/*---
titel = "Borgerne i udvalget"
grain = "kommune og borger"
noegle = "borger_nr"
gem = true
kilde = "5-viden: filters støttebehov · køn · alder; støttebehovet er det seneste på eller før udvalgets dag"
forklaring = "stoettebehov er '0'-'4' eller '9' (ikke vurderet), tomt uden en vurdering. En vurdering uden dato er den ældste. Alderen er årets, ved periodens slutning; uden fødselsår og køn er de tomme."
---*/
WITH behov AS (
  SELECT s.borger_nr, CAST(s.niveau AS VARCHAR) AS niveau
  FROM analyse_stoettebehov_alle s
  CROSS JOIN analyse_valg v
  WHERE (s.dato IS NULL OR s.dato <= v.dag) AND (s.naeste IS NULL OR s.naeste > v.dag)
),
oplyst AS (
  SELECT
    a.borger_nr, a.kommune_kode, a.koen,
    COALESCE(s.niveau, '') AS stoettebehov,
    COALESCE(CAST(EXTRACT(year FROM v.periode_til) - a.foedselsaar AS VARCHAR), '') AS alder
  FROM (SELECT DISTINCT borger_nr FROM analyse_ydelse_valgt) y
  JOIN analyse_borger_alle a ON y.borger_nr = a.borger_nr
  CROSS JOIN analyse_valg v
  LEFT JOIN behov s ON y.borger_nr = s.borger_nr
)
SELECT o.borger_nr, o.kommune_kode, o.stoettebehov
FROM oplyst o
CROSS JOIN analyse_valg v
WHERE (NOT v.stoettebehov_valgt OR o.stoettebehov IN (SELECT kode FROM analyse_filter WHERE dimension = 'stoettebehov'))
  AND (NOT v.koen_valgt OR o.koen IN (SELECT kode FROM analyse_filter WHERE dimension = 'koen'))
  AND (NOT v.alder_valgt OR o.alder IN (SELECT kode FROM analyse_filter WHERE dimension = 'alder'))
