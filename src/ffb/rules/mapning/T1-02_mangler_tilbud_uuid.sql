/*---
id = "T1-02"
alvor = "fejl"
kilde = "S0, Tabel 1: Ydelser der mangler oplysninger om FFB_Tilbud_UUID"
hvorfor = "Tilbuddet siger, hvor hjælpen gives. DST tæller ydelsen i Tabel 1's kolonne Mangler FFB_Tilbud_UUID."
ejer = "sagsbehandler"
fase = "bestilling"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ydelsen mangler FFB-tilbud"
besked = "{navn} fra {dato} har intet FFB-tilbud."
besked_flertal = "{antal} ydelser mangler FFB-tilbud."
goer = "Vælg det FFB-tilbud, ydelsen gives i, og send igen."
[en]
titel = "The service lacks its FFB offer"
besked = "{navn} starting {dato} has no FFB offer code."
besked_flertal = "{antal} services lack their FFB offer code."
goer = "Choose the FFB offer the service is given in, and deliver again."
[en.ord]
"Ydelsen" = "The service"
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'FFB_TILBUD_UUID' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed,
  y.kommune_kode, y.paragraf, y.dst_kode,
  COALESCE(b.term, 'Ydelsen') AS navn, m.navn AS forventet
FROM ffb_ydelse y
LEFT JOIN begreb_navn b ON y.ffb_ydelse_kode = b.kode
LEFT JOIN (
  SELECT v.ydelse_kode, v.dst_vaerdi, MIN(TRIM(t.term)) AS navn
  FROM mapning v
  JOIN begreb t ON v.tilbud_kode = t.kode
  GROUP BY v.ydelse_kode, v.dst_vaerdi
  HAVING COUNT(DISTINCT v.tilbud_kode) = 1
) m ON y.ffb_ydelse_kode = m.ydelse_kode AND y.dst_sendt = m.dst_vaerdi
WHERE (y.fejl & 2) <> 0
