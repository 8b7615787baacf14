/*---
titel = "Hvilke ydelser et mål hører til"
grain = "kommune, indsatsmål og ydelse"
noegle = "kommune_kode, leverance_id, fil_nr, post_nr, ydelse_leverance_id, ydelse_fil_nr, ydelse_post_nr, aktivitet_nr"
kilde = "5-viden V04: goal -> its indsats; where no link is given, the citizen's active ydelser at the goal"
gem = true
fast = true
forklaring = "Målet peger på en indsats, eller indsatsen på målet (FHIR); indsatsens ydelser er målets. Fører det ikke til en ydelse, er det borgerens ydelser, der løb på målets dato: afledt."
---*/
WITH indsats AS (
  SELECT kommune_kode, leverance_id, fil_nr, post_nr, gruppe_id, borger_id, indsats_id
  FROM analyse_maal_alle
  WHERE indsats_id IS NOT NULL
  UNION
  SELECT m.kommune_kode, m.leverance_id, m.fil_nr, m.post_nr, m.gruppe_id, m.borger_id, i.indsats_id
  FROM analyse_maal_alle m
  JOIN gaeldende_indsats_maal i ON m.gruppe_id = i.gruppe_id AND m.maal_id = i.maal_id
  WHERE i.indsats_id IS NOT NULL
),
knyttet AS (
  SELECT
    i.kommune_kode, i.leverance_id, i.fil_nr, i.post_nr, y.leverance_id AS ydelse_leverance_id,
    y.fil_nr AS ydelse_fil_nr, y.post_nr AS ydelse_post_nr, y.aktivitet_nr
  FROM indsats i
  JOIN analyse_ydelse_alle y
    ON i.kommune_kode = y.kommune_kode AND i.gruppe_id = y.gruppe_id AND i.borger_id = y.borger_id
   AND i.indsats_id = y.indsats_id
),
har AS (
  SELECT DISTINCT kommune_kode, leverance_id, fil_nr, post_nr FROM knyttet
)
SELECT
  kommune_kode, leverance_id, fil_nr, post_nr, ydelse_leverance_id, ydelse_fil_nr, ydelse_post_nr, aktivitet_nr,
  FALSE AS afledt
FROM knyttet
UNION ALL
SELECT
  m.kommune_kode, m.leverance_id, m.fil_nr, m.post_nr, y.leverance_id AS ydelse_leverance_id,
  y.fil_nr AS ydelse_fil_nr, y.post_nr AS ydelse_post_nr, y.aktivitet_nr, TRUE AS afledt
FROM analyse_maal_alle m
LEFT JOIN har h
  ON m.kommune_kode = h.kommune_kode AND m.leverance_id = h.leverance_id AND m.fil_nr = h.fil_nr
 AND m.post_nr = h.post_nr
JOIN analyse_ydelse_alle y
  ON m.kommune_kode = y.kommune_kode AND m.borger_id = y.borger_id AND y.startdato <= m.dato
 AND (y.slutdato IS NULL OR y.slutdato >= m.dato)
WHERE h.kommune_kode IS NULL
