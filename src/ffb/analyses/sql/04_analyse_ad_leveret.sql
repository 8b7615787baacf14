/*---
titel = "Hver gang en vurdering af et A&D-undertema, der tæller, er leveret"
grain = "kommune og levering af en vurdering"
noegle = "kommune_kode, tabel, leverance_id, fil_nr, post_nr"
kilde = "12-model, Løbende: Score date = ConditionLastAssertedDate, else recordedDate"
fast = true
forklaring = "En tidligere version tæller, når dens ressource stadig gælder og handler om det samme tema."
---*/
WITH version AS (
  SELECT
    leverance_id, fil_nr, post_nr, borger_id, kilde_id, version_tid, trukket, kode, niveau, dato,
    'aktivitet_deltagelse' AS tabel
  FROM aktivitet_deltagelse_version
  UNION ALL
  SELECT
    leverance_id, fil_nr, post_nr, borger_id, kilde_id, version_tid, trukket, kode, CAST(NULL AS INTEGER) AS niveau,
    dato, 'udredningstema' AS tabel
  FROM udredningstema_version
),
gaelder AS (
  SELECT gruppe_id, kilde_id, kode FROM gaeldende_aktivitet_deltagelse WHERE kilde_id IS NOT NULL
  UNION
  SELECT gruppe_id, kilde_id, kode FROM gaeldende_udredningstema WHERE kilde_id IS NOT NULL
)
SELECT
  s.kommune_kode, s.kommune_nr, v.leverance_id, v.fil_nr, v.post_nr, v.borger_id, v.kode, t.overtema_kode, t.tema_nr,
  v.niveau, v.dato, v.tabel, COALESCE(v.version_tid, l.tid) AS version_tid
FROM version v
JOIN analyse_undertema t ON v.kode = t.kode AND t.art = 'ad_undertema'
JOIN leverance_brugt l ON v.leverance_id = l.leverance_id
JOIN leverance_betjener s ON v.leverance_id = s.leverance_id
LEFT JOIN gaelder g ON l.gruppe_id = g.gruppe_id AND v.kilde_id = g.kilde_id AND v.kode = g.kode
WHERE NOT v.trukket
  AND (l.direkte OR (l.kilde = 'tabel' AND v.kilde_id IS NULL) OR g.kilde_id IS NOT NULL)
