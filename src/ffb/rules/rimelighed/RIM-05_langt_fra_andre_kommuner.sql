/*---
id = "RIM-05"
alvor = "oplysning"
kilde = "vores; S1: Der er ikke et facit for antal registreringer … Varians; Refleksionsspørgsmål: Hvor mange temaer ville I forvente pr. borger"
hvorfor = "Der er intet facit, men et antal langt fra kommuner af samme størrelse kan være dobbelte rækker, eller at kun få sager er registreret. Størrelsen er antallet af borgere i de leverancer, der tjekkes: indbyggertal er ikke med i programmet. Er der kommuner nok, deles de i tre lige store grupper (ellers to eller én), og målet er den midterste halvdel af gruppen, som en enkelt skæv kommune ikke kan flytte."
ejer = "faglig_ansvarlig"
fase = "sagsoplysning"
paa = "kommuner"
tabel = "leverance"
kraever = []
[da]
titel = "Antal pr. borger ligger langt fra kommuner af samme størrelse"
besked = "I har {raekker} {hvad} om {borgere} borgere. Den midterste af {kommuner} kommuner med {fra}-{til} borgere har {midt_raekker} om {midt_borgere}."
besked_flertal = "{antal} slags data ligger langt fra kommuner af samme størrelse."
goer = "Tal om det i teamet: registrerer I efter samme retningslinje som de andre? Er der dobbelte rækker?"
[en]
titel = "The number per citizen is far from kommuner of the same size"
besked = "You have {raekker} rows of {felt} on {borgere} citizens. The middle one of {kommuner} kommuner with {fra}-{til} citizens has {midt_raekker} on {midt_borgere}."
besked_flertal = "{antal} kinds of data are far from kommuner of the same size."
goer = "Discuss it in the team: do you record by the same guideline as the others? Are there duplicate rows?"
[norm]
gange = {vaerdi = 2, enhed = "gange", forklaring = "Så mange gange over den midterste halvdel af gruppen, eller så mange gange under den, før vi spørger."}
borgere = {vaerdi = 20, enhed = "borgere", forklaring = "Kommuner med færre borgere sammenlignes ikke."}
kommuner = {vaerdi = 6, enhed = "kommuner", forklaring = "Så mange kommuner skal der mindst være i en gruppe."}
[en.ord]
"udredningstemaer" = "assessment themes"
"A&D-temaer" = "A&D themes"
"støttebehovsvurderinger" = "assessments of support need"
"indsatsmål" = "goals"
---*/
WITH norm AS (
  SELECT 2 AS gange, 20 AS borgere, 6 AS kommuner
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
  UNION ALL
  SELECT leverance_kommune, leverance_id, borger_id, 'ydelse' AS felt, 'ydelser' AS hvad FROM gaeldende_ydelse
),
kommune AS (
  SELECT leverance_kommune, MAX(leverance_id) AS leverance_id, COUNT(DISTINCT borger_id) AS borgere
  FROM raekke GROUP BY leverance_kommune
),
ordnet AS (
  SELECT
    k.leverance_kommune, k.leverance_id, k.borgere, COUNT(*) OVER (PARTITION BY n.kommuner) AS antal,
    ROW_NUMBER() OVER (ORDER BY k.borgere, k.leverance_kommune) AS nr
  FROM kommune k CROSS JOIN norm n WHERE k.borgere >= n.borgere
),
gruppe AS (
  SELECT
    o.leverance_kommune, o.leverance_id, o.borgere,
    CASE
      WHEN o.antal >= 3 * n.kommuner
      THEN CASE WHEN o.nr * 3 <= o.antal THEN 1 WHEN o.nr * 3 <= o.antal * 2 THEN 2 ELSE 3 END
      WHEN o.antal >= 2 * n.kommuner AND o.nr * 2 > o.antal THEN 2
      ELSE 1
    END AS gruppe
  FROM ordnet o CROSS JOIN norm n
),
slags AS (
  SELECT g.gruppe, g.leverance_kommune, g.leverance_id, g.borgere, r.felt, r.hvad, r.raekker
  FROM gruppe g
  JOIN (
    SELECT leverance_kommune, felt, hvad, COUNT(*) AS raekker FROM raekke GROUP BY leverance_kommune, felt, hvad
  ) r ON g.leverance_kommune = r.leverance_kommune
),
rangeret AS (
  SELECT
    a.gruppe, a.felt, a.leverance_kommune, a.borgere, a.raekker, COUNT(*) AS kommuner, MIN(b.borgere) AS fra,
    MAX(b.borgere) AS til,
    SUM(
      CASE
        WHEN b.raekker * a.borgere < a.raekker * b.borgere THEN 1
        WHEN b.raekker * a.borgere = a.raekker * b.borgere AND b.leverance_kommune <= a.leverance_kommune THEN 1
        ELSE 0
      END
    ) AS plads
  FROM slags a JOIN slags b ON a.gruppe = b.gruppe AND a.felt = b.felt
  GROUP BY a.gruppe, a.felt, a.leverance_kommune, a.borgere, a.raekker
),
skel AS (
  SELECT
    gruppe, felt, MAX(kommuner) AS kommuner, MAX(fra) AS fra, MAX(til) AS til,
    MIN(CASE WHEN plads * 4 >= kommuner THEN plads END) AS nedre,
    MIN(CASE WHEN plads * 2 >= kommuner THEN plads END) AS midt,
    MIN(CASE WHEN plads * 4 >= kommuner * 3 THEN plads END) AS oevre
  FROM rangeret GROUP BY gruppe, felt
)
SELECT
  a.leverance_id, CAST(NULL AS INTEGER) AS fil_nr, CAST(NULL AS INTEGER) AS post_nr, CAST(NULL AS BIGINT) AS borger_id,
  a.felt, CAST(NULL AS VARCHAR) AS vaerdi, a.hvad, a.raekker, a.borgere, s.kommuner, s.fra, s.til,
  m.raekker AS midt_raekker, m.borgere AS midt_borgere
FROM slags a
CROSS JOIN norm n
JOIN skel s ON a.gruppe = s.gruppe AND a.felt = s.felt
JOIN rangeret m ON s.gruppe = m.gruppe AND s.felt = m.felt AND s.midt = m.plads
JOIN rangeret q ON s.gruppe = q.gruppe AND s.felt = q.felt AND s.nedre = q.plads
JOIN rangeret p ON s.gruppe = p.gruppe AND s.felt = p.felt AND s.oevre = p.plads
WHERE s.kommuner >= n.kommuner
  AND (
    a.raekker * p.borgere > n.gange * p.raekker * a.borgere OR n.gange * a.raekker * q.borgere < q.raekker * a.borgere
  )
