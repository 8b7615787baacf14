/*---
titel = "Ydelser startet i perioden, med alle oplysninger"
grain = "ydelse, der tæller"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "som ydelse_dom"
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id, y.gruppe_id, y.kommune_kode,
  y.ydelse_id, y.indsats_id, y.sagsnummer, y.dst_kode, y.ffb_ydelse_kode, y.ffb_tilbud_kode, y.startdato,
  y.slutdato, y.p_nummer, y.afdeling_uuid, y.enhed, y.sagsbehandler,
  c.dst_effektiv, c.dst_afledt, c.paragraf, c.fejl, c.ydelse_uden_for_katalog, d.relevant
FROM ydelse_dom d
JOIN ydelse_periode y
  ON d.leverance_id = y.leverance_id AND d.fil_nr = y.fil_nr AND d.post_nr = y.post_nr
 AND d.aktivitet_nr = y.aktivitet_nr
JOIN kombination c ON d.kombination_nr = c.kombination_nr
