/*---
titel = "Ydelsesrapport"
grain = "kommune, DST-kode og kvartal (kvartal null = året)"
noegle = "kommune_kode, dst_kode, aar, kvartal"
enhed = "ydelser, borgere og aktive dage"
kilde = "3-rapport, Ydelsesrapport; kolonnerne er vores"
forklaring = "Kvartalerne går fra kommunens første start til og med det kvartal, opgørelsen gælder; året dækker de viste kvartaler."
---*/
WITH graense AS (
  SELECT
    b.kommune_kode,
    MAX(COALESCE(k.pr_dato, CAST(l.tid AS DATE))) AS pr_dato
  FROM leverance_betjener b
  JOIN leverance_brugt l ON b.leverance_id = l.leverance_id
  CROSS JOIN koersel k
  GROUP BY b.kommune_kode
),
alle AS (
  SELECT
    y.kommune_kode, y.borger_id, COALESCE(d.dst_kode, p.dst_afledt, y.dst_kode) AS dst_kode,
    y.startdato, y.slutdato
  FROM gaeldende_ydelse y
  LEFT JOIN dst_kendt d ON y.dst_kode = d.dst_kode
  LEFT JOIN mapning_par p ON y.ffb_tilbud_kode = p.tilbud_kode AND y.ffb_ydelse_kode = p.ydelse_kode
  WHERE y.startdato IS NOT NULL AND COALESCE(y.status, '') NOT IN ('draft', 'revoked', 'entered-in-error')
),
ramme AS (
  SELECT f.kommune_kode, MIN(q.fra) AS foerste_dag, MAX(s.til) AS sidste_dag
  FROM (SELECT kommune_kode, MIN(startdato) AS start FROM alle GROUP BY kommune_kode) f
  JOIN graense g ON f.kommune_kode = g.kommune_kode
  JOIN kvartal s ON g.pr_dato BETWEEN s.fra AND s.til
  JOIN kvartal q ON LEAST(f.start, g.pr_dato) BETWEEN q.fra AND q.til
  GROUP BY f.kommune_kode
),
ydelse AS (
  SELECT
    y.kommune_kode, y.borger_id, y.dst_kode, y.startdato, y.slutdato,
    LEAST(COALESCE(y.slutdato, r.sidste_dag), r.sidste_dag) AS aktiv_til
  FROM alle y
  JOIN ramme r ON y.kommune_kode = r.kommune_kode
),
tidsrum AS (
  SELECT r.kommune_kode, q.aar, q.kvartal, q.fra, q.til
  FROM kvartal q
  JOIN ramme r ON q.fra >= r.foerste_dag AND q.til <= r.sidste_dag
  UNION ALL
  SELECT r.kommune_kode, q.aar, CAST(NULL AS INTEGER) AS kvartal, MIN(q.fra) AS fra, MAX(q.til) AS til
  FROM kvartal q
  JOIN ramme r ON q.fra >= r.foerste_dag AND q.til <= r.sidste_dag
  GROUP BY r.kommune_kode, q.aar
)
SELECT
  y.kommune_kode, y.dst_kode, t.aar, t.kvartal,
  CAST(SUM(CASE WHEN y.startdato <= LEAST(t.til, y.aktiv_til) AND y.aktiv_til >= t.fra THEN 1 ELSE 0 END) AS BIGINT) AS aktive,
  CAST(SUM(CASE WHEN y.startdato BETWEEN t.fra AND t.til THEN 1 ELSE 0 END) AS BIGINT) AS startet,
  CAST(SUM(CASE WHEN y.slutdato BETWEEN t.fra AND t.til THEN 1 ELSE 0 END) AS BIGINT) AS afsluttet,
  COUNT(DISTINCT CASE
    WHEN y.startdato <= LEAST(t.til, y.aktiv_til) AND y.aktiv_til >= t.fra THEN y.borger_id
  END) AS modtagere,
  CAST(SUM(CASE
    WHEN y.startdato <= LEAST(t.til, y.aktiv_til) AND y.aktiv_til >= t.fra
    THEN date_diff('day', GREATEST(y.startdato, t.fra), LEAST(y.aktiv_til, t.til)) + 1
    ELSE 0
  END) AS BIGINT) AS aktive_dage
FROM ydelse y
JOIN tidsrum t
  ON y.kommune_kode = t.kommune_kode
 AND ((y.startdato <= t.til AND y.aktiv_til >= t.fra) OR y.startdato BETWEEN t.fra AND t.til
      OR y.slutdato BETWEEN t.fra AND t.til)
GROUP BY y.kommune_kode, y.dst_kode, t.aar, t.kvartal
ORDER BY y.kommune_kode, y.dst_kode, t.aar, t.kvartal
