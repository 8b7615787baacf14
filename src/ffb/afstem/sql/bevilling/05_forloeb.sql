/*---
titel = "Forløb: det bevilgede holdt mod det leverede"
grain = "borger, paragraf og forløb"
noegle = "borger_id, paragraf, forloeb_nr"
kilde = "vores: starter og slutter de samme dag (± tolerancen), og er der huller?"
visning = true
forklaring = "Slutdatoer, der begge ligger efter opgørelsesdagen, eller er tomme, er ens: de er ikke sket endnu. *_dage er leveret minus bevilget."
---*/
WITH spand AS (
  SELECT
    m.borger_id, m.paragraf, m.forloeb_nr,
    CAST(SUM(CASE WHEN m.slags = 'b' THEN 1 ELSE 0 END) AS BIGINT) AS bevillinger,
    CAST(SUM(CASE WHEN m.slags = 'y' THEN 1 ELSE 0 END) AS BIGINT) AS ydelser,
    MIN(CASE WHEN m.slags = 'b' THEN m.fra END) AS bevilget_fra,
    MAX(CASE WHEN m.slags = 'b' THEN m.til END) AS bevilget_til,
    MIN(CASE WHEN m.slags = 'y' THEN m.fra END) AS leveret_fra,
    MAX(CASE WHEN m.slags = 'y' THEN m.til END) AS leveret_til,
    COALESCE(MAX(CASE WHEN m.slags = 'b' AND m.hul > 0 THEN m.hul END), 0) AS hul_i_bevilling,
    COALESCE(MAX(CASE WHEN m.slags = 'y' AND m.hul > 0 THEN m.hul END), 0) AS hul_i_levering,
    MAX(CASE WHEN m.fra <= a.periode_til AND m.til >= a.periode_fra THEN 1 ELSE 0 END) AS i_perioden
  FROM afstemt_medlem m
  CROSS JOIN afstemning a
  GROUP BY m.borger_id, m.paragraf, m.forloeb_nr
),
maalt AS (
  SELECT
    s.borger_id, s.paragraf, s.forloeb_nr, s.bevillinger, s.ydelser, s.bevilget_fra, s.bevilget_til,
    s.leveret_fra, s.leveret_til, s.hul_i_bevilling, s.hul_i_levering, s.i_perioden,
    date_diff('day', s.bevilget_fra, s.leveret_fra) AS start_dage,
    CASE
      WHEN s.bevilget_til > a.pr_dato AND s.leveret_til > a.pr_dato THEN 0
      ELSE date_diff('day', s.bevilget_til, s.leveret_til)
    END AS slut_dage,
    a.tolerance_dage
  FROM spand s
  CROSS JOIN afstemning a
)
SELECT
  borger_id, paragraf, forloeb_nr, bevillinger, ydelser, bevilget_fra, bevilget_til, leveret_fra, leveret_til,
  hul_i_bevilling, hul_i_levering, i_perioden, start_dage, slut_dage,
  CASE WHEN start_dage > tolerance_dage OR start_dage < -tolerance_dage THEN 1 ELSE 0 END
  + CASE WHEN slut_dage > tolerance_dage OR slut_dage < -tolerance_dage THEN 2 ELSE 0 END
  + CASE WHEN hul_i_levering > tolerance_dage THEN 4 ELSE 0 END
  + CASE WHEN hul_i_bevilling > tolerance_dage THEN 8 ELSE 0 END AS afviger
FROM maalt
