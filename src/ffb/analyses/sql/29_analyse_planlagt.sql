/*---
titel = "Indsatser i gang på udvalgets dag, og hvor længe deres planlagte opfølgning er overskredet"
grain = "kommune og indsats"
noegle = "kommune_kode, leverance_id, fil_nr, post_nr"
gem = true
kilde = "5-viden V07: share overdue; reglen OPF-01: en opfølgning så længe før den planlagte regnes for at være den (normen tidlig, 60 dage), og så længe efter ventes der (frist, 14 dage)"
forklaring = "Kun indsatser med en løbende FFB-relevant ydelse i udvalget. over er dage efter den planlagte dato: 0 og derunder, når den ikke er nået, 0 når der er fulgt op, og tom uden en dato."
---*/
WITH aktiv AS (
  SELECT DISTINCT a.kommune_kode, a.gruppe_id, a.indsats_id
  FROM analyse_ydelse y
  JOIN analyse_ydelse_alle a ON y.ydelse_nr = a.ydelse_nr
  CROSS JOIN analyse_valg v
  WHERE y.startdato <= v.dag AND (y.slutdato IS NULL OR y.slutdato >= v.dag)
),
fulgt AS (
  SELECT borger_id, indsats_id, dato FROM gaeldende_opfoelgning WHERE dato IS NOT NULL
  UNION ALL
  SELECT o.borger_id, f.indsats_id, o.dato
  FROM gaeldende_opfoelgning o
  JOIN gaeldende_opfoelgning_indsats f ON o.gruppe_id = f.gruppe_id AND o.kilde_id = f.kilde_id
  WHERE o.dato IS NOT NULL
),
sidste AS (
  SELECT f.borger_id, COALESCE(f.indsats_id, '') AS indsats_id, MAX(f.dato) AS dato
  FROM fulgt f
  CROSS JOIN analyse_valg v
  WHERE f.dato <= v.dag
  GROUP BY f.borger_id, COALESCE(f.indsats_id, '')
)
SELECT
  a.kommune_kode, i.leverance_id, i.fil_nr, i.post_nr, i.borger_id,
  CASE
    WHEN i.planlagt_opfoelgning IS NULL THEN CAST(NULL AS BIGINT)
    WHEN s.dato IS NOT NULL AND date_diff('day', s.dato, i.planlagt_opfoelgning) <= n.vaerdi THEN 0
    WHEN b.dato IS NOT NULL AND date_diff('day', b.dato, i.planlagt_opfoelgning) <= n.vaerdi THEN 0
    ELSE date_diff('day', i.planlagt_opfoelgning, v.dag)
  END AS dage_over
FROM aktiv a
CROSS JOIN analyse_valg v
JOIN analyse_norm n ON n.regel = 'OPF-01' AND n.navn = 'tidlig'
JOIN gaeldende_indsats i ON a.gruppe_id = i.gruppe_id AND a.indsats_id = i.indsats_id
LEFT JOIN sidste s ON i.borger_id = s.borger_id AND i.indsats_id = s.indsats_id
LEFT JOIN sidste b ON i.borger_id = b.borger_id AND b.indsats_id = ''
