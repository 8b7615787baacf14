/*---
id = "OPF-06"
alvor = "fejl"
kilde = "S1: Kravet gælder indberetning af støttebehov ved opfølgning, også selvom opfølgningen viser, at støttebehovet er uændret. Vinduet er vores"
hvorfor = "Støttebehovet skal vurderes, hver gang der følges op. Ellers ved ingen, om hjælpen stadig passer."
ejer = "sagsbehandler"
fase = "opfoelgning"
gaelder_fra = 2025-01-01
tabel = "opfoelgning"
kraever = ["opfoelgning", "stoettebehov"]
[da]
titel = "Opfølgning uden støttebehov"
besked = "Der er fulgt op {dato}, men støttebehovet er ikke vurderet ved opfølgningen (sidst {sidste})."
besked_flertal = "{antal} opfølgninger har ingen ny vurdering af støttebehovet."
goer = "Vurdér støttebehovet, også hvis det er uændret."
[en]
titel = "Follow-up without support need"
besked = "There was a follow-up on {dato}, but the support need is not assessed at it (last {sidste})."
besked_flertal = "{antal} follow-ups have no new assessment of the support need."
goer = "Assess the support need, also when it is unchanged."
[norm]
dage = {vaerdi = 30, enhed = "dage", forklaring = "En vurdering så længe før eller efter opfølgningen regnes for at være dens."}
---*/
WITH norm AS (
  SELECT 30 AS dage
),
behov AS (
  SELECT DISTINCT s.borger_id, s.dato
  FROM stoettebehov_version s
  JOIN leverance_brugt l ON s.leverance_id = l.leverance_id
  WHERE NOT s.trukket AND s.niveau IS NOT NULL AND s.dato IS NOT NULL
)
SELECT
  o.leverance_id, o.fil_nr, o.post_nr, o.borger_id, 'DATO' AS felt, CAST(NULL AS VARCHAR) AS vaerdi, o.dato,
  MAX(CASE WHEN b.dato <= o.dato THEN b.dato END) AS sidste
FROM opfoelgning_fortsat o
CROSS JOIN norm n
JOIN behov b ON o.borger_id = b.borger_id
GROUP BY o.leverance_id, o.fil_nr, o.post_nr, o.borger_id, o.dato
HAVING SUM(CASE WHEN ABS(date_diff('day', b.dato, o.dato)) <= n.dage THEN 1 ELSE 0 END) = 0
