/*---
titel = "Opfølgninger med kommune"
grain = "kommune og opfølgning"
noegle = "kommune_kode, leverance_id, fil_nr, post_nr"
kilde = "12-model: opfoelgning; en kode, der ikke står i kataloget, er 'ukendt'"
visning = true
---*/
SELECT
  s.kommune_kode, o.leverance_id, o.fil_nr, o.post_nr, o.borger_id, o.dato,
  CASE
    WHEN o.resultat_kode IS NULL THEN ''
    WHEN b.kode IS NULL THEN 'ukendt' ELSE o.resultat_kode
  END AS resultat_kode
FROM gaeldende_opfoelgning o
JOIN leverance_betjener s ON o.leverance_id = s.leverance_id
LEFT JOIN begreb_navn b ON o.resultat_kode = b.kode
