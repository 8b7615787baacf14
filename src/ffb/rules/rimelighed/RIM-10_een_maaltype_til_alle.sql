/*---
id = "RIM-10"
alvor = "advarsel"
kilde = "vores; S1: Kan være at nogle kommuner i højere grad forventer progression; måltype er væsentlig ift. styring og retning"
hvorfor = "Bruges én måltype næsten altid, er det nok en standardværdi. Så kan måltypen ikke bruges til at styre efter."
ejer = "faglig_ansvarlig"
fase = "sagsvurdering"
tabel = "leverance"
kraever = ["indsatsmaal"]
[da]
titel = "Næsten alle mål har samme måltype"
besked = "{med_type} af {alle} mål i systemet har måltypen {maaltype}."
besked_flertal = "{antal} systemer bruger næsten kun én måltype."
goer = "Undersøg, om fagsystemet foreslår en måltype, og vælg den efter borgerens mål."
[en]
titel = "Nearly all goals have the same goal type"
besked = "{med_type} of {alle} goals in the system have the goal type {maaltype}."
besked_flertal = "{antal} systems use nearly one goal type only."
goer = "Find out whether the case system suggests a goal type, and choose it by the citizen's goal."
[norm]
procent = {vaerdi = 95, enhed = "procent", forklaring = "Fra denne andel af målene med én måltype spørger vi."}
mindst = {vaerdi = 50, enhed = "mål", forklaring = "Under så mange mål siger andelen ikke noget."}
---*/
WITH norm AS (
  SELECT 95 AS procent, 50 AS mindst
),
typer AS (
  SELECT m.gruppe_id, m.maaltype_kode, MAX(m.leverance_id) AS leverance_id, COUNT(*) AS antal
  FROM gaeldende_indsatsmaal m
  WHERE m.maaltype_kode IS NOT NULL
  GROUP BY m.gruppe_id, m.maaltype_kode
),
samlet AS (
  SELECT leverance_id, maaltype_kode, antal, SUM(antal) OVER (PARTITION BY gruppe_id) AS alle FROM typer
)
SELECT
  s.leverance_id, CAST(NULL AS INTEGER) AS fil_nr, CAST(NULL AS INTEGER) AS post_nr, CAST(NULL AS BIGINT) AS borger_id,
  'MAALTYPE' AS felt, s.maaltype_kode AS vaerdi, s.antal AS med_type, CAST(s.alle AS BIGINT) AS alle,
  t.term AS maaltype
FROM samlet s
CROSS JOIN norm n
JOIN begreb_navn t ON s.maaltype_kode = t.kode AND t.art = 'maaltype'
WHERE s.alle >= n.mindst AND s.antal * 100 >= n.procent * s.alle
