/*---
id = "MAP-02"
alvor = "fejl"
kilde = "S0, Tabel 1: kolonne G: Værdien N/A og n/a … bliver ikke mappet til en DST-værdi. Værdien skal derfor ikke indberettes til DST"
hvorfor = "Parret af tilbud og ydelse har ingen DST-kode i vejledningen. Sendes det med en kode, tæller det som fejl i Tabel 1."
ejer = "sagsbehandler"
fase = "bestilling"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse", "mapning"]
[da]
titel = "Parret må ikke indberettes til DST"
besked = "{ydelse} i {tilbud} er sendt med {vaerdi}, men vejledningen har kun N/A for det par."
besked_flertal = "{antal} ydelser er sendt med en DST-kode, selv om parret kun har N/A."
goer = "Vælg det tilbud eller den ydelse, der er bevilget ({forventet}), eller lad ydelsen ude af leverancen."
[en]
titel = "The pair must not be reported to DST"
besked = "{ydelse} in {tilbud} is sent with {vaerdi}, but the guide has only N/A for that pair."
besked_flertal = "{antal} services are sent with a DST code although their pair has only N/A."
goer = "Choose the tilbud or service that was granted, or leave the service out of the delivery."
[en.ord]
"tilbuddet " = "the offer "
"ydelsen " = "the service "
"intet par med den kode ligner" = "no pair with that code resembles it"
---*/
WITH tilbud_for AS (
  SELECT m.dst_vaerdi, m.ydelse_kode, MIN(t.term) AS tilbud
  FROM mapning m JOIN begreb_navn t ON m.tilbud_kode = t.kode
  GROUP BY m.dst_vaerdi, m.ydelse_kode
),
ydelse_for AS (
  SELECT m.dst_vaerdi, m.tilbud_kode, MIN(t.term) AS ydelse
  FROM mapning m JOIN begreb_navn t ON m.ydelse_kode = t.kode
  GROUP BY m.dst_vaerdi, m.tilbud_kode
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'DST_YDELSE' AS felt, y.dst_kode AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, ty.term AS ydelse, tt.term AS tilbud,
  COALESCE('tilbuddet ' || tf.tilbud, 'ydelsen ' || yf.ydelse, 'intet par med den kode ligner') AS forventet,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM gaeldende_ydelse y
JOIN dst_kendt d ON y.dst_kode = d.dst_kode AND d.ffb_relevant
JOIN mapning_par p
  ON y.ffb_tilbud_kode = p.tilbud_kode AND y.ffb_ydelse_kode = p.ydelse_kode AND p.dst_antal = 0
JOIN begreb_navn ty ON y.ffb_ydelse_kode = ty.kode
JOIN begreb_navn tt ON y.ffb_tilbud_kode = tt.kode
LEFT JOIN tilbud_for tf ON y.dst_kode = tf.dst_vaerdi AND y.ffb_ydelse_kode = tf.ydelse_kode
LEFT JOIN ydelse_for yf ON y.dst_kode = yf.dst_vaerdi AND y.ffb_tilbud_kode = yf.tilbud_kode
WHERE COALESCE(y.status, '') <> 'draft'
