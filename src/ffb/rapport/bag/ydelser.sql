/*---
titel = "Ydelserne bag Tabel 1, én for én"
grain = "ydelse i Tabel 1"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "3-rapport, Tabel 1: fra et tal til dets borgere og rækker"
---*/
SELECT
  y.kommune_kode, y.borger_id, l.system, v.fil_id, f.sti, f.ark, y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr,
  y.paragraf, y.dst_kode, y.dst_sendt, y.startdato, y.ydelse_id, y.ffb_ydelse_kode, y.ffb_tilbud_kode, y.fejl,
  y.skift,
  COALESCE(y.sagsnummer, i.sagsnummer) AS sagsnummer,
  COALESCE(y.enhed, o.enhed) AS enhed,
  COALESCE(y.sagsbehandler, o.sagsbehandler) AS sagsbehandler
FROM ffb_ydelse y
JOIN leverance_brugt l ON y.leverance_id = l.leverance_id
JOIN leverance v ON y.leverance_id = v.leverance_id
LEFT JOIN fil f ON y.leverance_id = f.leverance_id AND y.fil_nr = f.fil_nr
LEFT JOIN (
  SELECT gruppe_id, indsats_id, MIN(sagsnummer) AS sagsnummer FROM gaeldende_indsats GROUP BY gruppe_id, indsats_id
) i ON y.gruppe_id = i.gruppe_id AND y.indsats_id = i.indsats_id
LEFT JOIN opslag_sag o ON COALESCE(y.sagsnummer, i.sagsnummer) = o.sagsnummer
ORDER BY
  y.kommune_kode, y.borger_id, y.startdato, y.ydelse_id, y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr
