/*---
titel = "Hvornår en indsats sidst er fulgt op"
grain = "borger og indsats; uden indsats: opfølgninger, der ikke nævner en"
noegle = "borger_id, indsats_id"
kilde = "IG: followUp.basedOn (flere indsatser); tabelformatet nævner højst én"
---*/
SELECT borger_id, indsats_id, MAX(dato) AS dato
FROM (
  SELECT o.borger_id, o.indsats_id, o.dato
  FROM gaeldende_opfoelgning o
  UNION ALL
  SELECT o.borger_id, f.indsats_id, o.dato
  FROM gaeldende_opfoelgning o
  JOIN gaeldende_opfoelgning_indsats f ON o.gruppe_id = f.gruppe_id AND o.kilde_id = f.kilde_id
) alle
GROUP BY borger_id, indsats_id
