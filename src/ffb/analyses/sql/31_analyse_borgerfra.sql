/*---
titel = "Et undertemas score ved periodens begyndelse og den seneste"
grain = "kommune, borger og undertema med en score"
noegle = "kommune_kode, borger_id, kode"
kilde = "5-viden V09: two dates, the latest levels, ikke vurderet left out"
forklaring = "fra er den seneste score på eller før periodens første dag, ellers den første i perioden; til den seneste på eller før udvalgets dag. Er det den samme, er temaet kun målt én gang: fra er tom."
gem = true
---*/
WITH score AS (
  SELECT kommune_kode, borger_id, overtema_kode, kode, dato, niveau
  FROM analyse_borgerscore
  WHERE niveau BETWEEN 0 AND 4 AND dato IS NOT NULL
),
dage AS (
  SELECT
    s.kommune_kode, s.borger_id, s.overtema_kode, s.kode,
    COALESCE(MAX(CASE WHEN s.dato <= v.periode_fra THEN s.dato END), MIN(s.dato)) AS fra_dato,
    MAX(s.dato) AS til_dato
  FROM score s
  CROSS JOIN analyse_valg v
  GROUP BY s.kommune_kode, s.borger_id, s.overtema_kode, s.kode
)
SELECT
  d.kommune_kode, d.borger_id, d.overtema_kode, d.kode,
  CASE WHEN d.fra_dato < d.til_dato THEN d.fra_dato END AS fra_dato,
  CASE WHEN d.fra_dato < d.til_dato THEN f.niveau END AS fra,
  d.til_dato, t.niveau AS til
FROM dage d
JOIN score f
  ON d.kommune_kode = f.kommune_kode AND d.borger_id = f.borger_id AND d.kode = f.kode AND d.fra_dato = f.dato
JOIN score t
  ON d.kommune_kode = t.kommune_kode AND d.borger_id = t.borger_id AND d.kode = t.kode AND d.til_dato = t.dato
