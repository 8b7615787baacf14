/*---
titel = "Hver ydelses målgrupper"
grain = "ydelse, der tæller, målgruppe og rang"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr, maalgruppe_kode, rang"
kilde = "12-model: binds to ydelse_id if given, else indsats_id, else all the citizen's ydelser"
gem = true
fast = true
forklaring = "rang 1 er den primære; siges rangen ikke, er målgruppen primær. En kode, der ikke er en målgruppe i kataloget, er 'ukendt'."
---*/
WITH bundet AS (
  SELECT DISTINCT i.gruppe_id, i.indsats_id, i.maalgruppe_id, i.rang
  FROM gaeldende_indsats_maalgruppe i
),
kodet AS (
  SELECT
    m.leverance_id, m.gruppe_id, m.borger_id, m.kilde_id, m.ydelse_id, m.indsats_id, m.rang,
    CASE WHEN b.art = 'maalgruppe' THEN TRIM(m.ffb_maalgruppe_kode) ELSE 'ukendt' END AS maalgruppe_kode
  FROM gaeldende_maalgruppe m
  LEFT JOIN begreb_navn b ON TRIM(m.ffb_maalgruppe_kode) = b.kode
  WHERE TRIM(m.ffb_maalgruppe_kode) <> ''
),
paa_indsats AS (
  SELECT gruppe_id, indsats_id, maalgruppe_kode, rang
  FROM kodet
  WHERE ydelse_id IS NULL AND indsats_id IS NOT NULL
  UNION ALL
  SELECT b.gruppe_id, b.indsats_id, k.maalgruppe_kode, COALESCE(b.rang, k.rang) AS rang
  FROM bundet b
  JOIN kodet k ON b.gruppe_id = k.gruppe_id AND b.maalgruppe_id = k.kilde_id
),
paa_borger AS (
  SELECT s.kommune_kode, k.borger_id, k.maalgruppe_kode, k.rang
  FROM kodet k
  JOIN leverance_betjener s ON k.leverance_id = s.leverance_id
  LEFT JOIN (SELECT DISTINCT gruppe_id, maalgruppe_id FROM bundet) b
    ON k.gruppe_id = b.gruppe_id AND k.kilde_id = b.maalgruppe_id
  WHERE k.ydelse_id IS NULL AND k.indsats_id IS NULL AND b.maalgruppe_id IS NULL
),
alle AS (
  SELECT y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, k.maalgruppe_kode, k.rang
  FROM analyse_ydelse_alle y
  JOIN kodet k ON y.gruppe_id = k.gruppe_id AND y.ydelse_id = k.ydelse_id
  UNION ALL
  SELECT y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, i.maalgruppe_kode, i.rang
  FROM analyse_ydelse_alle y
  JOIN paa_indsats i ON y.gruppe_id = i.gruppe_id AND y.indsats_id = i.indsats_id
  UNION ALL
  SELECT y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, b.maalgruppe_kode, b.rang
  FROM analyse_ydelse_alle y
  JOIN paa_borger b ON y.kommune_kode = b.kommune_kode AND y.borger_id = b.borger_id
)
SELECT DISTINCT leverance_id, fil_nr, post_nr, aktivitet_nr, maalgruppe_kode, COALESCE(rang, 1) AS rang
FROM alle
