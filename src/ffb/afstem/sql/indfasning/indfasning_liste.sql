/*---
titel = "Aktive ydelser fra før 2025, der endnu mangler FFB"
grain = "ydelse uden FFB, eller hvis borger mangler faglig udredning"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "3-rapport, For the data steward: Indfasning"
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id, c.cpr, y.ydelse_id, y.paragraf, y.startdato,
  y.sagsnummer, y.enhed, y.sagsbehandler, y.tilbud, y.opfoelgning, y.maaned, y.har_ffb, y.mangler
FROM gammel_ydelse y
LEFT JOIN (SELECT borger_id, MIN(cpr) AS cpr FROM cpr GROUP BY borger_id) c ON y.borger_id = c.borger_id
WHERE NOT y.har_ffb OR y.mangler <> 0
ORDER BY
  CASE WHEN y.opfoelgning IS NULL THEN 1 ELSE 0 END, y.opfoelgning, y.enhed, y.leverance_id, y.fil_nr, y.post_nr,
  y.aktivitet_nr
