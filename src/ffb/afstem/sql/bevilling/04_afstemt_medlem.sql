/*---
titel = "Bevillinger og ydelser, der hører sammen, i forløb"
grain = "bevilling eller ydelse med mindst én modpart"
noegle = "slags, nr"
kilde = "vores: et forløb er alt det, der hænger sammen i tid for samme CPR og paragraf"
visning = true
forklaring = "slags er b (bevilling) eller y (ydelse). hul er dage uden dækning af samme slags siden den forrige i forløbet."
---*/
WITH medlem AS (
  SELECT DISTINCT 'b' AS slags, b.bevilling_nr AS nr, b.borger_id, b.paragraf, b.fra, b.til
  FROM bevilget b
  JOIN afstemt_par p ON b.bevilling_nr = p.bevilling_nr
  UNION ALL
  SELECT DISTINCT 'y' AS slags, l.levering_nr AS nr, l.borger_id, l.paragraf, l.fra, l.til
  FROM levering l
  JOIN afstemt_par p ON l.levering_nr = p.levering_nr
),
foer AS (
  SELECT
    m.slags, m.nr, m.borger_id, m.paragraf, m.fra, m.til,
    MAX(m.til) OVER (
      PARTITION BY m.borger_id, m.paragraf ORDER BY m.fra, m.slags, m.nr
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS foer_til
  FROM medlem m
),
nummereret AS (
  SELECT
    f.slags, f.nr, f.borger_id, f.paragraf, f.fra, f.til,
    SUM(CASE WHEN f.foer_til IS NULL OR date_diff('day', f.foer_til, f.fra) > a.tolerance_dage THEN 1 ELSE 0 END) OVER (
      PARTITION BY f.borger_id, f.paragraf ORDER BY f.fra, f.slags, f.nr
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS forloeb_nr
  FROM foer f
  CROSS JOIN afstemning a
)
SELECT
  n.slags, n.nr, n.borger_id, n.paragraf, n.fra, n.til, CAST(n.forloeb_nr AS BIGINT) AS forloeb_nr,
  date_diff('day', MAX(n.til) OVER (
    PARTITION BY n.borger_id, n.paragraf, n.forloeb_nr, n.slags ORDER BY n.fra, n.nr
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  ), n.fra) - 1 AS hul
FROM nummereret n
