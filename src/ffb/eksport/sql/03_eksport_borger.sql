/*---
titel = "Borgerne i eksporten og deres nøgle"
grain = "kommune og borger"
noegle = "kommune_kode, borger_id"
kilde = "5-viden, To BI: dim_borger er pseudonym, og rækker om personer får kun den kommune, der ejer dem; en kommunekode, der ikke findes, er 'ukendt'"
forklaring = "Er én kommune valgt, er kun den med. Deler den leverancer med en anden (fælles indberettere), er kun de borgere dens, der har en ydelse hos den: andre rækker siger ikke, hvis de er."
visning = true
---*/
WITH person AS (
  SELECT kommune_kode, borger_id, startdato AS dato FROM analyse_ydelse_alle
  UNION ALL
  SELECT kommune_kode, borger_id, dato FROM analyse_tema_alle
  UNION ALL
  SELECT kommune_kode, borger_id, dato FROM analyse_stoettebehov_alle
  UNION ALL
  SELECT kommune_kode, borger_id, dato FROM eksport_maal
  UNION ALL
  SELECT kommune_kode, borger_id, dato FROM eksport_opfoelgning
),
delt AS (
  SELECT COUNT(*) AS antal
  FROM leverance_betjener b
  JOIN koersel k ON b.kommune_kode = k.kommune
  JOIN leverance_betjener a ON b.leverance_id = a.leverance_id AND a.kommune_kode <> b.kommune_kode
),
kendt AS (
  SELECT DISTINCT p.kommune_kode, p.borger_id
  FROM person p
  CROSS JOIN eksport_valg v
  CROSS JOIN koersel k
  CROSS JOIN delt d
  LEFT JOIN (SELECT DISTINCT kommune_kode, borger_id FROM analyse_ydelse_alle) y
    ON p.kommune_kode = y.kommune_kode AND p.borger_id = y.borger_id
  WHERE (p.dato IS NULL OR p.dato <= v.dag)
    AND (k.kommune IS NULL OR (p.kommune_kode = k.kommune AND (d.antal = 0 OR y.borger_id IS NOT NULL)))
)
SELECT
  p.kommune_kode, p.borger_id, COALESCE(k.kommune_kode, 'ukendt') AS kommune,
  COALESCE(k.kommune_kode, 'ukendt') || '-' || CAST(p.borger_id AS VARCHAR) AS borger_noegle
FROM kendt p
LEFT JOIN kommune k ON p.kommune_kode = k.kommune_kode
