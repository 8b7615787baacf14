/*---
id = "MAP-01"
alvor = "fejl"
kilde = "S0, Tabel 1, kolonne G: Værdien N/A og n/a indgår ikke i DST's værdisæt … Værdien skal derfor ikke indberettes til DST"
hvorfor = "N/A er vejledningens ord for, at der ingen DST-kode er. Sendt som kode er det en ukendt ydelse hos DST."
ejer = "it_leverandoer"
fase = "indberetning"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "N/A er sendt som DST-kode"
besked = "DST-koden er {vaerdi}, men N/A må ikke indberettes."
besked_flertal = "{antal} ydelser er sendt med N/A som DST-kode."
goer = "Send en DST-kode fra mapningsvejledningens kolonne G, eller lad ydelsen ude af leverancen."
[en]
titel = "N/A is sent as DST code"
besked = "The DST code is {vaerdi}, but N/A must not be reported."
besked_flertal = "{antal} services are sent with N/A as their DST code."
goer = "Send a DST code from column G of the mapping guide, or leave the service out of the delivery."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'DST_YDELSE' AS felt, y.dst_kode AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, p.dst_afledt AS forventet,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM gaeldende_ydelse y
LEFT JOIN mapning_par p ON y.ffb_tilbud_kode = p.tilbud_kode AND y.ffb_ydelse_kode = p.ydelse_kode
WHERE UPPER(y.dst_kode) IN ('N/A', 'NA', 'N.A.', 'N.A')
