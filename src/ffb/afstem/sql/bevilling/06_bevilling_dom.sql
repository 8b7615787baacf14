/*---
titel = "Hver bevilling i perioden, og om den er leveret"
grain = "bevilling, der berører perioden"
noegle = "bevilling_nr"
kilde = "3-rapport, For the data steward: what never left the house"
visning = true
forklaring = "aarsag siger, hvad vi kan se om en bevilling, der ikke er leveret; det første, der passer."
---*/
WITH naer AS (
  SELECT
    b.bevilling_nr,
    MAX(CASE WHEN l.fra <= b.til AND l.til >= b.fra THEN 1 ELSE 0 END) AS samme_tid,
    MAX(CASE WHEN l.paragraf = b.paragraf THEN 1 ELSE 0 END) AS samme_paragraf,
    MIN(CASE WHEN l.fra <= b.til AND l.til >= b.fra THEN l.paragraf END) AS anden_paragraf,
    MIN(l.enhed) AS enhed_min, MAX(l.enhed) AS enhed_max
  FROM bevilget b
  JOIN levering l ON b.borger_id = l.borger_id
  GROUP BY b.bevilling_nr
),
raa AS (
  SELECT DISTINCT b.bevilling_nr
  FROM bevilget b
  JOIN ydelse_version v ON b.borger_id = v.borger_id
  WHERE v.startdato <= b.til AND COALESCE(v.slutdato, b.fra) >= b.fra
),
kendt AS (
  SELECT DISTINCT borger_id FROM gaeldende_borger
),
par_enhed AS (
  SELECT p.bevilling_nr, MIN(l.enhed) AS enhed
  FROM afstemt_par p
  JOIN levering l ON p.levering_nr = l.levering_nr
  GROUP BY p.bevilling_nr
)
SELECT
  b.bevilling_nr, b.bevilling_id, b.borger_id, b.paragraf, b.fra, b.slutdato, b.sagsnummer,
  COALESCE(b.enhed, e.enhed, CASE WHEN n.enhed_min = n.enhed_max THEN n.enhed_min END, 'Uoplyst') AS enhed,
  m.forloeb_nr,
  CASE WHEN m.nr IS NULL THEN 'ikke_leveret' WHEN f.afviger <> 0 THEN 'datoer_afviger' ELSE 'stemmer' END AS status,
  CASE
    WHEN m.nr IS NOT NULL THEN NULL
    WHEN n.samme_tid = 1 THEN 'anden_paragraf'
    WHEN r.bevilling_nr IS NOT NULL THEN 'taeller_ikke'
    WHEN n.samme_paragraf = 1 THEN 'anden_tid'
    WHEN b.fra > a.pr_dato THEN 'efter_leverancen'
    WHEN k.borger_id IS NULL THEN 'borger_ukendt'
    ELSE 'ingen_ydelse'
  END AS aarsag,
  CASE WHEN m.nr IS NULL AND n.samme_tid = 1 THEN n.anden_paragraf END AS anden_paragraf
FROM bevilget b
CROSS JOIN afstemning a
LEFT JOIN afstemt_medlem m ON b.bevilling_nr = m.nr AND m.slags = 'b'
LEFT JOIN forloeb f
  ON m.borger_id = f.borger_id AND m.paragraf = f.paragraf AND m.forloeb_nr = f.forloeb_nr
LEFT JOIN naer n ON b.bevilling_nr = n.bevilling_nr
LEFT JOIN raa r ON b.bevilling_nr = r.bevilling_nr
LEFT JOIN kendt k ON b.borger_id = k.borger_id
LEFT JOIN par_enhed e ON b.bevilling_nr = e.bevilling_nr
WHERE b.fra <= a.periode_til AND b.til >= a.periode_fra
