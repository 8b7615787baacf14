/*---
titel = "Borgerne i udvalget på midlertidigt botilbud (§107) på udvalgets dag"
grain = "kommune og borger"
noegle = "borger_nr"
gem = true
kilde = "5-viden V11; S2 (borgere på §107: start, planlagt slut, støttebehov)"
forklaring = "startdato er den første af de løbende ydelser, slutdato den sidste planlagte, tom, når en af dem ikke har nogen. hoej er 1 ved højt eller fuldstændigt støttebehov (3-4)."
---*/
SELECT
  y.borger_nr, b.stoettebehov,
  CASE WHEN b.stoettebehov IN ('3', '4') THEN 1 ELSE 0 END AS hoej,
  MIN(y.startdato) AS startdato,
  CASE WHEN COUNT(*) = COUNT(y.slutdato) THEN MAX(y.slutdato) END AS slutdato
FROM analyse_ydelse y
CROSS JOIN analyse_valg v
JOIN analyse_borger b ON y.borger_nr = b.borger_nr
WHERE y.paragraf = '§107' AND y.startdato <= v.dag AND (y.slutdato IS NULL OR y.slutdato >= v.dag)
GROUP BY y.borger_nr, b.stoettebehov
