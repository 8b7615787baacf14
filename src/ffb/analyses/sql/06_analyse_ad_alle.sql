/*---
titel = "Hver vurdering af et A&D-undertema i den gemte historie, hver dag én gang"
grain = "kommune, borger, undertema og dato"
noegle = "kommune_kode, borger_id, kode, dato"
kilde = "12-model, Løbende: Score date = ConditionLastAssertedDate, else recordedDate; a version equal in content and last-asserted date to the former is not a new score"
fast = true
forklaring = "En tidligere version tæller, når dens ressource stadig gælder og handler om det samme tema. Siges en dag flere gange, gælder den nyeste version; gange er, hvor mange gange netop den score er leveret. niveau 0-4, 9 ikke vurderet, tomt uden score; 8 ikke relevant er udeladt."
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
),
taeller AS (
  SELECT
    v.leverance_id, v.fil_nr, v.post_nr, v.borger_id, v.kode, t.overtema_kode, t.tema_nr, v.niveau, v.dato, v.tabel,
    COALESCE(v.version_tid, l.tid) AS version_tid
  FROM version v
  JOIN analyse_undertema t ON v.kode = t.kode AND t.art = 'ad_undertema'
  JOIN leverance_brugt l ON v.leverance_id = l.leverance_id
  LEFT JOIN gaelder g ON l.gruppe_id = g.gruppe_id AND v.kilde_id = g.kilde_id AND v.kode = g.kode
  WHERE NOT v.trukket
    AND (l.direkte OR (l.kilde = 'tabel' AND v.kilde_id IS NULL) OR g.kilde_id IS NOT NULL)
),
nummereret AS (
  SELECT
    s.kommune_kode, t.borger_id, t.kode, t.overtema_kode, t.tema_nr, t.niveau, t.dato,
    COUNT(*) OVER (
      PARTITION BY s.kommune_nr, t.borger_id, t.tema_nr, t.dato, COALESCE(t.niveau, -1)
    ) AS gange,
    ROW_NUMBER() OVER (
      PARTITION BY s.kommune_nr, t.borger_id, t.tema_nr, t.dato
      ORDER BY
        CASE WHEN t.niveau IS NULL THEN 1 ELSE 0 END, t.version_tid DESC, t.leverance_id DESC, t.fil_nr DESC,
        t.post_nr DESC, t.tabel
    ) AS nr
  FROM taeller t
  JOIN leverance_betjener s ON t.leverance_id = s.leverance_id
)
SELECT kommune_kode, borger_id, kode, overtema_kode, tema_nr, niveau, dato, CAST(gange AS BIGINT) AS gange
FROM nummereret
WHERE nr = 1 AND (niveau IS NULL OR niveau <> 8)
