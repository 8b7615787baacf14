/*---
titel = "Gældende ydelser startet i perioden"
grain = "ydelse, der tæller"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "S0: Der indgår kun ydelser der er startet i perioden: 1. januar 2025 - 31. december 2025 (begge dage inkl.)"
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id, y.gruppe_id, y.kommune_kode,
  y.leverance_kommune, y.ydelse_id, y.indsats_id, y.sagsnummer, y.dst_kode, y.ffb_ydelse_kode,
  y.ffb_tilbud_kode, y.startdato, y.slutdato, y.p_nummer, y.afdeling_uuid, y.enhed, y.sagsbehandler,
  y.status, y.hensigt
FROM gaeldende_ydelse y
CROSS JOIN koersel k
WHERE y.startdato BETWEEN k.periode_fra AND k.periode_til
  AND (k.kommune IS NULL OR y.kommune_kode = k.kommune)
