/*---
id = "T1-01"
alvor = "fejl"
kilde = "S0, Tabel 1: Ydelser der mangler oplysninger om FFB_Ydelse_UUID"
hvorfor = "Uden FFB-ydelse ved ingen, hvad borgeren får; DST tæller ydelsen i Tabel 1's kolonne Mangler FFB_Ydelse_UUID."
ejer = "sagsbehandler"
fase = "bestilling"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ydelsen mangler FFB-ydelse"
besked = "Ydelsen fra {dato} har ingen FFB-ydelse."
besked_flertal = "{antal} ydelser mangler FFB-ydelse."
goer = "Vælg FFB-ydelse på bevillingen, og send igen."
[en]
titel = "The service lacks its FFB service code"
besked = "The service starting {dato} has no FFB service code."
besked_flertal = "{antal} services lack their FFB service code."
goer = "Choose the FFB service on the grant, and deliver again."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'FFB_YDELSE_UUID' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed,
  y.kommune_kode, y.paragraf, y.dst_kode
FROM ffb_ydelse y
WHERE (y.fejl & 1) <> 0
