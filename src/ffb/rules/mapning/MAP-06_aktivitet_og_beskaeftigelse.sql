/*---
id = "MAP-06"
alvor = "oplysning"
kilde = "indsatskatalog 4.00 (S2): Aktivitet og samvær (§ 104) og Beskyttet beskæftigelse (§ 103) er hver sin ydelse og hver sit dagtilbud"
hvorfor = "§ 103 giver løn og har et andet formål end § 104. Krydses de, tæller borgeren under den forkerte paragraf."
ejer = "sagsbehandler"
fase = "bestilling"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ydelse og dagtilbud hører til hver sin paragraf"
besked = "{ydelse} er registreret i {tilbud}: det er {ydelse_lov} i et tilbud efter {tilbud_lov}."
besked_flertal = "{antal} ydelser hører til en anden paragraf end deres dagtilbud."
goer = "Kontrollér, om borgeren er bevilget § 103 eller § 104, og ret ydelse eller tilbud."
[en]
titel = "Service and day offer belong to different sections"
besked = "{ydelse} is recorded in {tilbud}: that is {ydelse_lov} in a tilbud under {tilbud_lov}."
besked_flertal = "{antal} services belong to another section than their day offer."
goer = "Check whether the citizen was granted section 103 or 104, and correct the service or the tilbud."
---*/
WITH dag AS (
  SELECT l.kode, l.paragraf, b.term
  FROM begreb_lov l
  JOIN begreb_navn b ON l.kode = b.kode
  WHERE l.paragraf IN ('§103', '§104')
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'FFB_TILBUD_UUID' AS felt, y.ffb_tilbud_kode AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, dy.term AS ydelse, dt.term AS tilbud, dy.paragraf AS ydelse_lov,
  dt.paragraf AS tilbud_lov,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM gaeldende_ydelse y
JOIN dag dy ON y.ffb_ydelse_kode = dy.kode
JOIN dag dt ON y.ffb_tilbud_kode = dt.kode
LEFT JOIN mapning_par m
  ON y.ffb_tilbud_kode = m.tilbud_kode AND y.ffb_ydelse_kode = m.ydelse_kode AND m.dst_antal > 0
WHERE dy.paragraf <> dt.paragraf AND m.ydelse_kode IS NULL
