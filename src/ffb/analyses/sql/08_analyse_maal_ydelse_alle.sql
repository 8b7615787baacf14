/*---
titel = "Hvilke ydelser et mål hører til"
grain = "indsatsmål og ydelse"
noegle = "maal_nr, ydelse_nr"
kilde = "5-viden V04: goal -> its indsats; where no link is given, the citizen's active ydelser at the goal"
gem = true
fast = true
forklaring = "Målet peger på en indsats, eller indsatsen på målet (FHIR); indsatsens ydelser er målets. Fører det ikke til en ydelse, er det borgerens ydelser, der løb på målets dato: afledt."
---*/
WITH indsats AS (
  SELECT maal_nr, borger_nr, gruppe_id, indsats_id
  FROM analyse_maal_alle
  WHERE indsats_id IS NOT NULL
  UNION
  SELECT m.maal_nr, m.borger_nr, m.gruppe_id, i.indsats_id
  FROM analyse_maal_alle m
  JOIN gaeldende_indsats_maal i ON m.gruppe_id = i.gruppe_id AND m.maal_id = i.maal_id
  WHERE i.indsats_id IS NOT NULL
),
knyttet AS (
  SELECT i.maal_nr, y.ydelse_nr
  FROM indsats i
  JOIN analyse_ydelse_alle y
    ON i.borger_nr = y.borger_nr AND i.gruppe_id = y.gruppe_id AND i.indsats_id = y.indsats_id
),
har AS (
  SELECT DISTINCT maal_nr FROM knyttet
)
SELECT maal_nr, ydelse_nr, FALSE AS afledt
FROM knyttet
UNION ALL
SELECT m.maal_nr, y.ydelse_nr, TRUE AS afledt
FROM analyse_maal_alle m
LEFT JOIN har h ON m.maal_nr = h.maal_nr
JOIN analyse_ydelse_alle y
  ON m.borger_nr = y.borger_nr AND y.startdato <= m.dato AND (y.slutdato IS NULL OR y.slutdato >= m.dato)
WHERE h.maal_nr IS NULL
