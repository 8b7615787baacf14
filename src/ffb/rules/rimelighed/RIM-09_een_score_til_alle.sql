/*---
id = "RIM-09"
alvor = "advarsel"
kilde = "vores; S2: kriterier for niveauerne 0-4, som bruges hver for sig"
hvorfor = "Bruges ét niveau næsten altid, er det nok en standardværdi i fagsystemet. Så kan data ikke vise udvikling."
ejer = "faglig_ansvarlig"
fase = "sagsoplysning"
tabel = "leverance"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "Næsten alle vurderinger har samme niveau"
besked = "{med_niveau} af {alle} vurderinger i systemet er niveau {vaerdi}."
besked_flertal = "{antal} systemer bruger næsten kun ét niveau."
goer = "Undersøg, om fagsystemet foreslår et niveau, og brug kriterierne i funktionsevneguiden."
[en]
titel = "Nearly all scores have the same level"
besked = "{med_niveau} of {alle} scores in the system are level {vaerdi}."
besked_flertal = "{antal} systems use nearly one level only."
goer = "Find out whether the case system suggests a level, and use the criteria of the guide."
[norm]
procent = {vaerdi = 80, enhed = "procent", forklaring = "Fra denne andel af vurderingerne på ét niveau spørger vi."}
mindst = {vaerdi = 100, enhed = "vurderinger", forklaring = "Under så mange vurderinger siger andelen ikke noget."}
---*/
WITH norm AS (
  SELECT 80 AS procent, 100 AS mindst
),
niveauer AS (
  SELECT gruppe_id, niveau, MAX(leverance_id) AS leverance_id, COUNT(*) AS antal
  FROM vurdering
  WHERE niveau BETWEEN 0 AND 4
  GROUP BY gruppe_id, niveau
),
samlet AS (
  SELECT leverance_id, niveau, antal, SUM(antal) OVER (PARTITION BY gruppe_id) AS alle FROM niveauer
)
SELECT
  s.leverance_id, CAST(NULL AS INTEGER) AS fil_nr, CAST(NULL AS INTEGER) AS post_nr, CAST(NULL AS BIGINT) AS borger_id,
  'FUNKTIONSEVNENIVEAU' AS felt, CAST(s.niveau AS VARCHAR) AS vaerdi, s.antal AS med_niveau,
  CAST(s.alle AS BIGINT) AS alle
FROM samlet s
CROSS JOIN norm n
WHERE s.alle >= n.mindst AND s.antal * 100 >= n.procent * s.alle
