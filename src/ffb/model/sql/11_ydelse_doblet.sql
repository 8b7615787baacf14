/*---
titel = "Ydelser, der også står i et nyere system efter et systemskifte"
grain = "ydelse i et tidligere anvendt system"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "12-model: The same ydelse in an old and a new system after a systemskifte: joined on (CPR, DST-kode, pair, startdato), counted once, stated"
gem = true
---*/
SELECT DISTINCT g.leverance_id, g.fil_nr, g.post_nr, g.aktivitet_nr
FROM ydelse_talt g
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
