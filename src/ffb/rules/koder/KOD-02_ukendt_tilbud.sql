/*---
id = "KOD-02"
alvor = "advarsel"
kilde = "4-regler, family 4: unknown; S0: FFB_TILBUD_UUID vedligeholdes i KOMBITs værdisæt"
hvorfor = "En kode, ingen kender, siger intet om ydelsen. I rapportens periode er det en fejl i Tabel 1 (T1-04); her findes den også uden for perioden."
ejer = "it_leverandoer"
fase = "bestilling"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ukendt kode for FFB-tilbud"
besked = "Koden {vaerdi} for FFB-tilbud findes ikke i FFB."
besked_flertal = "{antal} ydelsers tilbud har en kode, som ikke findes i FFB."
goer = "Brug koden fra FFB's katalog. Er den ny, skal kataloget først hentes (ffb begreber importer)."
[en]
titel = "Unknown code of an FFB offer"
besked = "Code {vaerdi} of an FFB offer is not in FFB."
besked_flertal = "{antal} codes of an FFB offer are not in FFB."
goer = "Use the code of FFB's catalogue. If it is new, import the catalogue first (ffb begreber importer)."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FFB_TILBUD_UUID' AS felt, t.ffb_tilbud_kode AS vaerdi,
  t.startdato AS dato, t.sagsnummer, t.enhed,
  CONCAT(
    'ydelse:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':', CAST(t.post_nr AS VARCHAR),
    ':FFB_TILBUD_UUID'
  ) AS aarsag
FROM gaeldende_ydelse t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
LEFT JOIN begreb_navn b ON t.ffb_tilbud_kode = b.kode
WHERE TRIM(t.ffb_tilbud_kode) <> '' AND b.kode IS NULL
