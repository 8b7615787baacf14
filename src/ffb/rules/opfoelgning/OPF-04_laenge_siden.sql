/*---
id = "OPF-04"
alvor = "advarsel"
kilde = "SEL § 148, stk. 2 (S1): kommunen skal løbende følge de enkelte sager; fristen på et år er vores"
hvorfor = "En ydelse, der løber i årevis uden opfølgning, kan være holdt op med at passe til borgeren."
ejer = "sagsbehandler"
fase = "opfoelgning"
tabel = "ydelse"
kraever = ["ydelse", "opfoelgning"]
[da]
titel = "Længe siden der er fulgt op"
besked = "Borgerens ydelse har løbet siden {start}. Der er sidst vurderet eller fulgt op {sidste}."
besked_flertal = "{antal} borgere har ikke haft en opfølgning i mere end et år."
goer = "Følg op på sagen: ny vurdering, støttebehov, resultat og næste dato."
[en]
titel = "A long time since the last follow-up"
besked = "The citizen's service has run since {start}. The last assessment or follow-up was {sidste}."
besked_flertal = "{antal} citizens have had no follow-up for more than a year."
goer = "Follow the case up: new score, support need, result and next date."
[norm]
dage = {vaerdi = 365, enhed = "dage", forklaring = "Så længe må en ydelse løbe uden vurdering eller opfølgning."}
---*/
WITH norm AS (
  SELECT 365 AS dage
),
foerste AS (
  SELECT
    leverance_id, fil_nr, post_nr, borger_id, startdato, sagsnummer, enhed, dag,
    ROW_NUMBER() OVER (PARTITION BY borger_id ORDER BY startdato, leverance_id, fil_nr, post_nr) AS nr
  FROM ydelse_aktiv
),
sidste AS (
  SELECT borger_id, MAX(dato) AS dato
  FROM (
    SELECT borger_id, dato FROM gaeldende_opfoelgning
    UNION ALL SELECT borger_id, dato FROM gaeldende_stoettebehov
    UNION ALL SELECT borger_id, dato FROM vurdering
  ) alle
  GROUP BY borger_id
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'STARTDATO' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, y.startdato AS start, s.dato AS sidste
FROM foerste y
CROSS JOIN norm n
JOIN sidste s ON y.borger_id = s.borger_id
WHERE y.nr = 1 AND date_diff('day', y.startdato, y.dag) > n.dage AND date_diff('day', s.dato, y.dag) > n.dage
