/*---
id = "T1-03"
alvor = "fejl"
kilde = "S0, Tabel 1: Kombinationen af FFB-ydelses-UUID og FFB-tilbuds-UUID er korrekt iflg. værdisæt, men mapper ikke til den indsendte DST-ydelseskode"
hvorfor = "De to systemer siger hver sit om den samme hjælp. DST tæller ydelsen som fejl i mapningen."
ejer = "sagsbehandler"
fase = "bestilling"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse", "mapning"]
[da]
titel = "DST-koden passer ikke til FFB-koderne"
besked = "{navn} i {tilbud} er sendt med DST-kode {vaerdi}. Vejledningen siger {forventet}."
besked_flertal = "{antal} ydelser har en DST-kode, som ikke passer til FFB-koderne."
goer = "Ret DST-koden, eller vælg den FFB-ydelse og det FFB-tilbud, borgeren faktisk får."
[en]
titel = "The DST code does not fit the FFB codes"
besked = "{navn} in {tilbud} was sent with DST code {vaerdi}. The guide says {forventet}."
besked_flertal = "{antal} services carry a DST code that does not fit their FFB codes."
goer = "Correct the DST code, or choose the FFB service and offer the citizen really gets."
[en.ord]
"ingen DST-kode (N/A)" = "no DST code (N/A)"
" eller " = " or "
"en af " = "one of "
", fx " = ", e.g. "
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'DST_YDELSE' AS felt, y.dst_sendt AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed,
  y.kommune_kode, y.paragraf, y.dst_kode,
  COALESCE(b.term, y.ffb_ydelse_kode) AS navn, COALESCE(t.term, y.ffb_tilbud_kode) AS tilbud,
  CASE
    WHEN m.antal = 0 THEN 'ingen DST-kode (N/A)'
    WHEN m.antal = 1 THEN m.foerste
    WHEN m.antal = 2 THEN CONCAT(m.foerste, ' eller ', m.sidste)
    ELSE CONCAT('en af ', CAST(m.antal AS VARCHAR), ', fx ', m.foerste)
  END AS forventet,
  CONCAT(
    'ydelse:', CAST(y.leverance_id AS VARCHAR), ':', CAST(y.fil_nr AS VARCHAR), ':', CAST(y.post_nr AS VARCHAR)
  ) AS aarsag
FROM ffb_ydelse y
JOIN (
  SELECT
    tilbud_kode, ydelse_kode, COUNT(DISTINCT dst_vaerdi) AS antal,
    MIN(dst_vaerdi) AS foerste, MAX(dst_vaerdi) AS sidste
  FROM mapning
  GROUP BY tilbud_kode, ydelse_kode
) m ON y.ffb_tilbud_kode = m.tilbud_kode AND y.ffb_ydelse_kode = m.ydelse_kode
LEFT JOIN begreb_navn b ON y.ffb_ydelse_kode = b.kode
LEFT JOIN begreb_navn t ON y.ffb_tilbud_kode = t.kode
WHERE (y.fejl & 4) <> 0
