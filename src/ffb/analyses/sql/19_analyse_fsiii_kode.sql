/*---
titel = "FSIII-katalogets koder med navn og lov"
grain = "kode"
noegle = "kode"
kilde = "5-viden V12: §83 H1.*, §83a H2.*, ældreloven; FSIII-katalogets grupper"
gem = true
fast = true
forklaring = "Koden som bogstav og som UUID har samme navn og er den samme: fsiii_nr er navnets nummer. lov er '§83', '§83a' eller 'Ældreloven' og tom for andet."
---*/
WITH navn AS (
  SELECT
    b.kode, MIN(TRIM(b.term)) AS fsiii,
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
SELECT kode, CAST(DENSE_RANK() OVER (ORDER BY fsiii) AS INTEGER) AS fsiii_nr, fsiii, COALESCE(lov, '') AS lov
FROM navn
