/*---
titel = "CPR-liste 2: Borgere der mangler oplysninger"
grain = "borger med mindst én mangel, og hendes ydelser i perioden"
noegle = "kommune_kode, borger_id, leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "S0: cpr. liste der viser, hvilke borgere der mangler relevante oplysninger; 3-rapport, CPR-lister"
---*/
SELECT
  b.kommune_kode, b.borger_id, c.cpr, b.mangler, y.ydelse_id, y.ffb_ydelse_kode, y.startdato, y.paragraf,
  COALESCE(y.sagsnummer, i.sagsnummer) AS sagsnummer,
  COALESCE(y.enhed, o.enhed) AS enhed,
  COALESCE(y.sagsbehandler, o.sagsbehandler) AS sagsbehandler,
  p.tilbud,
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr
FROM borger_status b
JOIN ffb_ydelse y ON b.kommune_kode = y.kommune_kode AND b.borger_id = y.borger_id
LEFT JOIN (SELECT borger_id, MIN(cpr) AS cpr FROM cpr GROUP BY borger_id) c ON b.borger_id = c.borger_id
LEFT JOIN (
  SELECT gruppe_id, indsats_id, MIN(sagsnummer) AS sagsnummer FROM gaeldende_indsats GROUP BY gruppe_id, indsats_id
) i ON y.gruppe_id = i.gruppe_id AND y.indsats_id = i.indsats_id
LEFT JOIN opslag_sag o ON COALESCE(y.sagsnummer, i.sagsnummer) = o.sagsnummer
LEFT JOIN opslag_tilbud p ON y.p_nummer = p.p_nummer
WHERE b.mangler <> 0
ORDER BY
  b.kommune_kode, c.cpr, b.borger_id, y.startdato, y.ydelse_id, y.leverance_id, y.fil_nr, y.post_nr,
  y.aktivitet_nr
