/*---
titel = "Hvert måls opfølgning, og niveauet, da målet blev sat"
grain = "indsatsmål om en borger med en ydelse"
noegle = "maal_nr"
kilde = "5-viden V05"
gem = true
fast = true
forklaring = "frist er den første af målets opfølgningsdato og borgerens næste opfølgning. start er målets aktuelle niveau, ellers temaets seneste score på eller før målets dato."
---*/
WITH fulgt AS (
  SELECT m.maal_nr, MIN(o.dato) AS dato
  FROM analyse_maal_alle m
  JOIN analyse_opfoelgning_alle o ON m.borger_nr = o.borger_nr AND o.dato > m.dato
  GROUP BY m.maal_nr
),
startet AS (
  SELECT m.maal_nr, a.niveau
  FROM analyse_maal_alle m
  JOIN analyse_ad_forloeb a ON m.borger_nr = a.borger_nr AND m.tema_nr = a.tema_nr
  WHERE a.score = 1 AND a.dato <= m.dato AND (a.naeste_score IS NULL OR a.naeste_score > m.dato)
)
SELECT
  m.maal_nr,
  CASE
    WHEN m.opfoelgningsdato > m.dato AND (f.dato IS NULL OR m.opfoelgningsdato < f.dato) THEN m.opfoelgningsdato
    ELSE f.dato
  END AS frist,
  COALESCE(m.aktuelt, s.niveau) AS start
FROM analyse_maal_alle m
LEFT JOIN fulgt f ON m.maal_nr = f.maal_nr
LEFT JOIN startet s ON m.maal_nr = s.maal_nr
WHERE m.borger_nr IS NOT NULL
