/*---
id = "KOD-23"
alvor = "fejl"
kilde = "IG interventionGoal: target niveau, value set funktionsevneniveau; S2: forventet niveau"
hvorfor = "Kan det forventede niveau ikke læses, kan det ikke ses, om borgeren udvikler sig som forventet."
ejer = "it_leverandoer"
fase = "bestilling"
tabel = "indsatsmaal"
kraever = ["indsatsmaal"]
[da]
titel = "Det forventede niveau er ikke et funktionsevneniveau"
besked = "»{navn}« er ikke et niveau på skalaen for funktionsevne."
besked_flertal = "{antal} indsatsmål har et forventet niveau uden for skalaen."
goer = "Brug skalaen for funktionsevne: 0–4 eller ikke vurderet."
[en]
titel = "The expected level is no level of functioning"
besked = "»{navn}« is not a level on the scale of functioning."
besked_flertal = "{antal} goals expect a level that is not on the scale."
goer = "Use the scale of functioning: 0–4 or not assessed."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FORVENTET_NIVEAU' AS felt, t.forventet_kode AS vaerdi,
  t.dato,
  CONCAT(
    'indsatsmaal:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':FORVENTET_NIVEAU'
  ) AS aarsag,
  COALESCE(b.term, t.forventet_kode) AS navn
FROM gaeldende_indsatsmaal t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
LEFT JOIN begreb_navn b ON t.forventet_kode = b.kode
WHERE TRIM(t.forventet_kode) <> '' AND COALESCE(b.art, '') <> 'funktionsevneniveau'
