/*---
id = "KOD-18"
alvor = "fejl"
kilde = "IG careEvaluation.value: støttebehovsniveau; 4-regler, family 4: wrong kind in the field"
hvorfor = "Funktionsevne har sin egen skala med andre koder, også for »ikke vurderet«. Støttebehovet kan ikke læses og tæller ikke i Tabel 2."
ejer = "it_leverandoer"
fase = "sagsvurdering"
tabel = "stoettebehov"
kraever = ["stoettebehov"]
[da]
titel = "Støttebehovet er ikke et støttebehovsniveau"
besked = "»{navn}« er ikke et niveau på skalaen for støttebehov."
besked_flertal = "{antal} støttebehov er ikke på skalaen for støttebehov."
goer = "Brug skalaen for støttebehov: 0–4 eller ikke vurderet."
[en]
titel = "The need of support is no level of support"
besked = "»{navn}« is not a level on the scale of support."
besked_flertal = "{antal} needs of support are not on the scale of support."
goer = "Use the scale of support: 0–4 or not assessed."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'STOETTEBEHOVSNIVEAU' AS felt, t.niveau_kode AS vaerdi,
  t.dato,
  CONCAT(
    'stoettebehov:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':STOETTEBEHOVSNIVEAU'
  ) AS aarsag,
  COALESCE(b.term, t.niveau_kode) AS navn
FROM gaeldende_stoettebehov t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
LEFT JOIN begreb_navn b ON t.niveau_kode = b.kode
WHERE TRIM(t.niveau_kode) <> '' AND COALESCE(b.art, '') <> 'stoettebehovsniveau'
