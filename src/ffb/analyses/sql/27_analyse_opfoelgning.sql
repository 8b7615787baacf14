/*---
titel = "Opfølgninger om borgerne i udvalget, og dagene siden den før"
grain = "kommune, borger og dag"
noegle = "kommune_kode, borger_id, dato"
gem = true
kilde = "5-viden V07: days between follow-ups; en borger, der følges op på flere indsatser samme dag, er fulgt op én gang"
forklaring = "Kun dage til og med udvalgets. dage er tom ved den første opfølgning."
---*/
WITH fulgt AS (
  SELECT DISTINCT s.kommune_kode, o.borger_id, o.dato
  FROM gaeldende_opfoelgning o
  JOIN leverance_betjener s ON o.leverance_id = s.leverance_id
  JOIN analyse_borger b ON s.kommune_kode = b.kommune_kode AND o.borger_id = b.borger_id
  CROSS JOIN analyse_valg v
  WHERE o.dato <= v.dag
),
nummereret AS (
  SELECT
    kommune_kode, borger_id, dato, ROW_NUMBER() OVER (PARTITION BY kommune_kode, borger_id ORDER BY dato) AS nr
  FROM fulgt
)
SELECT n.kommune_kode, n.borger_id, n.dato, date_diff('day', f.dato, n.dato) AS dage
FROM nummereret n
CROSS JOIN analyse_valg v
LEFT JOIN nummereret f ON n.kommune_kode = f.kommune_kode AND n.borger_id = f.borger_id AND n.nr = f.nr + 1
WHERE n.dato >= v.periode_fra
