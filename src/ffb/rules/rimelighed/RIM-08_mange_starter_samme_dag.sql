/*---
id = "RIM-08"
alvor = "advarsel"
kilde = "vores; S0: Der indgår kun ydelser der er startet i perioden; S1: Skift i P-nummer og afdelings-UUID har samme effekt; S4: konvertering af alt på én gang"
hvorfor = "Starter en stor del samme dag, er startdatoen nok sat ved en konvertering. Så kommer gamle ydelser med i årets Tabel 1."
ejer = "it_leverandoer"
fase = "indberetning"
datapunkt = ["startdato"]
tabel = "leverance"
kraever = ["ydelse"]
[da]
titel = "Mange ydelser starter samme dag"
besked = "{paa_dagen} af {alle} ydelser i perioden starter {dag}."
besked_flertal = "{antal} datoer har usædvanligt mange startende ydelser."
goer = "Kontrollér, om det er en konvertering eller et systemskifte, og send ydelsernes rigtige startdato."
[en]
titel = "Many services start on the same day"
besked = "{paa_dagen} of {alle} services in the period start on {dag}."
besked_flertal = "{antal} dates have unusually many starting services."
goer = "Check whether it is a conversion or a change of system, and send the true start dates."
[norm]
procent = {vaerdi = 30, enhed = "procent", forklaring = "Fra denne andel af periodens ydelser på én dag spørger vi."}
mindst = {vaerdi = 20, enhed = "ydelser", forklaring = "Under så mange ydelser på dagen siger andelen ikke noget."}
---*/
WITH norm AS (
  SELECT 30 AS procent, 20 AS mindst
),
dage AS (
  SELECT gruppe_id, startdato, MAX(leverance_id) AS leverance_id, COUNT(*) AS antal
  FROM ffb_ydelse GROUP BY gruppe_id, startdato
),
samlet AS (
  SELECT leverance_id, startdato, antal, SUM(antal) OVER (PARTITION BY gruppe_id) AS alle FROM dage
)
SELECT
  s.leverance_id, CAST(NULL AS INTEGER) AS fil_nr, CAST(NULL AS INTEGER) AS post_nr, CAST(NULL AS BIGINT) AS borger_id,
  'STARTDATO' AS felt, CAST(s.startdato AS VARCHAR) AS vaerdi, s.startdato AS dag, s.antal AS paa_dagen,
  CAST(s.alle AS BIGINT) AS alle
FROM samlet s
CROSS JOIN norm n
WHERE s.antal >= n.mindst AND s.antal * 100 >= n.procent * s.alle
