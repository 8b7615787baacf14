/*---
titel = "Oversigt over dataleverancer"
grain = "kommune og leverance, der indgår"
noegle = "kommune_kode, leverance_id"
kilde = "S0: Oversigt over dataleverancer anvendt til statistikproduktion; art og raekker er vores"
---*/
WITH moedt AS (
  SELECT kommune_kode FROM leverance_brugt
  UNION
  SELECT kommune_kode FROM ydelse_talt WHERE NOT fremmed
),
betjent AS (
  SELECT b.leverance_id, b.kommune_kode
  FROM leverance_betjener b
  JOIN moedt m ON b.kommune_kode = m.kommune_kode
  UNION
  SELECT leverance_id, kommune_kode FROM ydelse_talt WHERE NOT fremmed
),
antal AS (
  SELECT leverance_id, CAST(SUM(raekker) AS BIGINT) AS raekker FROM leverance_tabel GROUP BY leverance_id
)
SELECT
  b.kommune_kode, l.leverance_id, v.fil_id, v.tid, v.tid_tekst, l.system, l.system_status, l.art, a.raekker
FROM betjent b
JOIN (
  SELECT
    leverance_id, system, art, gruppe_id,
    CASE WHEN tidligere THEN 'Tidligere anvendt' ELSE 'Nuværende' END AS system_status
  FROM leverance_brugt
) l ON b.leverance_id = l.leverance_id
JOIN leverance v ON b.leverance_id = v.leverance_id
LEFT JOIN antal a ON b.leverance_id = a.leverance_id
ORDER BY b.kommune_kode, l.system, v.tid, l.leverance_id
