/*---
id = "KOD-13"
alvor = "fejl"
kilde = "S1: Krav: mindst ét (A&D) tema; 3-rapport, Tabel 2: an unknown UUID fills nothing"
hvorfor = "Et tema med ukendt kode tæller ikke, og dets score går tabt."
ejer = "it_leverandoer"
fase = "sagsoplysning"
tabel = "aktivitet_deltagelse"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "Ukendt kode for tema om aktivitet og deltagelse"
besked = "Koden {vaerdi} for tema om aktivitet og deltagelse findes ikke i FFB."
besked_flertal = "{antal} temaer om aktivitet og deltagelse har en kode, som ikke findes i FFB."
goer = "Brug koden fra FFB's katalog. Er den ny, skal kataloget først hentes (ffb begreber importer)."
[en]
titel = "Unknown code of an A&D theme"
besked = "Code {vaerdi} of an A&D theme is not in FFB."
besked_flertal = "{antal} codes of an A&D theme are not in FFB."
goer = "Use the code of FFB's catalogue. If it is new, import the catalogue first (ffb begreber importer)."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FFB_TEMA_UUID' AS felt, t.kode AS vaerdi,
  t.dato,
  CONCAT(
    'aktivitet_deltagelse:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':FFB_TEMA_UUID'
  ) AS aarsag
FROM gaeldende_aktivitet_deltagelse t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
LEFT JOIN begreb_navn b ON t.kode = b.kode
WHERE TRIM(t.kode) <> '' AND b.kode IS NULL
