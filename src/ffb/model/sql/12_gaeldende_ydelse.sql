/*---
titel = "Gældende ydelser"
grain = "ydelse, der tæller"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "3-rapport, Gældende data - which rows count"
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id, y.gruppe_id, y.kommune_kode,
  y.leverance_kommune, y.ydelse_id, y.indsats_id, y.sagsnummer, y.dst_kode, y.ffb_ydelse_kode,
  y.ffb_tilbud_kode, y.startdato, y.slutdato, y.p_nummer, y.afdeling_uuid, y.enhed, y.sagsbehandler,
  y.status, y.hensigt
FROM ydelse_talt y
LEFT JOIN ydelse_doblet d
  ON y.leverance_id = d.leverance_id AND y.fil_nr = d.fil_nr AND y.post_nr = d.post_nr
 AND y.aktivitet_nr = d.aktivitet_nr
WHERE NOT y.fremmed AND d.leverance_id IS NULL
