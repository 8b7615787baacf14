/*---
titel = "Hvad borgerne i udvalget er beskæftiget med, først i perioden og på udvalgets dag"
grain = "kommune, borger og ende ('fra' eller 'til')"
noegle = "kommune_kode, borger_id, ende"
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
ydelse AS (
  SELECT d.ende, y.kommune_kode, y.borger_id, MIN(CASE y.paragraf WHEN '§103' THEN 1 ELSE 2 END) AS nr
  FROM analyse_ydelse_alle y
  JOIN dag d ON y.startdato <= d.dag AND (y.slutdato IS NULL OR y.slutdato >= d.dag)
  WHERE y.paragraf IN ('§103', '§104')
  GROUP BY d.ende, y.kommune_kode, y.borger_id
),
graense AS (
  SELECT MAX(CASE WHEN ende = 'fra' THEN maaned END) AS fra, MAX(CASE WHEN ende = 'til' THEN maaned END) AS til
  FROM dag
),
kendt AS (
  SELECT
    b.kommune_kode, b.borger_id,
    COALESCE(
      MAX(CASE WHEN b.maaned <= g.fra THEN b.maaned END), MIN(CASE WHEN b.maaned <= g.til THEN b.maaned END)
    ) AS fra,
    MAX(CASE WHEN b.maaned <= g.til THEN b.maaned END) AS til
  FROM analyse_beskaeftigelse_alle b
  CROSS JOIN graense g
  GROUP BY b.kommune_kode, b.borger_id
),
maaned AS (
  SELECT 'fra' AS ende, kommune_kode, borger_id, fra AS maaned FROM kendt
  UNION ALL
  SELECT 'til' AS ende, kommune_kode, borger_id, til AS maaned FROM kendt
)
SELECT
  b.kommune_kode, b.borger_id, e.ende, COALESCE(y.nr, m.nr) AS nr,
  CASE WHEN y.nr IS NULL THEN m.maaned END AS maaned
FROM analyse_borger b
CROSS JOIN dag e
LEFT JOIN ydelse y ON b.kommune_kode = y.kommune_kode AND b.borger_id = y.borger_id AND e.ende = y.ende
LEFT JOIN (
  SELECT n.ende, a.kommune_kode, a.borger_id, a.maaned, a.nr
  FROM maaned n
  JOIN analyse_beskaeftigelse_alle a
    ON n.kommune_kode = a.kommune_kode AND n.borger_id = a.borger_id AND n.maaned = a.maaned
) m ON b.kommune_kode = m.kommune_kode AND b.borger_id = m.borger_id AND e.ende = m.ende
WHERE COALESCE(y.nr, m.nr) IS NOT NULL
