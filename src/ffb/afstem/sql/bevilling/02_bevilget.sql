/*---
titel = "Bevillingslistens FFB-bevillinger"
grain = "linje på bevillingslisten"
noegle = "bevilling_nr"
kilde = "3-rapport, For the data steward: Afstemning against a bevillingsliste (CSV: CPR, paragraf, start, slut)"
visning = true
---*/
SELECT
  b.bevilling_nr, b.bevilling_id, b.borger_id, b.paragraf, b.startdato AS fra,
  COALESCE(b.slutdato, CAST('2999-12-31' AS DATE)) AS til, b.slutdato, b.sagsnummer,
  COALESCE(b.enhed, o.enhed) AS enhed
FROM bevilling b
LEFT JOIN opslag_sag o ON b.sagsnummer = o.sagsnummer
