/*---
titel = "Vurderinger af det samme A&D-undertema på den samme dag, når der er flere"
grain = "vurdering, der ikke er alene om sit tema og sin dag"
noegle = "leverance_id, fil_nr, post_nr"
kilde = "S2: temaet har én funktionsevnevurdering og én dato"
gem = true
forklaring = "Der er få af dem: dagene findes først, så reglerne ikke skal sortere alle vurderinger. ens_nr tæller dem med samme niveau fra den første, dag_nr dem med et niveau fra den sidste."
---*/
WITH dag AS (
  SELECT gruppe_id, borger_id, tema_nr, dato, MIN(niveau) AS lavest, MAX(niveau) AS hoejest
  FROM vurdering
  WHERE ad
  GROUP BY gruppe_id, borger_id, tema_nr, dato
  HAVING COUNT(*) > 1
)
SELECT
  v.leverance_id, v.fil_nr, v.post_nr, v.borger_id, v.tema_nr, v.dato, d.lavest, d.hoejest,
  ROW_NUMBER() OVER (
    PARTITION BY v.gruppe_id, v.borger_id, v.tema_nr, v.dato, v.niveau ORDER BY v.leverance_id, v.fil_nr, v.post_nr
  ) AS ens_nr,
  ROW_NUMBER() OVER (
    PARTITION BY v.gruppe_id, v.borger_id, v.tema_nr, v.dato
    ORDER BY CASE WHEN v.niveau IS NULL THEN 1 ELSE 0 END, v.leverance_id DESC, v.fil_nr DESC, v.post_nr DESC
  ) AS dag_nr
FROM vurdering v
JOIN dag d ON v.gruppe_id = d.gruppe_id AND v.borger_id = d.borger_id AND v.tema_nr = d.tema_nr AND v.dato = d.dato
