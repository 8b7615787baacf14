/*---
id = "MAP-09"
alvor = "advarsel"
kilde = "S0, Tabel 1: kombinationen skal mappe korrekt til en DST-ydelseskode, jf. mapningsvejledningen; 3-rapport (vores): en ukendt kode regnes som ingen"
hvorfor = "En kode, der hverken står i vejledningen eller i jeres DST-tabel, kan ikke bedømmes; ydelsen kan falde ud af Tabel 1."
ejer = "faglig_ansvarlig"
fase = "indberetning"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "DST-koden kendes ikke"
besked = "DST-koden {vaerdi} står hverken i mapningsvejledningen eller i jeres tabel over DST-koder."
besked_flertal = "{antal} ydelser har en DST-kode, vi ikke kender."
goer = "Er koden rigtig, så tilføj den i tabellen over DST-koder. Ellers ret den i fagsystemet."
[en]
titel = "The DST code is unknown"
besked = "The DST code {vaerdi} is neither in the mapping guide nor in your table of DST codes."
besked_flertal = "{antal} services have a DST code we do not know."
goer = "If the code is right, add it to the table of DST codes. Otherwise correct it in the case system."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'DST_YDELSE' AS felt, y.dst_kode AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, p.dst_afledt AS forventet,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM gaeldende_ydelse y
LEFT JOIN dst_kendt d ON y.dst_kode = d.dst_kode
LEFT JOIN mapning_par p ON y.ffb_tilbud_kode = p.tilbud_kode AND y.ffb_ydelse_kode = p.ydelse_kode
WHERE d.dst_kode IS NULL
  AND UPPER(y.dst_kode) NOT IN ('N/A', 'NA', 'N.A.', 'N.A') -- MAP-01
