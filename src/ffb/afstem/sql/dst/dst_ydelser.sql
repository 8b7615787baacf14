/*---
titel = "Alle leverede ydelser for borgerne på Danmarks Statistiks lister, og om de tæller"
grain = "leveret ydelse, også fra leverancer, der er afløst"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "3-rapport, For the data steward: DST's CPR lists read in and joined with ours"
---*/
SELECT
  v.borger_id, v.ydelse_id, v.startdato, NULLIF(TRIM(v.dst_kode), '') AS dst_kode,
  COALESCE(v.sagsnummer, g.sagsnummer) AS sagsnummer, l.system,
  b.leverance_id IS NOT NULL AS brugt, COALESCE(b.tidligere, FALSE) AS tidligere,
  g.leverance_id IS NOT NULL AS taeller, d.leverance_id IS NOT NULL AS relevant, COALESCE(d.fejl, 0) AS fejl
FROM ydelse_version v
JOIN dst_borger k ON v.borger_id = k.borger_id
JOIN leverance l ON v.leverance_id = l.leverance_id
LEFT JOIN leverance_brugt b ON v.leverance_id = b.leverance_id
LEFT JOIN gaeldende_ydelse g
  ON v.leverance_id = g.leverance_id AND v.fil_nr = g.fil_nr AND v.post_nr = g.post_nr
 AND v.aktivitet_nr = g.aktivitet_nr
LEFT JOIN ffb_dom d
  ON v.leverance_id = d.leverance_id AND v.fil_nr = d.fil_nr AND v.post_nr = d.post_nr
 AND v.aktivitet_nr = d.aktivitet_nr
ORDER BY v.leverance_id, v.fil_nr, v.post_nr, v.aktivitet_nr
