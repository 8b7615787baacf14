/*---
titel = "Hver leveret FFB-ydelse i perioden, og om den er bevilget"
grain = "ydelse, der berører perioden"
noegle = "levering_nr"
kilde = "3-rapport, For the data steward: what should not be there"
visning = true
---*/
WITH naer AS (
  SELECT
    l.levering_nr,
    MAX(CASE WHEN b.fra <= l.til AND b.til >= l.fra THEN 1 ELSE 0 END) AS samme_tid,
    MAX(CASE WHEN b.paragraf = l.paragraf THEN 1 ELSE 0 END) AS samme_paragraf,
    MIN(CASE WHEN b.fra <= l.til AND b.til >= l.fra THEN b.paragraf END) AS anden_paragraf
  FROM levering l
  JOIN bevilget b ON l.borger_id = b.borger_id
  GROUP BY l.levering_nr
)
SELECT
  l.levering_nr, l.borger_id, l.ydelse_id, l.paragraf, l.fra, l.slutdato, l.sagsnummer,
  COALESCE(l.enhed, 'Uoplyst') AS enhed, l.sagsbehandler, l.system, m.forloeb_nr,
  CASE WHEN m.nr IS NULL THEN 'ikke_bevilget' ELSE 'bevilget' END AS status,
  CASE
    WHEN m.nr IS NOT NULL THEN NULL
    WHEN l.paragraf = 'Uoplyst' THEN 'paragraf_uoplyst'
    WHEN n.samme_tid = 1 THEN 'anden_paragraf'
    WHEN n.samme_paragraf = 1 THEN 'anden_tid'
    WHEN n.levering_nr IS NULL THEN 'ikke_paa_listen'
    ELSE 'ingen_bevilling'
  END AS aarsag,
  CASE WHEN m.nr IS NULL AND n.samme_tid = 1 THEN n.anden_paragraf END AS anden_paragraf
FROM levering l
CROSS JOIN afstemning a
LEFT JOIN afstemt_medlem m ON l.levering_nr = m.nr AND m.slags = 'y'
LEFT JOIN naer n ON l.levering_nr = n.levering_nr
WHERE l.fra <= a.periode_til AND l.til >= a.periode_fra
