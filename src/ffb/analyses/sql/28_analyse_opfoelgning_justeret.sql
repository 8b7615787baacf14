/*---
titel = "Hver opfølgning, og hvad der blev ændret omkring den"
grain = "borger og dag"
noegle = "borger_nr, dato"
gem = true
fast = true
kilde = "5-viden V07: how much is adjusted; OPF-05: ændringer så mange dage før og efter er opfølgningens"
forklaring = "score, stoettebehov og ydelse er 1, hvor noget sådant er ændret."
---*/
SELECT
  o.borger_nr, o.dato, o.dage,
  MAX(CASE WHEN j.hvad = 'score' THEN 1 ELSE 0 END) AS score,
  MAX(CASE WHEN j.hvad = 'stoettebehov' THEN 1 ELSE 0 END) AS stoettebehov,
  MAX(CASE WHEN j.hvad = 'ydelse' THEN 1 ELSE 0 END) AS ydelse
FROM analyse_opfoelgning_alle o
JOIN analyse_norm n ON n.regel = 'OPF-05' AND n.navn = 'dage'
LEFT JOIN analyse_justering j ON o.borger_nr = j.borger_nr AND ABS(date_diff('day', j.dato, o.dato)) <= n.vaerdi
GROUP BY o.borger_nr, o.dato, o.dage
