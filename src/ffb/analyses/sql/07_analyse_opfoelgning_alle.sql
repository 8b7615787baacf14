/*---
titel = "Opfølgninger om borgere med en ydelse, og dagene siden den før"
grain = "borger og dag"
noegle = "borger_nr, dato"
gem = true
fast = true
kilde = "5-viden V07: days between follow-ups; en borger, der følges op på flere indsatser samme dag, er fulgt op én gang"
forklaring = "dage er tom ved den første opfølgning."
---*/
WITH fulgt AS (
  SELECT DISTINCT b.borger_nr, o.dato
  FROM gaeldende_opfoelgning o
  JOIN leverance_betjener s ON o.leverance_id = s.leverance_id
  JOIN analyse_borger_alle b ON s.kommune_kode = b.kommune_kode AND o.borger_id = b.borger_id
  WHERE o.dato IS NOT NULL
)
SELECT
  borger_nr, dato, date_diff('day', LAG(dato) OVER (PARTITION BY borger_nr ORDER BY dato), dato) AS dage
FROM fulgt
