/*---
titel = "Bevilget og leveret, men datoerne er forskellige"
grain = "borger, paragraf og forløb"
noegle = "borger_id, paragraf, forloeb_nr"
kilde = "3-rapport, For the data steward: Afstemning against a bevillingsliste"
---*/
WITH sted AS (
  SELECT m.borger_id, m.paragraf, m.forloeb_nr, MIN(l.enhed) AS enhed, MIN(l.sagsnummer) AS sagsnummer
  FROM afstemt_medlem m
  JOIN levering l ON m.nr = l.levering_nr
  WHERE m.slags = 'y'
  GROUP BY m.borger_id, m.paragraf, m.forloeb_nr
)
SELECT
  f.borger_id, c.cpr, f.paragraf, f.forloeb_nr, s.sagsnummer, COALESCE(s.enhed, 'Uoplyst') AS enhed, f.bevillinger,
  f.ydelser, f.bevilget_fra, f.leveret_fra, f.start_dage,
  CASE WHEN f.bevilget_til < CAST('2999-12-31' AS DATE) THEN f.bevilget_til END AS bevilget_til,
  CASE WHEN f.leveret_til < CAST('2999-12-31' AS DATE) THEN f.leveret_til END AS leveret_til,
  CASE
    WHEN f.bevilget_til < CAST('2999-12-31' AS DATE) AND f.leveret_til < CAST('2999-12-31' AS DATE) THEN f.slut_dage
  END AS slut_dage,
  f.hul_i_levering, f.hul_i_bevilling, f.afviger
FROM forloeb f
JOIN sted s ON f.borger_id = s.borger_id AND f.paragraf = s.paragraf AND f.forloeb_nr = s.forloeb_nr
LEFT JOIN (SELECT borger_id, MIN(cpr) AS cpr FROM cpr GROUP BY borger_id) c ON f.borger_id = c.borger_id
WHERE f.afviger <> 0 AND f.i_perioden = 1
ORDER BY enhed, f.paragraf, f.bevilget_fra, f.borger_id, f.forloeb_nr
