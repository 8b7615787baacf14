/*---
titel = "Ydelser, hvis par er ændret i den nye mapningsvejledning"
grain = "gældende ydelse med et par af par_valgt"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "1-system A6; issue 7: hvem en ændring rammer"
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id, c.cpr, y.ydelse_id, y.sagsnummer, y.enhed,
  y.startdato, y.slutdato, y.dst_kode, y.ffb_tilbud_kode AS tilbud_kode, y.ffb_ydelse_kode AS ydelse_kode
FROM ydelse_periode y
JOIN par_valgt p ON y.ffb_tilbud_kode = p.tilbud_kode AND y.ffb_ydelse_kode = p.ydelse_kode
LEFT JOIN (SELECT borger_id, MIN(cpr) AS cpr FROM cpr GROUP BY borger_id) c ON y.borger_id = c.borger_id
CROSS JOIN koersel k
WHERE (k.kommune IS NULL OR y.kommune_kode = k.kommune)
  AND COALESCE(y.status, 'active') NOT IN ('revoked', 'entered-in-error')
  AND (k.kladde_taeller OR COALESCE(y.status, 'active') <> 'draft')
ORDER BY y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr
