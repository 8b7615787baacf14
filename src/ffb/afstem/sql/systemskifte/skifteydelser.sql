/*---
titel = "Hver ydelse i de gamle systemer, og hvad der blev af den"
grain = "ydelse i et tidligere anvendt system"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "3-rapport, For the data steward: Systemskifte check: lost, doubled, future-ended ydelser, changed ids"
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id, c.cpr, y.system, y.ydelse_id, y.ny_ydelse_id,
  y.id_skiftet, y.startdato, y.slutdato, y.dst_kode, y.ffb_ydelse_kode, y.ffb_tilbud_kode,
  COALESCE(y.sagsnummer, i.sagsnummer) AS sagsnummer, COALESCE(y.enhed, o.enhed) AS enhed, y.slags, y.udfald
FROM gammel_skifteydelse y
LEFT JOIN (SELECT borger_id, MIN(cpr) AS cpr FROM cpr GROUP BY borger_id) c ON y.borger_id = c.borger_id
LEFT JOIN (
  SELECT r.leverance_id, r.fil_nr, r.post_nr, r.aktivitet_nr, MIN(i.sagsnummer) AS sagsnummer
  FROM gaeldende_ydelse_raekke r
  JOIN gaeldende_indsats i ON r.gruppe_id = i.gruppe_id AND r.indsats_id = i.indsats_id
  GROUP BY r.leverance_id, r.fil_nr, r.post_nr, r.aktivitet_nr
) i
  ON y.leverance_id = i.leverance_id AND y.fil_nr = i.fil_nr AND y.post_nr = i.post_nr
 AND y.aktivitet_nr = i.aktivitet_nr
LEFT JOIN opslag_sag o ON COALESCE(y.sagsnummer, i.sagsnummer) = o.sagsnummer
ORDER BY y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr
