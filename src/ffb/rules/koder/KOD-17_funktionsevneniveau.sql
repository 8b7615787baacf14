/*---
id = "KOD-17"
alvor = "fejl"
kilde = "IG condition.severity: value set funktionsevneniveau; 4-regler, family 4: wrong kind in the field"
hvorfor = "Støttebehov har sin egen skala med andre koder, også for »ikke vurderet«. Scoren kan ikke læses og tæller ikke."
ejer = "it_leverandoer"
fase = "sagsoplysning"
tabel = "aktivitet_deltagelse"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "Scoren er ikke et funktionsevneniveau"
besked = "»{navn}« er ikke et niveau på skalaen for funktionsevne."
besked_flertal = "{antal} scorer er ikke på skalaen for funktionsevne."
goer = "Brug skalaen for funktionsevne: 0–4 eller ikke vurderet."
[en]
titel = "The score is no level of functioning"
besked = "»{navn}« is not a level on the scale of functioning."
besked_flertal = "{antal} scores are not on the scale of functioning."
goer = "Use the scale of functioning: 0–4 or not assessed."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FUNKTIONSEVNENIVEAU' AS felt, t.niveau_kode AS vaerdi,
  t.dato,
  CONCAT(
    'aktivitet_deltagelse:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':FUNKTIONSEVNENIVEAU'
  ) AS aarsag,
  COALESCE(b.term, t.niveau_kode) AS navn
FROM gaeldende_aktivitet_deltagelse t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
LEFT JOIN begreb_navn b ON t.niveau_kode = b.kode
WHERE TRIM(t.niveau_kode) <> '' AND COALESCE(b.art, '') <> 'funktionsevneniveau'
