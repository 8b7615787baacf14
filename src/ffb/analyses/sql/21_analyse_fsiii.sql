/*---
titel = "FSIII-ydelser på udvalgets dag i udvalgets kommuner"
grain = "kommune og FSIII-ydelse"
noegle = "kommune_kode, leverance_id, fil_nr, post_nr"
kilde = "5-viden V12: on a date; filters køn · alder"
forklaring = "valgt er 0, hvor køn eller alder ikke er i udvalget."
---*/
SELECT
  f.borger_nr, f.kommune_nr, f.kommune_kode, f.borger_id, f.leverance_id, f.fil_nr, f.post_nr, f.fsiii_nr, f.lov,
  CASE
    WHEN v.koen_valgt AND f.koen NOT IN (SELECT kode FROM analyse_filter WHERE dimension = 'koen') THEN 0
    WHEN v.alder_valgt
      AND COALESCE(CAST(EXTRACT(year FROM v.periode_til) - f.foedselsaar AS VARCHAR), '')
        NOT IN (SELECT kode FROM analyse_filter WHERE dimension = 'alder')
      THEN 0
    ELSE 1
  END AS valgt
FROM analyse_fsiii_alle f
CROSS JOIN analyse_valg v
WHERE f.startdato <= v.dag AND (f.slutdato IS NULL OR f.slutdato >= v.dag)
  AND (NOT v.kommune_valgt OR f.kommune_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'kommune'))
