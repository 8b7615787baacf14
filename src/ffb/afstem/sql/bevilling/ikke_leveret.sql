/*---
titel = "Bevilget, men aldrig leveret"
grain = "bevilling"
noegle = "bevilling_nr"
kilde = "3-rapport, For the data steward: what never left the house"
---*/
SELECT
  b.bevilling_nr, b.bevilling_id, b.borger_id, b.paragraf, b.fra, b.slutdato, b.sagsnummer, b.enhed, b.aarsag,
  b.anden_paragraf
FROM bevilling_dom b
WHERE b.status = 'ikke_leveret'
ORDER BY b.enhed, b.paragraf, b.fra, b.bevilling_nr
