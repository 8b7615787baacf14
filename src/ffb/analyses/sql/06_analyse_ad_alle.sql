/*---
titel = "Hver vurdering af et A&D-undertema i den gemte historie, hver dag én gang"
grain = "kommune, borger, undertema og dato"
noegle = "kommune_kode, borger_id, kode, dato"
kilde = "12-model, Løbende: a version equal in content and last-asserted date to the former is not a new score"
fast = true
forklaring = "Siges en dag flere gange, gælder den nyeste version; gange er, hvor mange gange netop den score er leveret. alene er 1, hvor temaet kun er leveret den ene gang: så er der intet at ordne. niveau 0-4, 9 ikke vurderet, tomt uden score; 8 ikke relevant er udeladt."
---*/
WITH nummereret AS (
  SELECT
    a.kommune_kode, a.borger_id, a.kode, a.overtema_kode, a.tema_nr, a.niveau, a.dato,
    COUNT(*) OVER (
      PARTITION BY a.kommune_nr, a.borger_id, a.tema_nr, a.dato, COALESCE(a.niveau, -1)
    ) AS gange,
    ROW_NUMBER() OVER (
      PARTITION BY a.kommune_nr, a.borger_id, a.tema_nr, a.dato
      ORDER BY
        CASE WHEN a.niveau IS NULL THEN 1 ELSE 0 END, a.version_tid DESC, a.leverance_id DESC, a.fil_nr DESC,
        a.post_nr DESC, a.tabel
    ) AS nr
  FROM analyse_ad_leveret a
  JOIN analyse_ad_antal f ON a.kommune_nr = f.kommune_nr AND a.borger_id = f.borger_id AND a.tema_nr = f.tema_nr
  WHERE f.antal > 1
)
SELECT
  kommune_kode, borger_id, kode, overtema_kode, tema_nr, niveau, dato, CAST(gange AS BIGINT) AS gange, 0 AS alene
FROM nummereret
WHERE nr = 1 AND (niveau IS NULL OR niveau <> 8)
UNION ALL
SELECT
  k.kommune_kode, a.borger_id, u.kode, u.overtema_kode, a.tema_nr, a.niveau, a.dato, CAST(1 AS BIGINT) AS gange, 1 AS alene
FROM analyse_ad_antal a
JOIN (SELECT DISTINCT kommune_nr, kommune_kode FROM leverance_betjener) k ON a.kommune_nr = k.kommune_nr
JOIN analyse_undertema u ON a.tema_nr = u.tema_nr
WHERE a.antal = 1 AND (a.niveau IS NULL OR a.niveau <> 8)
