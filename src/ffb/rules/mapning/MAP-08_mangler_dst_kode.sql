/*---
id = "MAP-08"
alvor = "advarsel"
kilde = "S0, Tabel 1: Derudover skal kombinationen af disse mappe korrekt til en DST-ydelseskode"
hvorfor = "Uden DST-kode kan DST ikke se, om parret mapper rigtigt. Kun FHIR-uddatasættet har ingen plads til koden."
ejer = "it_leverandoer"
fase = "indberetning"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse", "mapning"]
[da]
titel = "Ydelsen mangler DST-kode"
besked = "{ydelse} fra {dato} er sendt uden DST-kode. Vejledningen siger {forventet}."
besked_flertal = "{antal} ydelser er sendt uden DST-kode."
goer = "Lad fagsystemet sende DST-koden fra mapningsvejledningens kolonne G."
[en]
titel = "The service lacks its DST code"
besked = "{ydelse} starting {dato} is sent without a DST code. The guide says {forventet}."
besked_flertal = "{antal} services are sent without a DST code."
goer = "Let the case system send the DST code from column G of the mapping guide."
[en.ord]
" eller " = " or "
---*/
WITH koder AS (
  SELECT
    tilbud_kode, ydelse_kode,
    MIN(dst_vaerdi) || CASE WHEN MIN(dst_vaerdi) <> MAX(dst_vaerdi) THEN ' eller ' || MAX(dst_vaerdi) ELSE '' END AS tekst
  FROM mapning WHERE dst_vaerdi IS NOT NULL
  GROUP BY tilbud_kode, ydelse_kode
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'DST_YDELSE' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, k.tekst AS forventet, t.term AS ydelse,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM gaeldende_ydelse y
JOIN leverance_brugt l ON y.leverance_id = l.leverance_id
JOIN koder k ON y.ffb_tilbud_kode = k.tilbud_kode AND y.ffb_ydelse_kode = k.ydelse_kode
JOIN begreb_navn t ON y.ffb_ydelse_kode = t.kode AND t.art = 'ydelse'
WHERE l.kilde = 'tabel' AND y.dst_kode IS NULL
