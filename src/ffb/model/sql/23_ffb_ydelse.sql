/*---
titel = "FFB-relevante ydelser startet i perioden, med alle oplysninger"
grain = "ydelse i Tabel 1"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "3-rapport, Tabel 1"
forklaring = "har_dst = DST-koden er sendt og kendt, så mapningen kan bedømmes; afledt = koden er vejledningens eneste for parret."
gem = true
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id, y.gruppe_id, y.kommune_kode, y.ydelse_id,
  y.indsats_id, y.sagsnummer, y.ffb_ydelse_kode, y.ffb_tilbud_kode, y.startdato, y.enhed, y.sagsbehandler,
  y.p_nummer, c.paragraf, COALESCE(c.dst_effektiv, c.dst_afledt) AS dst_kode, y.dst_kode AS dst_sendt,
  c.dst_effektiv IS NOT NULL AS har_dst,
  c.dst_afledt IS NOT NULL AS afledt,
  d.fejl, d.skift
FROM ffb_dom d
JOIN ydelse_periode y
  ON d.leverance_id = y.leverance_id AND d.fil_nr = y.fil_nr AND d.post_nr = y.post_nr
 AND d.aktivitet_nr = y.aktivitet_nr
JOIN kombination c ON d.kombination_nr = c.kombination_nr
