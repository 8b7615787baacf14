/*---
id = "MAP-03"
alvor = "fejl"
kilde = "S0, Tabel 1: Kombinationen af FFB-ydelses-UUID og FFB-tilbuds-UUID er korrekt iflg. værdisæt, men mapper ikke til den indsendte DST-ydelseskode"
hvorfor = "DST tæller ydelsen som fejl i Tabel 1. Her står, hvilke koder parret må sendes med, også for ydelser der starter efter perioden."
ejer = "sagsbehandler"
fase = "bestilling"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse", "mapning"]
[da]
titel = "DST-koden passer ikke til ydelse og tilbud"
besked = "{ydelse} i {tilbud} er sendt med DST-koden {vaerdi}. Vejledningen siger {forventet}."
besked_flertal = "{antal} ydelser er sendt med en DST-kode, der ikke passer til ydelse og tilbud."
goer = "Ret det, der er forkert: DST-koden ({forventet}), eller {alternativ}."
[en]
titel = "The DST code does not fit service and tilbud"
besked = "{ydelse} in {tilbud} is sent with the DST code {vaerdi}. The guide says {forventet}."
besked_flertal = "{antal} services are sent with a DST code that does not fit service and tilbud."
goer = "Correct what is wrong: the DST code, the tilbud or the service."
[en.ord]
" eller " = " or "
" (og flere)" = " (and more)"
"tilbuddet (" = "the offer ("
"ydelsen" = "the service"
---*/
WITH lovlig AS (
  SELECT DISTINCT tilbud_kode, ydelse_kode, dst_vaerdi FROM mapning WHERE dst_vaerdi IS NOT NULL
),
nummereret AS (
  SELECT
    tilbud_kode, ydelse_kode, dst_vaerdi,
    ROW_NUMBER() OVER (PARTITION BY tilbud_kode, ydelse_kode ORDER BY dst_vaerdi) AS nr
  FROM lovlig
),
koder AS (
  SELECT
    tilbud_kode, ydelse_kode,
    MAX(CASE WHEN nr = 1 THEN dst_vaerdi END) || COALESCE(' eller ' || MAX(CASE WHEN nr = 2 THEN dst_vaerdi END), '')
    || CASE WHEN COUNT(*) > 2 THEN ' (og flere)' ELSE '' END AS tekst
  FROM nummereret GROUP BY tilbud_kode, ydelse_kode
),
tilbud_for AS (
  SELECT v.dst_vaerdi, v.ydelse_kode, MIN(t.term) AS tilbud
  FROM lovlig v JOIN begreb_navn t ON v.tilbud_kode = t.kode GROUP BY v.dst_vaerdi, v.ydelse_kode
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'DST_YDELSE' AS felt, y.dst_kode AS vaerdi, y.startdato AS dato,
  y.sagsnummer, y.enhed, k.tekst AS forventet, ty.term AS ydelse, tt.term AS tilbud,
  COALESCE('tilbuddet (' || f.tilbud || ')', 'ydelsen') AS alternativ,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM gaeldende_ydelse y
JOIN dst_kendt d ON y.dst_kode = d.dst_kode AND d.ffb_relevant
JOIN koder k ON y.ffb_tilbud_kode = k.tilbud_kode AND y.ffb_ydelse_kode = k.ydelse_kode
JOIN begreb_navn ty ON y.ffb_ydelse_kode = ty.kode
JOIN begreb_navn tt ON y.ffb_tilbud_kode = tt.kode
LEFT JOIN lovlig v
  ON y.ffb_tilbud_kode = v.tilbud_kode AND y.ffb_ydelse_kode = v.ydelse_kode AND y.dst_kode = v.dst_vaerdi
LEFT JOIN tilbud_for f ON y.dst_kode = f.dst_vaerdi AND y.ffb_ydelse_kode = f.ydelse_kode
WHERE v.tilbud_kode IS NULL AND COALESCE(y.status, '') <> 'draft'
