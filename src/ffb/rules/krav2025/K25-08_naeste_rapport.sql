/*---
id = "K25-08"
alvor = "advarsel"
kilde = "S0: for alle FFB-relevante ydelser med startdato fra og med 1. januar 2025 skal indberettes oplysninger om FFB"
hvorfor = "Ydelsen er uden for rapportens periode, men kravet gælder den også. Rettes den nu, mangler den ikke i næste rapport."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ydelsen mangler FFB-koder til en anden rapport"
besked = "Ydelsen fra {dato} er uden for perioden og mangler {hvad}."
besked_flertal = "{antal} ydelser uden for perioden mangler FFB-ydelse eller FFB-tilbud."
goer = "Sæt FFB-koderne på nu; ydelsen tæller i rapporten for sit eget år."
[en]
titel = "The service lacks FFB codes for another report"
besked = "The service starting {dato} is outside the period and lacks FFB codes."
besked_flertal = "{antal} services outside the period lack FFB service or offer codes."
goer = "Add the FFB codes now; the service counts in the report of its own year."
[en.ord]
"FFB-ydelse og FFB-tilbud" = "FFB service and FFB offer"
"FFB-ydelse" = "FFB service"
"FFB-tilbud" = "FFB offer"
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id,
  CASE WHEN y.ffb_ydelse_kode IS NULL THEN 'FFB_YDELSE_UUID' ELSE 'FFB_TILBUD_UUID' END AS felt,
  CAST(NULL AS VARCHAR) AS vaerdi, y.startdato AS dato, y.sagsnummer, y.enhed,
  CASE
    WHEN y.ffb_ydelse_kode IS NULL AND y.ffb_tilbud_kode IS NULL THEN 'FFB-ydelse og FFB-tilbud'
    WHEN y.ffb_ydelse_kode IS NULL THEN 'FFB-ydelse' ELSE 'FFB-tilbud'
  END AS hvad
FROM gaeldende_ydelse y
JOIN dst_kendt d ON y.dst_kode = d.dst_kode AND d.ffb_relevant
CROSS JOIN koersel k
WHERE y.startdato >= CAST('2025-01-01' AS DATE)
  AND (y.startdato < k.periode_fra OR y.startdato > k.periode_til)
  AND (y.ffb_ydelse_kode IS NULL OR y.ffb_tilbud_kode IS NULL)
  AND COALESCE(y.status, '') NOT IN ('draft', 'revoked', 'entered-in-error')
