/*---
id = "KOD-05"
alvor = "fejl"
kilde = "S1: Ydelser m. startdato fra 1. januar 2025 skal have en FFB-ydelse, -målgruppe, -tilbud"
hvorfor = "En målgruppe med ukendt kode tæller som en målgruppe, men ingen kan læse, hvem ydelsen er for."
ejer = "it_leverandoer"
fase = "bestilling"
tabel = "maalgruppe"
kraever = ["maalgruppe"]
[da]
titel = "Ukendt kode for målgruppe"
besked = "Koden {vaerdi} for målgruppe findes ikke i FFB."
besked_flertal = "{antal} målgrupper har en kode, som ikke findes i FFB."
goer = "Brug koden fra FFB's katalog. Er den ny, skal kataloget først hentes (ffb begreber importer)."
[en]
titel = "Unknown code of a target group"
besked = "Code {vaerdi} of a target group is not in FFB."
besked_flertal = "{antal} codes of a target group are not in FFB."
goer = "Use the code of FFB's catalogue. If it is new, import the catalogue first (ffb begreber importer)."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FFB_MAALGRUPPE_UUID' AS felt, t.ffb_maalgruppe_kode AS vaerdi,
  t.dato,
  CONCAT(
    'maalgruppe:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':FFB_MAALGRUPPE_UUID'
  ) AS aarsag
FROM gaeldende_maalgruppe t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
LEFT JOIN begreb_navn b ON t.ffb_maalgruppe_kode = b.kode
WHERE TRIM(t.ffb_maalgruppe_kode) <> '' AND b.kode IS NULL
