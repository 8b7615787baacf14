/*---
titel = "Den samme ydelse i et tidligere anvendt og i et nyere system"
grain = "ydelse i et tidligere anvendt system, og den samme i et nyere"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr, ny_leverance_id, ny_fil_nr, ny_post_nr, ny_aktivitet_nr"
kilde = "12-model: The same ydelse in an old and a new system after a systemskifte: joined on (CPR, DST-kode, pair, startdato)"
forklaring = "talt: den gamle er slut, så den ville tælle, hvis den ikke også var i det nye."
---*/
SELECT
  g.leverance_id, g.fil_nr, g.post_nr, g.aktivitet_nr, g.ydelse_id, n.leverance_id AS ny_leverance_id,
  n.fil_nr AS ny_fil_nr, n.post_nr AS ny_post_nr, n.aktivitet_nr AS ny_aktivitet_nr, n.ydelse_id AS ny_ydelse_id,
  g.slutdato <= CAST(g.gruppe_tid AS DATE) AS talt
FROM ydelse_alle g
JOIN ydelse_talt n
  ON g.borger_id = n.borger_id
 AND g.startdato = n.startdato
 AND g.kommune_kode = n.kommune_kode
 AND COALESCE(g.dst_kode, '') = COALESCE(n.dst_kode, '')
 AND COALESCE(g.ffb_ydelse_kode, '') = COALESCE(n.ffb_ydelse_kode, '')
 AND COALESCE(g.ffb_tilbud_kode, '') = COALESCE(n.ffb_tilbud_kode, '')
WHERE g.tidligere AND NOT g.fremmed AND NOT n.fremmed AND g.gruppe_id <> n.gruppe_id
  AND (
    NOT n.tidligere
    OR n.gruppe_tid > g.gruppe_tid
    OR (n.gruppe_tid = g.gruppe_tid AND n.gruppe_nyeste_id > g.gruppe_nyeste_id)
  )
