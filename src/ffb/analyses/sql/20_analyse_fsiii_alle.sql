/*---
titel = "Hver FSIII-ydelse, med kommune og lov"
grain = "kommune og FSIII-ydelse"
noegle = "kommune_kode, leverance_id, fil_nr, post_nr"
kilde = "5-viden V12: §83 H1.*, §83a H2.*, ældreloven; 8-graenseflader, arket fsiii_ydelse; FSIII-katalogets grupper"
gem = true
fast = true
forklaring = "lov er '§83', '§83a' eller 'Ældreloven' og tom for andet. Siger leverancens LOV ældreloven, gælder det; ellers kodens gruppe i kataloget. Koden som bogstav og som UUID har samme navn og er den samme."
---*/
WITH kode AS (
  SELECT
    b.kode, MIN(TRIM(b.term)) AS term,
    MIN(CASE
      WHEN o.term LIKE '§ 83a %' OR b.term = 'SEL § 83A' THEN '§83a'
      WHEN o.term LIKE '§ 83 stk. %' OR b.term = 'SEL § 83' THEN '§83'
      WHEN o.term = 'Ældrelovsindsats' THEN 'Ældreloven'
    END) AS lov
  FROM begreb b
  LEFT JOIN begreb o ON b.katalog = o.katalog AND b.overordnet_kode = o.kode
  WHERE b.katalog LIKE 'fsiii/%'
  GROUP BY b.kode
)
SELECT
  s.kommune_kode, f.leverance_id, f.fil_nr, f.post_nr, f.borger_id, f.startdato, f.slutdato,
  COALESCE(k.term, '(Ukendt kode)') AS fsiii,
  CASE WHEN LOWER(f.lov) LIKE '%ældrelov%' THEN 'Ældreloven' ELSE COALESCE(k.lov, '') END AS lov
FROM gaeldende_fsiii_ydelse f
JOIN leverance_betjener s ON f.leverance_id = s.leverance_id
LEFT JOIN kode k ON TRIM(f.fsiii_kode) = k.kode
