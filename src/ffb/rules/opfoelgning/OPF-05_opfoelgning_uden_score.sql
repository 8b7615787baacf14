/*---
id = "OPF-05"
alvor = "fejl"
kilde = "S2: På opfølgningstidspunkt skal ny funktionsevnescore indberettes for de temaer, der følges op på, også selvom scoren er uændret. Vinduet er vores"
hvorfor = "Uden en ny vurdering viser opfølgningen ikke, om borgeren har udviklet sig."
ejer = "udfoerer"
fase = "opfoelgning"
gaelder_fra = 2025-01-01
tabel = "opfoelgning"
kraever = ["opfoelgning", "aktivitet_deltagelse"]
[da]
titel = "Opfølgning uden ny vurdering"
besked = "Der er fulgt op {dato}, men intet tema er vurderet ved opfølgningen (sidst {sidste})."
besked_flertal = "{antal} opfølgninger har ingen ny vurdering af funktionsevnen."
goer = "Vurdér de temaer, der blev fulgt op på, også hvis niveauet er uændret."
[en]
titel = "Follow-up without a new score"
besked = "There was a follow-up on {dato}, but no theme is scored at it (last {sidste})."
besked_flertal = "{antal} follow-ups have no new score."
goer = "Score the themes that were followed up, also when the level is unchanged."
[norm]
dage = {vaerdi = 30, enhed = "dage", forklaring = "En vurdering så længe før eller efter opfølgningen regnes for at være dens."}
---*/
WITH norm AS (
  SELECT 30 AS dage
),
score AS (
  SELECT DISTINCT a.borger_id, a.dato
  FROM aktivitet_deltagelse_version a
  JOIN leverance_brugt l ON a.leverance_id = l.leverance_id
  WHERE NOT a.trukket AND a.niveau IS NOT NULL AND a.dato IS NOT NULL
)
SELECT
  o.leverance_id, o.fil_nr, o.post_nr, o.borger_id, 'DATO' AS felt, CAST(NULL AS VARCHAR) AS vaerdi, o.dato,
  MAX(CASE WHEN s.dato <= o.dato THEN s.dato END) AS sidste
FROM opfoelgning_fortsat o
CROSS JOIN norm n
JOIN score s ON o.borger_id = s.borger_id
GROUP BY o.leverance_id, o.fil_nr, o.post_nr, o.borger_id, o.dato
HAVING SUM(CASE WHEN ABS(date_diff('day', s.dato, o.dato)) <= n.dage THEN 1 ELSE 0 END) = 0
