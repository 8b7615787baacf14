/*---
titel = "Hver FSIII-ydelse, med kommune og lov"
grain = "kommune og FSIII-ydelse"
noegle = "kommune_kode, leverance_id, fil_nr, post_nr"
kilde = "5-viden V12; 8-graenseflader, arket fsiii_ydelse"
gem = true
fast = true
forklaring = "Siger leverancens LOV ældreloven, gælder det; ellers kodens gruppe i kataloget. fsiii_nr er 0 for en ukendt kode. borger_nr er tom for en borger uden en FFB-relevant ydelse."
---*/
SELECT
  b.borger_nr, s.kommune_nr, s.kommune_kode, f.borger_id, f.leverance_id, f.fil_nr, f.post_nr, f.startdato, f.slutdato,
  COALESCE(k.fsiii_nr, 0) AS fsiii_nr,
  CASE WHEN LOWER(f.lov) LIKE '%ældrelov%' THEN 'Ældreloven' ELSE COALESCE(k.lov, '') END AS lov,
  p.foedselsaar, COALESCE(p.koen, '') AS koen
FROM gaeldende_fsiii_ydelse f
JOIN leverance_betjener s ON f.leverance_id = s.leverance_id
LEFT JOIN analyse_fsiii_kode k ON TRIM(f.fsiii_kode) = k.kode
LEFT JOIN analyse_borger_alle b ON s.kommune_kode = b.kommune_kode AND f.borger_id = b.borger_id
LEFT JOIN analyse_person p ON f.borger_id = p.borger_id
