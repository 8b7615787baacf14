/*---
titel = "Hvert F&F- og omgivelsesundertema om en borger, og den dag det først blev registreret"
grain = "kommune, borger og undertema"
noegle = "kommune_kode, borger_id, kode"
kilde = "5-viden V02, V16: registered at or before start; 12-model, Løbende: den gemte historie"
gem = true
fast = true
forklaring = "En udredning, der senere er skrevet om, var der også ved visitationen: en tidligere version tæller, når dens ressource stadig gælder og handler om det samme tema. dato er den tidligste, tom uden en dato."
---*/
WITH tema AS (
  SELECT kode, MIN(art) AS art, MIN(overtema_kode) AS overtema_kode
  FROM begreb
  WHERE art IN ('ff_undertema', 'omgivelse_undertema')
  GROUP BY kode
),
version AS (
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
SELECT
  s.kommune_kode, v.borger_id, v.kode, MIN(t.art) AS art, MIN(t.overtema_kode) AS overtema_kode, MIN(v.dato) AS dato
FROM version v
JOIN tema t ON v.kode = t.kode
JOIN leverance_brugt l ON v.leverance_id = l.leverance_id
JOIN leverance_betjener s ON v.leverance_id = s.leverance_id
LEFT JOIN gaelder g ON l.gruppe_id = g.gruppe_id AND v.kilde_id = g.kilde_id AND v.kode = g.kode
WHERE NOT v.trukket
  AND (l.direkte OR (l.kilde = 'tabel' AND v.kilde_id IS NULL) OR g.kilde_id IS NOT NULL)
GROUP BY s.kommune_kode, v.borger_id, v.kode
