/*---
titel = "Hvert F&F- og omgivelsesundertema om en borger, og den dag det først blev registreret"
grain = "borger med en ydelse og undertema"
noegle = "borger_nr, tema_nr"
kilde = "5-viden V02, V16: registered at or before start; 12-model, Løbende: den gemte historie"
gem = true
fast = true
forklaring = "En udredning, der senere er skrevet om, var der også ved visitationen: en tidligere version tæller, når dens ressource stadig gælder og handler om det samme tema. dato er den tidligste, tom uden en dato."
---*/
WITH version AS (
  SELECT leverance_id, borger_id, kilde_id, trukket, kode, dato FROM udredningstema_version
  UNION ALL
  SELECT leverance_id, borger_id, kilde_id, trukket, kode, dato FROM aktivitet_deltagelse_version
  WHERE niveau IS NULL OR niveau <> 8
),
gaelder AS (
  SELECT gruppe_id, kilde_id, kode FROM gaeldende_udredningstema WHERE kilde_id IS NOT NULL
  UNION
  SELECT gruppe_id, kilde_id, kode FROM gaeldende_aktivitet_deltagelse
  WHERE kilde_id IS NOT NULL AND (niveau IS NULL OR niveau <> 8)
)
SELECT b.borger_nr, t.tema_nr, t.art, MIN(v.dato) AS dato
FROM version v
JOIN analyse_undertema t ON v.kode = t.kode AND t.art <> 'ad_undertema'
JOIN leverance_brugt l ON v.leverance_id = l.leverance_id
JOIN leverance_betjener s ON v.leverance_id = s.leverance_id
JOIN analyse_borger_alle b ON s.kommune_kode = b.kommune_kode AND v.borger_id = b.borger_id
LEFT JOIN gaelder g ON l.gruppe_id = g.gruppe_id AND v.kilde_id = g.kilde_id AND v.kode = g.kode
WHERE NOT v.trukket
  AND (l.direkte OR (l.kilde = 'tabel' AND v.kilde_id IS NULL) OR g.kilde_id IS NOT NULL)
GROUP BY b.borger_nr, t.tema_nr, t.art
