/*---
id = "KOD-24"
alvor = "advarsel"
kilde = "IG followUp.value: resultat af opfølgning; 4-regler, family 4: wrong kind in the field"
hvorfor = "Resultatet siger, om indsatsen fortsætter. En anden kode kan ikke læses."
ejer = "it_leverandoer"
fase = "opfoelgning"
tabel = "opfoelgning"
kraever = ["opfoelgning"]
[da]
titel = "Opfølgningens resultat er ikke et resultat"
besked = "»{navn}« er ikke et resultat af en opfølgning."
besked_flertal = "{antal} opfølgninger har et resultat, som ikke findes."
goer = "Vælg fortsættelse, afslutning eller afslutning med ny indsats."
[en]
titel = "The result of the follow-up is no result"
besked = "»{navn}« is no result of a follow-up."
besked_flertal = "{antal} follow-ups carry a result that does not exist."
goer = "Choose continue, end, or end with a new one."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'RESULTAT' AS felt, t.resultat_kode AS vaerdi,
  t.dato,
  CONCAT(
    'opfoelgning:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':RESULTAT'
  ) AS aarsag,
  COALESCE(b.term, t.resultat_kode) AS navn
FROM gaeldende_opfoelgning t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
LEFT JOIN begreb_navn b ON t.resultat_kode = b.kode
WHERE TRIM(t.resultat_kode) <> '' AND COALESCE(b.art, '') <> 'opfoelgningsresultat'
