/*---
titel = "CPR-liste 1: Ydelser med fejl og mangler"
grain = "ydelse med mindst én af de fem fejl"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "S0: cpr. liste der viser, hvilke ydelser der fremgår med fejl og mangler; 3-rapport, CPR-lister"
---*/
SELECT
  y.kommune_kode, y.borger_id, c.cpr, l.system, v.fil_id,
  COALESCE(y.sagsnummer, i.sagsnummer) AS sagsnummer,
  COALESCE(y.enhed, o.enhed) AS enhed,
  COALESCE(y.sagsbehandler, o.sagsbehandler) AS sagsbehandler,
  p.tilbud,
  y.dst_sendt AS dst_kode, y.startdato, y.ydelse_id, y.aktivitet_nr, y.ffb_ydelse_kode, y.ffb_tilbud_kode, y.fejl,
  y.leverance_id, y.fil_nr, y.post_nr
FROM ffb_ydelse y
JOIN leverance_brugt l ON y.leverance_id = l.leverance_id
JOIN leverance v ON y.leverance_id = v.leverance_id
LEFT JOIN (SELECT borger_id, MIN(cpr) AS cpr FROM cpr GROUP BY borger_id) c ON y.borger_id = c.borger_id
LEFT JOIN (
  SELECT gruppe_id, indsats_id, MIN(sagsnummer) AS sagsnummer FROM gaeldende_indsats GROUP BY gruppe_id, indsats_id
) i ON y.gruppe_id = i.gruppe_id AND y.indsats_id = i.indsats_id
LEFT JOIN opslag_sag o ON COALESCE(y.sagsnummer, i.sagsnummer) = o.sagsnummer
LEFT JOIN opslag_tilbud p ON y.p_nummer = p.p_nummer
WHERE (y.fejl & 31) <> 0
ORDER BY
  y.kommune_kode, enhed NULLS LAST, c.cpr, y.startdato, y.ydelse_id, y.leverance_id, y.fil_nr, y.post_nr,
  y.aktivitet_nr
