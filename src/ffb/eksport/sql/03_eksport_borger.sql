/*---
titel = "Borgerne i eksporten og deres nøgle"
grain = "kommune og borger"
noegle = "kommune_kode, borger_id"
kilde = "5-viden, To BI: dim_borger er pseudonym; en kommunekode, der ikke findes, er 'ukendt'"
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
kendt AS (
  SELECT DISTINCT p.kommune_kode, p.borger_id
  FROM person p
  CROSS JOIN eksport_valg v
  WHERE p.dato IS NULL OR p.dato <= v.dag
)
SELECT
  p.kommune_kode, p.borger_id, COALESCE(k.kommune_kode, 'ukendt') AS kommune,
  COALESCE(k.kommune_kode, 'ukendt') || '-' || CAST(p.borger_id AS VARCHAR) AS borger_noegle
FROM kendt p
LEFT JOIN kommune k ON p.kommune_kode = k.kommune_kode
