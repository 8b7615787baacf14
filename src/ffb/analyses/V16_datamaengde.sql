/*---
id = "V16"
grain = "paragraf, slags og tidspunkt; I alt er alle paragraffer"
kilde = "5-viden V16; S1 (varians i antal registreringer; hvor mange temaer ville I forvente pr. borger)"
soejle = "pr_borger"
filtre = ["kommune", "paragraf", "ydelse", "tilbud", "maalgruppe", "stoettebehov", "koen", "alder"]
kraever = ["ydelse"]
minimum = 5

[opdeling]
kolonne = "paragraf"
standard = "I alt"

[[kolonne]]
navn = "paragraf"
type = "tekst"
da = "Paragraf"
en = "Section of the law"
[[kolonne]]
navn = "slags_kode"
type = "kode"
skjult = true
da = "Slagsens kode"
en = "Code of the kind"
[[kolonne]]
navn = "slags"
type = "tekst"
da = "Slags"
en = "Kind"
[[kolonne]]
navn = "tidspunkt_kode"
type = "kode"
skjult = true
da = "Tidspunktets kode"
en = "Code of the moment"
[[kolonne]]
navn = "tidspunkt"
type = "tekst"
da = "Hvornår"
en = "When"
[[kolonne]]
navn = "antal"
type = "antal"
da = "Registreringer"
en = "Records"
[[kolonne]]
navn = "borgere"
type = "antal"
da = "Borgere"
en = "Citizens"
[[kolonne]]
navn = "pr_borger"
type = "tal"
taeller = "antal"
naevner = "borgere"
da = "Pr. borger"
en = "Per citizen"
[[kolonne]]
navn = "alle"
type = "tal"
taeller = "alle_antal"
naevner = "alle_borgere"
da = "Alle indsatser"
en = "All interventions"
[[kolonne]]
navn = "norm"
type = "antal"
da = "Jeres norm"
en = "Your norm"
[[kolonne]]
navn = "uden"
type = "antal"
skjult = true
da = "Borgere uden"
en = "Citizens without"
[[kolonne]]
navn = "andel_uden"
type = "andel"
taeller = "uden"
naevner = "borgere"
da = "Andel uden"
en = "Share without"

[fund.ad]
hvor = { slags_kode = "ad", tidspunkt_kode = "visitation" }
[fund.ad_nu]
hvor = { slags_kode = "ad", tidspunkt_kode = "nu" }
[fund.ff]
hvor = { slags_kode = "ff", tidspunkt_kode = "visitation" }
[fund.maal]
hvor = { slags_kode = "maaltype", tidspunkt_kode = "nu" }

[da]
titel = "Hvor meget registreres der om hver borger?"
definition = "Borgere, der fik en FFB-relevant ydelse med start i perioden, og hvor meget der er registreret om dem pr. borger: forskellige undertemaer under funktioner og forhold (F&F) og under aktivitet og deltagelse (A&D), dage med en vurdering af støttebehov og indsatsmål med en måltype. Ved visitation er på eller før den seneste start i perioden, nu er på udvalgets dag. Borgere uden registreringer tæller som nul. Der er intet facit: tallet ses mod gennemsnittet for alle indsatser, mod jeres egen norm, når I har sat en (afsnittet V16 i filen med normer), og mod kommuner af samme størrelse (»Sammenlign med«). Rækker uden dato kan ikke placeres."
kilde = "Kommunens leverancer: udredningstemaer, aktivitet og deltagelse, støttebehov, indsatsmål og ydelser"
saetninger = [
  "Ved visitation er der registreret {ff.pr_borger} F&F- og {ad.pr_borger} A&D-temaer pr. borger; nu er der {ad_nu.pr_borger} A&D-temaer og {maal.pr_borger} mål pr. borger ({ad.borgere:borger/borgere}).",
]
[da.daekning]
ff = "Borgere med mindst ét F&F-tema nu"
ad = "Borgere med mindst ét A&D-tema nu"
stoettebehov = "Borgere med mindst én vurdering af støttebehov nu"
maaltype = "Borgere med mindst ét mål med måltype nu"
[da.ord]
"I alt" = "I alt"
Uoplyst = "Uoplyst"
"F&F-temaer" = "F&F-temaer"
"A&D-temaer" = "A&D-temaer"
"Støttebehov" = "Støttebehov"
"Måltyper" = "Måltyper"
"Ved visitation" = "Ved visitation"
"Nu" = "Nu"
norm = "Streg: alle indsatser"

[en]
titel = "How much is recorded about each citizen?"
definition = "Citizens granted an FFB-relevant service starting in the period, and how much is recorded about them per citizen: different sub-themes under functions and conditions (F&F) and under activity and participation (A&D), days with an assessment of the support need, and goals with a goal type. At the grant is on or before the latest start in the period, now is on the day of the choice. Citizens with no records count as zero. There is no right answer: the figure is seen against the mean of all interventions, against your own norm when you have set one (the section V16 of the file of norms), and against kommuner of the same size ('Compare with'). Rows without a date cannot be placed."
kilde = "The kommune's deliveries: assessment themes, activity and participation, support needs, goals and services"
saetninger = [
  "At the grant {ff.pr_borger} F&F and {ad.pr_borger} A&D themes are recorded per citizen; now there are {ad_nu.pr_borger} A&D themes and {maal.pr_borger} goals per citizen ({ad.borgere:citizen/citizens}).",
]
[en.daekning]
ff = "Citizens with at least one F&F theme now"
ad = "Citizens with at least one A&D theme now"
stoettebehov = "Citizens with at least one assessment of the support need now"
maaltype = "Citizens with at least one goal with a goal type now"
[en.ord]
"I alt" = "In all"
Uoplyst = "Not stated"
"F&F-temaer" = "F&F themes"
"A&D-temaer" = "A&D themes"
"Støttebehov" = "Support needs"
"Måltyper" = "Goal types"
"Ved visitation" = "At the grant"
"Nu" = "Now"
norm = "Tick: all interventions"
---*/
WITH startet AS (
  SELECT y.kommune_kode, y.borger_id, y.paragraf, MAX(y.startdato) AS startdato
  FROM analyse_ydelse y
  CROSS JOIN analyse_valg v
  WHERE y.startdato >= v.periode_fra
  GROUP BY y.kommune_kode, y.borger_id, y.paragraf
  UNION ALL
  SELECT y.kommune_kode, y.borger_id, 'I alt' AS paragraf, MAX(y.startdato) AS startdato
  FROM analyse_ydelse y
  CROSS JOIN analyse_valg v
  WHERE y.startdato >= v.periode_fra
  GROUP BY y.kommune_kode, y.borger_id
),
tidspunkt AS (
  SELECT s.paragraf, s.kommune_kode, s.borger_id, 'visitation' AS tidspunkt, LEAST(s.startdato, v.dag) AS dag
  FROM startet s
  CROSS JOIN analyse_valg v
  UNION ALL
  SELECT s.paragraf, s.kommune_kode, s.borger_id, 'nu' AS tidspunkt, v.dag
  FROM startet s
  CROSS JOIN analyse_valg v
),
pr_borger AS (
  SELECT t.paragraf, t.tidspunkt, d.slags, t.kommune_kode, t.borger_id, COUNT(*) AS antal
  FROM tidspunkt t
  JOIN analyse_datum d ON t.kommune_kode = d.kommune_kode AND t.borger_id = d.borger_id AND d.dato <= t.dag
  GROUP BY t.paragraf, t.tidspunkt, d.slags, t.kommune_kode, t.borger_id
),
talt AS (
  SELECT paragraf, tidspunkt, slags, CAST(SUM(antal) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS med
  FROM pr_borger
  GROUP BY paragraf, tidspunkt, slags
),
i_alt AS (
  SELECT paragraf, CAST(COUNT(*) AS BIGINT) AS borgere FROM startet GROUP BY paragraf
),
slags AS (
  SELECT 1 AS nr, 'ff' AS slags, 'F&F-temaer' AS navn
  UNION ALL SELECT 2 AS nr, 'ad' AS slags, 'A&D-temaer' AS navn
  UNION ALL SELECT 3 AS nr, 'stoettebehov' AS slags, 'Støttebehov' AS navn
  UNION ALL SELECT 4 AS nr, 'maaltype' AS slags, 'Måltyper' AS navn
),
hvornaar AS (
  SELECT 1 AS nr, 'visitation' AS tidspunkt, 'Ved visitation' AS navn
  UNION ALL SELECT 2 AS nr, 'nu' AS tidspunkt, 'Nu' AS navn
)
SELECT
  i.paragraf, s.slags AS slags_kode, s.navn AS slags, h.tidspunkt AS tidspunkt_kode, h.navn AS tidspunkt,
  COALESCE(t.antal, 0) AS antal, i.borgere,
  COALESCE(a.antal, 0) AS alle_antal, n.borgere AS alle_borgere,
  i.borgere - COALESCE(t.med, 0) AS uden, CAST(e.vaerdi AS BIGINT) AS norm
FROM i_alt i
CROSS JOIN slags s
CROSS JOIN hvornaar h
JOIN i_alt n ON n.paragraf = 'I alt'
LEFT JOIN analyse_norm e ON e.regel = 'V16' AND e.navn = s.slags
LEFT JOIN talt t ON i.paragraf = t.paragraf AND s.slags = t.slags AND h.tidspunkt = t.tidspunkt
LEFT JOIN talt a ON a.paragraf = 'I alt' AND s.slags = a.slags AND h.tidspunkt = a.tidspunkt
ORDER BY i.paragraf, s.nr, h.nr
