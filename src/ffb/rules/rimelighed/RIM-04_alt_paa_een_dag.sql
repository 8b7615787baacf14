/*---
id = "RIM-04"
alvor = "advarsel"
kilde = "vores; S1: Dato viser, hvornår i borgerforløbet (A&D) temaet blev aktiveret"
hvorfor = "Så mange borgere vurderes ikke samme dag. Datoen er nok sat af en konvertering eller en overførsel, ikke af sagsbehandleren."
ejer = "it_leverandoer"
fase = "indberetning"
datapunkt = ["ad_dato"]
tabel = "leverance"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "Næsten alle vurderinger har samme dato"
besked = "{paa_dagen} af {alle} vurderinger i systemet er dateret {dag}."
besked_flertal = "{antal} systemer har næsten alle vurderinger på samme dag."
goer = "Send den dato, hvor temaet blev vurderet hos borgeren."
[en]
titel = "Nearly all scores have the same date"
besked = "{paa_dagen} of {alle} scores in the system are dated {dag}."
besked_flertal = "{antal} systems have nearly all scores on the same day."
goer = "Send the date on which the theme was scored with the citizen."
[norm]
procent = {vaerdi = 90, enhed = "procent", forklaring = "Fra denne andel af vurderingerne på én dag spørger vi."}
borgere = {vaerdi = 20, enhed = "borgere", forklaring = "Under så mange borgere siger andelen ikke noget."}
---*/
WITH norm AS (
  SELECT 90 AS procent, 20 AS borgere
),
dage AS (
  SELECT
    a.gruppe_id, a.dato, MAX(a.leverance_id) AS leverance_id, COUNT(*) AS antal, COUNT(DISTINCT a.borger_id) AS borgere
  FROM vurdering a
  WHERE a.dato IS NOT NULL
  GROUP BY a.gruppe_id, a.dato
),
samlet AS (
  SELECT
    d.leverance_id, d.dato, d.antal, d.borgere, SUM(d.antal) OVER (PARTITION BY d.gruppe_id) AS alle
  FROM dage d
)
SELECT
  s.leverance_id, CAST(NULL AS INTEGER) AS fil_nr, CAST(NULL AS INTEGER) AS post_nr, CAST(NULL AS BIGINT) AS borger_id,
  'DATO' AS felt, CAST(s.dato AS VARCHAR) AS vaerdi, s.dato AS dag, s.antal AS paa_dagen, CAST(s.alle AS BIGINT) AS alle
FROM samlet s
CROSS JOIN norm n
WHERE s.borgere >= n.borgere AND s.antal * 100 >= n.procent * s.alle
