/*---
id = "RIM-05"
alvor = "oplysning"
kilde = "vores; S1: Der er ikke et facit for antal registreringer … Varians; Refleksionsspørgsmål: Hvor mange temaer ville I forvente pr. borger"
hvorfor = "Der er intet facit, men et antal langt fra de andre kommuner kan være dobbelte rækker, eller at kun få sager er registreret."
ejer = "faglig_ansvarlig"
fase = "sagsoplysning"
tabel = "leverance"
kraever = []
[da]
titel = "Antal pr. borger ligger langt fra de andre kommuner"
besked = "I har {raekker} {hvad} om {borgere} borgere. De andre kommuner har {andre_raekker} om {andre_borgere} borgere."
besked_flertal = "{antal} slags data ligger langt fra de andre kommuner."
goer = "Tal om det i teamet: registrerer I efter samme retningslinje som de andre? Er der dobbelte rækker?"
[en]
titel = "The number per citizen is far from other kommuner"
besked = "You have {raekker} rows of {felt} on {borgere} citizens. The other kommuner have {andre_raekker} on {andre_borgere} citizens."
besked_flertal = "{antal} kinds of data are far from the other kommuner."
goer = "Discuss it in the team: do you record by the same guideline as the others? Are there duplicate rows?"
[norm]
gange = {vaerdi = 3, enhed = "gange", forklaring = "Så mange gange flere eller færre pr. borger end de andre, før vi spørger."}
borgere = {vaerdi = 20, enhed = "borgere", forklaring = "Kommuner med færre borgere sammenlignes ikke."}
kommuner = {vaerdi = 5, enhed = "kommuner", forklaring = "Så mange andre kommuner skal der være at sammenligne med."}
---*/
WITH norm AS (
  SELECT 3 AS gange, 20 AS borgere, 5 AS kommuner
),
raekke AS (
  SELECT leverance_kommune, leverance_id, borger_id, 'udredningstema' AS felt, 'udredningstemaer' AS hvad
  FROM gaeldende_udredningstema
  UNION ALL
  SELECT leverance_kommune, leverance_id, borger_id, 'aktivitet_deltagelse' AS felt, 'A&D-temaer' AS hvad
  FROM gaeldende_aktivitet_deltagelse
  UNION ALL
  SELECT leverance_kommune, leverance_id, borger_id, 'stoettebehov' AS felt, 'støttebehovsvurderinger' AS hvad
  FROM gaeldende_stoettebehov
  UNION ALL
  SELECT leverance_kommune, leverance_id, borger_id, 'indsatsmaal' AS felt, 'indsatsmål' AS hvad
  FROM gaeldende_indsatsmaal
),
antal AS (
  SELECT
    leverance_kommune, felt, hvad, MAX(leverance_id) AS leverance_id, COUNT(*) AS raekker,
    COUNT(DISTINCT borger_id) AS borgere
  FROM raekke GROUP BY leverance_kommune, felt, hvad
),
andre AS (
  SELECT
    a.leverance_id, a.felt, a.hvad, a.raekker, a.borgere, COUNT(*) OVER (PARTITION BY a.felt) - 1 AS kommuner,
    SUM(a.raekker) OVER (PARTITION BY a.felt) - a.raekker AS r, SUM(a.borgere) OVER (PARTITION BY a.felt) - a.borgere AS b
  FROM antal a CROSS JOIN norm n WHERE a.borgere >= n.borgere
)
SELECT
  a.leverance_id, CAST(NULL AS INTEGER) AS fil_nr, CAST(NULL AS INTEGER) AS post_nr, CAST(NULL AS BIGINT) AS borger_id,
  a.felt, CAST(NULL AS VARCHAR) AS vaerdi, a.hvad, a.raekker, a.borgere, CAST(a.r AS BIGINT) AS andre_raekker,
  CAST(a.b AS BIGINT) AS andre_borgere
FROM andre a
CROSS JOIN norm n
WHERE a.kommuner >= n.kommuner AND (a.raekker * a.b > n.gange * a.r * a.borgere OR n.gange * a.raekker * a.b < a.r * a.borgere)
