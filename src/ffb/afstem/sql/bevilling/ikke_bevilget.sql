/*---
titel = "Leveret, men ikke bevilget"
grain = "ydelse"
noegle = "levering_nr"
kilde = "3-rapport, For the data steward: what should not be there"
---*/
SELECT
  l.levering_nr, l.ydelse_id, l.borger_id, c.cpr, l.paragraf, l.fra, l.slutdato, l.sagsnummer, l.enhed, l.sagsbehandler,
  l.system, l.aarsag, l.anden_paragraf
FROM levering_dom l
LEFT JOIN (SELECT borger_id, MIN(cpr) AS cpr FROM cpr GROUP BY borger_id) c ON l.borger_id = c.borger_id
WHERE l.status = 'ikke_bevilget'
ORDER BY l.enhed, l.paragraf, l.fra, l.levering_nr
