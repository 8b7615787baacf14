/*---
id = "MAP-07"
alvor = "advarsel"
kilde = "S0, Tabel 1: kombinationen skal mappe korrekt til en DST-ydelseskode; paragraf efter katalogets lov, når mapningsvejledningen ikke kan afgøre det (vores)"
hvorfor = "Er vejledningen ikke indlæst, eller står parret ikke i den, siger loven stadig, at en § 103-kode ikke kan være en § 104-ydelse."
ejer = "sagsbehandler"
fase = "bestilling"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "DST-kodens paragraf passer hverken til ydelse eller tilbud"
besked = "DST-koden {vaerdi} er {dst_paragraf}, men {ydelse} er {ydelse_lov}."
besked_flertal = "{antal} ydelser har en DST-kode for en anden paragraf end deres ydelse og tilbud."
goer = "Kontrollér, hvilken paragraf borgeren er bevilget efter, og ret DST-koden, ydelsen eller tilbuddet."
[en]
titel = "The DST code's section fits neither service nor tilbud"
besked = "The DST code {vaerdi} is {dst_paragraf}, but {ydelse} is {ydelse_lov}."
besked_flertal = "{antal} services have a DST code of another section than their service and tilbud."
goer = "Check under which section the citizen was granted help, and correct the DST code, the service or the tilbud."
---*/
WITH lov AS (
  SELECT kode, MIN(paragraf) || CASE WHEN MIN(paragraf) <> MAX(paragraf) THEN '/' || MAX(paragraf) ELSE '' END AS tekst
  FROM begreb_lov GROUP BY kode
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'DST_YDELSE' AS felt, y.dst_kode AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, d.paragraf AS dst_paragraf, t.term AS ydelse, l.tekst AS ydelse_lov,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM gaeldende_ydelse y
JOIN dst_tabel d ON y.dst_kode = d.dst_kode AND d.ffb_relevant
JOIN begreb_navn t ON y.ffb_ydelse_kode = t.kode AND t.art = 'ydelse'
JOIN lov l ON y.ffb_ydelse_kode = l.kode
LEFT JOIN begreb_lov ly ON y.ffb_ydelse_kode = ly.kode AND d.paragraf = ly.paragraf
LEFT JOIN begreb_lov lt ON y.ffb_tilbud_kode = lt.kode AND d.paragraf = lt.paragraf
LEFT JOIN mapning_par m ON y.ffb_tilbud_kode = m.tilbud_kode AND y.ffb_ydelse_kode = m.ydelse_kode
WHERE ly.kode IS NULL AND lt.kode IS NULL AND m.ydelse_kode IS NULL
