/*---
titel = "Borgerne i udvalget"
grain = "kommune og borger"
noegle = "kommune_kode, borger_id"
gem = true
kilde = "5-viden: filters støttebehov · køn · alder; støttebehovet er det seneste på eller før udvalgets dag"
forklaring = "stoettebehov er '0'-'4' eller '9' (ikke vurderet), tomt uden en vurdering. En vurdering uden dato er den ældste. Alderen er årets, ved periodens slutning; uden fødselsår og køn er de tomme."
---*/
WITH nummereret AS (
  SELECT
    s.kommune_kode, s.borger_id, s.niveau,
    ROW_NUMBER() OVER (
      PARTITION BY s.kommune_kode, s.borger_id
      ORDER BY COALESCE(s.dato, DATE '1900-01-01') DESC, s.leverance_id DESC, s.fil_nr DESC, s.post_nr DESC
    ) AS nr
  FROM analyse_stoettebehov_alle s
  CROSS JOIN analyse_valg v
  WHERE s.dato IS NULL OR s.dato <= v.dag
),
borger AS (
  SELECT DISTINCT kommune_kode, borger_id FROM analyse_ydelse_valgt
),
oplyst AS (
  SELECT
    b.kommune_kode, b.borger_id, p.foedselsaar,
    COALESCE(p.koen, '') AS koen,
    COALESCE(CAST(n.niveau AS VARCHAR), '') AS stoettebehov,
    COALESCE(CAST(EXTRACT(year FROM v.periode_til) - p.foedselsaar AS VARCHAR), '') AS alder
  FROM borger b
  CROSS JOIN analyse_valg v
  LEFT JOIN analyse_person p ON b.borger_id = p.borger_id
  LEFT JOIN nummereret n ON b.kommune_kode = n.kommune_kode AND b.borger_id = n.borger_id AND n.nr = 1
)
SELECT o.kommune_kode, o.borger_id, o.foedselsaar, o.koen, o.alder, o.stoettebehov
FROM oplyst o
CROSS JOIN analyse_valg v
WHERE (NOT v.stoettebehov_valgt OR o.stoettebehov IN (SELECT kode FROM analyse_filter WHERE dimension = 'stoettebehov'))
  AND (NOT v.koen_valgt OR o.koen IN (SELECT kode FROM analyse_filter WHERE dimension = 'koen'))
  AND (NOT v.alder_valgt OR o.alder IN (SELECT kode FROM analyse_filter WHERE dimension = 'alder'))
