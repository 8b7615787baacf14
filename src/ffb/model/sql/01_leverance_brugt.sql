/*---
titel = "De leverancer, der tæller"
grain = "leverance, der indgår"
noegle = "leverance_id"
kilde = "S0: Fra nuværende systemer anvendes den senest modtagne dataleverance; 3-rapport, Gældende data 1-2"
gem = true
forklaring = "Pr. kommune og system: den nyeste fulde leverance og de løbende efter den. direkte = præcis én tabelleverance, hvis rækker tæller, som de står."
---*/
WITH nummereret AS (
  SELECT
    leverance_id, COALESCE(kommune_kode, '') AS kommune_kode, COALESCE(system, '') AS system,
    art, kilde, tid, system_status,
    MIN(leverance_id) OVER (PARTITION BY COALESCE(kommune_kode, ''), COALESCE(system, '')) AS gruppe_id,
    ROW_NUMBER() OVER (
      PARTITION BY COALESCE(kommune_kode, ''), COALESCE(system, '')
      ORDER BY tid DESC, leverance_id DESC
    ) AS nyeste_nr,
    ROW_NUMBER() OVER (
      PARTITION BY COALESCE(kommune_kode, ''), COALESCE(system, ''), CASE WHEN art = 'fuld' THEN 1 ELSE 0 END
      ORDER BY tid DESC, leverance_id DESC
    ) AS nyeste_af_art
  FROM leverance
),
gruppe AS (
  SELECT
    gruppe_id,
    MAX(CASE WHEN nyeste_nr = 1 THEN system_status END) AS system_status,
    MAX(CASE WHEN nyeste_nr = 1 THEN leverance_id END) AS gruppe_nyeste_id,
    MAX(CASE WHEN art = 'fuld' AND nyeste_af_art = 1 THEN tid END) AS base_tid,
    MAX(CASE WHEN art = 'fuld' AND nyeste_af_art = 1 THEN leverance_id END) AS base_id
  FROM nummereret
  GROUP BY gruppe_id
),
valgt AS (
  SELECT
    n.leverance_id, n.kommune_kode, n.system, n.art, n.kilde, n.tid, n.gruppe_id,
    g.gruppe_nyeste_id, g.system_status
  FROM nummereret n
  JOIN gruppe g ON n.gruppe_id = g.gruppe_id
  WHERE (n.art = 'fuld' AND n.leverance_id = g.base_id)
     OR (n.art <> 'fuld' AND (g.base_id IS NULL OR n.tid > g.base_tid))
)
SELECT
  leverance_id, kommune_kode, system, art, kilde, tid, gruppe_id, gruppe_nyeste_id,
  system_status = 'Tidligere anvendt' AS tidligere,
  MAX(tid) OVER (PARTITION BY gruppe_id) AS gruppe_tid,
  COUNT(*) OVER (PARTITION BY gruppe_id) = 1 AND kilde = 'tabel' AS direkte
FROM valgt
