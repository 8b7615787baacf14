/*---
titel = "Hvad borgerne i udvalget er beskæftiget med, først i perioden og på udvalgets dag"
grain = "borger og ende ('fra' eller 'til')"
noegle = "borger_nr, ende"
gem = true
kilde = "5-viden V14: §103/§104 from ydelser; transitions protected → ordinary"
forklaring = "nr 1 er §103 og 2 §104 af løbende ydelser, dernæst den nyeste måned, der er kendt. Ved periodens begyndelse gælder den første måned i perioden, hvor ingen tidligere er kendt. maaned er tom, når det er ydelsen, der siger det."
---*/
WITH dag AS (
  SELECT
    v.ende, v.dag,
    CAST(EXTRACT(year FROM v.dag) * 100 + EXTRACT(month FROM v.dag) AS VARCHAR) AS maaned
  FROM (
    SELECT 'fra' AS ende, periode_fra AS dag FROM analyse_valg
    UNION ALL SELECT 'til' AS ende, dag FROM analyse_valg
  ) v
),
graense AS (
  SELECT MAX(CASE WHEN ende = 'fra' THEN maaned END) AS fra, MAX(CASE WHEN ende = 'til' THEN maaned END) AS til
  FROM dag
),
kandidat AS (
  SELECT
    d.ende, y.borger_nr, CASE y.paragraf WHEN '§103' THEN 1 ELSE 2 END AS nr, CAST(NULL AS VARCHAR) AS maaned
  FROM analyse_ydelse_alle y
  JOIN dag d ON y.startdato <= d.dag AND (y.slutdato IS NULL OR y.slutdato >= d.dag)
  WHERE y.paragraf IN ('§103', '§104')
  UNION ALL
  SELECT 'til' AS ende, b.borger_nr, b.nr, b.maaned
  FROM analyse_beskaeftigelse_alle b
  CROSS JOIN graense g
  WHERE b.maaned <= g.til AND (b.naeste IS NULL OR b.naeste > g.til)
  UNION ALL
  SELECT 'fra' AS ende, b.borger_nr, b.nr, b.maaned
  FROM analyse_beskaeftigelse_alle b
  CROSS JOIN graense g
  WHERE b.maaned <= g.fra AND (b.naeste IS NULL OR b.naeste > g.fra)
     OR b.foerste = 1 AND b.maaned > g.fra AND b.maaned <= g.til
),
valgt AS (
  SELECT ende, borger_nr, MIN(nr) AS nr, MAX(maaned) AS maaned
  FROM kandidat
  GROUP BY ende, borger_nr
)
SELECT b.borger_nr, b.kommune_kode, n.ende, n.nr, CASE WHEN n.nr > 2 THEN n.maaned END AS maaned
FROM analyse_borger b
JOIN valgt n ON b.borger_nr = n.borger_nr
