/*---
id = "KOD-01"
alvor = "advarsel"
kilde = "4-regler, family 4: unknown; S0: FFB_YDELSE_UUID vedligeholdes i KOMBITs værdisæt"
hvorfor = "En kode, ingen kender, siger intet om ydelsen. I rapportens periode er det en fejl i Tabel 1 (T1-04); her findes den også uden for perioden."
ejer = "it_leverandoer"
fase = "bestilling"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ukendt kode for FFB-ydelse"
besked = "Koden {vaerdi} for FFB-ydelse findes ikke i FFB."
besked_flertal = "{antal} ydelser har en kode, som ikke findes i FFB."
goer = "Brug koden fra FFB's katalog. Er den ny, skal kataloget først hentes (ffb begreber importer)."
[en]
titel = "Unknown code of an FFB service"
besked = "Code {vaerdi} of an FFB service is not in FFB."
besked_flertal = "{antal} codes of an FFB service are not in FFB."
goer = "Use the code of FFB's catalogue. If it is new, import the catalogue first (ffb begreber importer)."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FFB_YDELSE_UUID' AS felt, t.ffb_ydelse_kode AS vaerdi,
  t.startdato AS dato, t.sagsnummer, t.enhed,
  CONCAT(
    'ydelse:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':', CAST(t.post_nr AS VARCHAR),
    ':FFB_YDELSE_UUID'
  ) AS aarsag
FROM gaeldende_ydelse t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
LEFT JOIN begreb_navn b ON t.ffb_ydelse_kode = b.kode
WHERE TRIM(t.ffb_ydelse_kode) <> '' AND b.kode IS NULL
