/*---
id = "T1-04"
alvor = "fejl"
kilde = "S0: FFB-relaterede værdisæt vedligeholdes af KOMBIT; 3-rapport, Tabel 1: ukendt_uuid (a UUID that is in no loaded catalogue)"
hvorfor = "En kode uden for kataloget kan ikke mappes, og ingen kan se, hvad borgeren får."
ejer = "it_leverandoer"
fase = "bestilling"
datapunkt = ["ffb_ydelse", "ffb_tilbud"]
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ydelsen har en ukendt FFB-kode"
besked = "Koden {vaerdi} for {hvad} findes ikke i FFB."
besked_flertal = "{antal} ydelser har en FFB-kode, som ikke findes."
goer = "Brug koden fra FFB's katalog. Er den ny, skal kataloget først hentes (ffb begreber importer)."
[en]
titel = "The service carries an unknown FFB code"
besked = "Code {vaerdi} is not in FFB."
besked_flertal = "{antal} services carry an FFB code that does not exist."
goer = "Use the code of FFB's catalogue. If it is new, import the catalogue first (ffb begreber importer)."
[en.ord]
"FFB-ydelse (og den for FFB-tilbud)" = "FFB service (and that of the FFB offer)"
"FFB-ydelse" = "FFB service"
"FFB-tilbud" = "FFB offer"
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id,
  CASE WHEN u.ydelse_ukendt THEN 'FFB_YDELSE_UUID' ELSE 'FFB_TILBUD_UUID' END AS felt,
  CASE WHEN u.ydelse_ukendt THEN y.ffb_ydelse_kode ELSE y.ffb_tilbud_kode END AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed,
  y.kommune_kode, y.paragraf, y.dst_kode,
  CASE
    WHEN u.ydelse_ukendt AND u.tilbud_ukendt THEN 'FFB-ydelse (og den for FFB-tilbud)'
    WHEN u.ydelse_ukendt THEN 'FFB-ydelse' ELSE 'FFB-tilbud'
  END AS hvad,
  CASE
    WHEN u.ydelse_ukendt THEN CONCAT(
      'ydelse:', CAST(y.leverance_id AS VARCHAR), ':', CAST(y.fil_nr AS VARCHAR), ':', CAST(y.post_nr AS VARCHAR),
      ':FFB_YDELSE_UUID'
    )
    ELSE CONCAT(
      'ydelse:', CAST(y.leverance_id AS VARCHAR), ':', CAST(y.fil_nr AS VARCHAR), ':', CAST(y.post_nr AS VARCHAR),
      ':FFB_TILBUD_UUID'
    )
  END AS aarsag
FROM ffb_ydelse y
JOIN (
  SELECT
    f.leverance_id, f.fil_nr, f.post_nr, f.aktivitet_nr,
    f.ffb_ydelse_kode IS NOT NULL AND b.kode IS NULL AS ydelse_ukendt,
    f.ffb_tilbud_kode IS NOT NULL AND t.kode IS NULL AS tilbud_ukendt
  FROM ffb_ydelse f
  LEFT JOIN begreb_navn b ON f.ffb_ydelse_kode = b.kode
  LEFT JOIN begreb_navn t ON f.ffb_tilbud_kode = t.kode
  WHERE (f.fejl & 8) <> 0
) u ON y.leverance_id = u.leverance_id AND y.fil_nr = u.fil_nr AND y.post_nr = u.post_nr
 AND y.aktivitet_nr = u.aktivitet_nr
