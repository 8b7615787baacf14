/*---
titel = "De indsatser, der løber på den dag, der dømmes på"
grain = "indsats, der tæller"
noegle = "leverance_id, fil_nr, post_nr"
kilde = "IG: carePlan med intent order og status active eller on-hold; tabelformatet siger ikke altid hensigt og status"
gem = true
---*/
SELECT
  i.leverance_id, i.fil_nr, i.post_nr, i.borger_id, i.gruppe_id, i.indsats_id, i.sagsnummer, i.startdato,
  i.planlagt_opfoelgning AS planlagt, d.dag
FROM gaeldende_indsats i
JOIN leverance_dag d ON i.leverance_id = d.leverance_id AND NOT d.tidligere
WHERE COALESCE(i.hensigt, 'order') = 'order'
  AND COALESCE(i.status, 'active') IN ('active', 'on-hold') AND (i.slutdato IS NULL OR i.slutdato > d.dag)
