/*---
titel = "Hver ydelses målgrupper"
grain = "ydelse, der tæller, målgruppe og rang"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr, maalgruppe_kode, rang"
kilde = "12-model: binds to ydelse_id if given, else indsats_id, else all the citizen's ydelser; Løbende: målgruppe of a ydelse comes from the carePlan it was granted under"
gem = true
fast = true
forklaring = "En løbende ydelse har de målgrupper, ydelse_bevilget_maalgruppe siger; er der ingen, dem i indsatsens nyeste version. En målgruppe, som en indsats har peget på før, men ingen peger på nu, gælder kun de af borgerens ydelser, der ellers ingen har. rang 1 er den primære; siges rangen ikke, er målgruppen primær. En kode, der ikke er en målgruppe i kataloget, er 'ukendt'."
---*/
WITH bundet AS (
  SELECT DISTINCT i.gruppe_id, i.indsats_id, i.maalgruppe_id, i.rang
  FROM gaeldende_indsats_maalgruppe i
),
peget_foer AS (
  SELECT DISTINCT l.gruppe_id, i.maalgruppe_id
  FROM indsats_maalgruppe_version i
  JOIN leverance_brugt l ON i.leverance_id = l.leverance_id
),
kodet AS (
  SELECT
    m.leverance_id, m.gruppe_id, m.borger_id, m.kilde_id, m.ydelse_id, m.indsats_id, m.rang,
    CASE WHEN b.art = 'maalgruppe' THEN TRIM(m.ffb_maalgruppe_kode) ELSE 'ukendt' END AS maalgruppe_kode
  FROM gaeldende_maalgruppe m
  LEFT JOIN begreb_navn b ON TRIM(m.ffb_maalgruppe_kode) = b.kode
  WHERE TRIM(m.ffb_maalgruppe_kode) <> ''
),
bevilget AS (
  SELECT v.gruppe_id, v.ydelse_id, k.maalgruppe_kode, COALESCE(v.rang, k.rang) AS rang
  FROM ydelse_bevilget_maalgruppe v
  JOIN kodet k ON v.gruppe_id = k.gruppe_id AND v.maalgruppe_id = k.kilde_id
),
paa_indsats AS (
  SELECT b.gruppe_id, b.indsats_id, k.maalgruppe_kode, COALESCE(b.rang, k.rang) AS rang
  FROM bundet b
  JOIN kodet k ON b.gruppe_id = k.gruppe_id AND b.maalgruppe_id = k.kilde_id
),
paa_borger AS (
  SELECT
    s.kommune_kode, k.borger_id, k.maalgruppe_kode, k.rang,
    CASE WHEN f.maalgruppe_id IS NULL THEN 1 ELSE 0 END AS altid
  FROM kodet k
  JOIN leverance_betjener s ON k.leverance_id = s.leverance_id
  LEFT JOIN (SELECT DISTINCT gruppe_id, maalgruppe_id FROM bundet) b
    ON k.gruppe_id = b.gruppe_id AND k.kilde_id = b.maalgruppe_id
  LEFT JOIN peget_foer f ON k.gruppe_id = f.gruppe_id AND k.kilde_id = f.maalgruppe_id
  WHERE k.ydelse_id IS NULL AND k.indsats_id IS NULL AND b.maalgruppe_id IS NULL
),
egne AS (
  SELECT y.ydelse_nr, y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, k.maalgruppe_kode, k.rang
  FROM analyse_ydelse_alle y
  JOIN kodet k ON y.gruppe_id = k.gruppe_id AND y.ydelse_id = k.ydelse_id
  UNION ALL
  SELECT y.ydelse_nr, y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, k.maalgruppe_kode, k.rang
  FROM analyse_ydelse_alle y
  JOIN kodet k ON y.gruppe_id = k.gruppe_id AND y.indsats_id = k.indsats_id
  WHERE k.ydelse_id IS NULL
  UNION ALL
  SELECT y.ydelse_nr, y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, v.maalgruppe_kode, v.rang
  FROM analyse_ydelse_alle y
  JOIN bevilget v ON y.gruppe_id = v.gruppe_id AND y.ydelse_id = v.ydelse_id
  UNION ALL
  SELECT y.ydelse_nr, y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, i.maalgruppe_kode, i.rang
  FROM analyse_ydelse_alle y
  JOIN paa_indsats i ON y.gruppe_id = i.gruppe_id AND y.indsats_id = i.indsats_id
  LEFT JOIN (SELECT DISTINCT gruppe_id, ydelse_id FROM bevilget) v
    ON y.gruppe_id = v.gruppe_id AND y.ydelse_id = v.ydelse_id
  WHERE v.ydelse_id IS NULL
  UNION ALL
  SELECT y.ydelse_nr, y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, b.maalgruppe_kode, b.rang
  FROM analyse_ydelse_alle y
  JOIN paa_borger b ON y.kommune_kode = b.kommune_kode AND y.borger_id = b.borger_id
  WHERE b.altid = 1
),
alle AS (
  SELECT ydelse_nr, leverance_id, fil_nr, post_nr, aktivitet_nr, maalgruppe_kode, rang
  FROM egne
  UNION ALL
  SELECT y.ydelse_nr, y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, b.maalgruppe_kode, b.rang
  FROM analyse_ydelse_alle y
  JOIN paa_borger b ON y.kommune_kode = b.kommune_kode AND y.borger_id = b.borger_id
  LEFT JOIN (SELECT DISTINCT ydelse_nr FROM egne) e ON y.ydelse_nr = e.ydelse_nr
  WHERE b.altid = 0 AND e.ydelse_nr IS NULL
)
SELECT DISTINCT
  ydelse_nr, leverance_id, fil_nr, post_nr, aktivitet_nr, maalgruppe_kode, COALESCE(rang, 1) AS rang
FROM alle
