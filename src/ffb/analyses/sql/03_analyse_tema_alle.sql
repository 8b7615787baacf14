/*---
titel = "Hver registrering af et undertema, med kommune og overtema"
grain = "kommune og registrering"
noegle = "kommune_kode, tabel, leverance_id, fil_nr, post_nr"
kilde = "3-rapport, Tabel 2: et tema dømmes efter sin kodes art, i hvilken af de to tabeller det end står"
fast = true
forklaring = "art: ff_undertema, omgivelse_undertema eller ad_undertema. niveau 0-4, 9 ikke vurderet, tomt uden score; 8 ikke relevant er udeladt. borger_nr er tom for en borger uden en FFB-relevant ydelse."
---*/
WITH registrering AS (
  SELECT leverance_id, fil_nr, post_nr, borger_id, kode, CAST(NULL AS INTEGER) AS niveau, dato, 'udredningstema' AS tabel
  FROM gaeldende_udredningstema
  UNION ALL
  SELECT leverance_id, fil_nr, post_nr, borger_id, kode, niveau, dato, 'aktivitet_deltagelse' AS tabel
  FROM gaeldende_aktivitet_deltagelse
  WHERE niveau IS NULL OR niveau <> 8
)
SELECT
  b.borger_nr, t.tema_nr, s.kommune_kode, r.tabel, r.leverance_id, r.fil_nr, r.post_nr, r.borger_id, r.kode, t.art, t.overtema_kode,
  r.niveau, r.dato
FROM registrering r
JOIN analyse_undertema t ON r.kode = t.kode
JOIN leverance_betjener s ON r.leverance_id = s.leverance_id
LEFT JOIN analyse_borger_alle b ON s.kommune_kode = b.kommune_kode AND r.borger_id = b.borger_id
