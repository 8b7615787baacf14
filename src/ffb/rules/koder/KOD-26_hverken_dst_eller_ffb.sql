/*---
id = "KOD-26"
alvor = "advarsel"
kilde = "3-rapport: a row with neither DST-kode nor FFB-ydelse counts in uden_alt"
hvorfor = "Ingen kan se, hvad borgeren får, eller om ydelsen hører til FFB. Den tæller ikke i Tabel 1."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ydelsen har hverken DST-kode eller FFB-ydelse"
besked = "Ydelsen fra {dato} har hverken DST-kode eller FFB-ydelse."
besked_flertal = "{antal} ydelser har hverken DST-kode eller FFB-ydelse."
goer = "Vælg ydelsen på bevillingen. Er det ikke en ydelse, skal rækken ikke sendes."
[en]
titel = "The service has neither DST code nor FFB code"
besked = "The service starting {dato} has neither DST code nor FFB service code."
besked_flertal = "{antal} services have neither DST code nor FFB service code."
goer = "Choose the service on the grant. If it is none, do not send the row."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'DST_YDELSE' AS felt, t.dst_kode AS vaerdi,
  t.startdato AS dato, t.sagsnummer, t.enhed
FROM gaeldende_ydelse t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
WHERE t.dst_kode IS NULL AND t.ffb_ydelse_kode IS NULL
