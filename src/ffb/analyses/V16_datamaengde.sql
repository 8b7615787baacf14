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
  SELECT y.borger_nr, y.paragraf_nr, MAX(y.startdato) AS startdato
  FROM analyse_ydelse y
  CROSS JOIN analyse_valg v
  WHERE y.startdato >= v.periode_fra
  GROUP BY y.borger_nr, y.paragraf_nr
),
gruppe AS (
  SELECT paragraf_nr, borger_nr, startdato FROM startet
  UNION ALL
  SELECT 0 AS paragraf_nr, borger_nr, MAX(startdato) AS startdato FROM startet GROUP BY borger_nr
),
pr_borger AS (
  SELECT
    g.paragraf_nr, g.borger_nr,
    SUM(CASE WHEN d.dato <= g.startdato THEN d.ff ELSE 0 END) AS ff_visitation, SUM(d.ff) AS ff_nu,
    SUM(CASE WHEN d.dato <= g.startdato THEN d.ad ELSE 0 END) AS ad_visitation, SUM(d.ad) AS ad_nu,
    SUM(CASE WHEN d.dato <= g.startdato THEN d.stoettebehov ELSE 0 END) AS stoettebehov_visitation,
    SUM(d.stoettebehov) AS stoettebehov_nu,
    SUM(CASE WHEN d.dato <= g.startdato THEN d.maaltype ELSE 0 END) AS maaltype_visitation,
    SUM(d.maaltype) AS maaltype_nu
  FROM gruppe g
  JOIN analyse_datum d ON g.borger_nr = d.borger_nr
  CROSS JOIN analyse_valg v
  WHERE d.dato <= v.dag
  GROUP BY g.paragraf_nr, g.borger_nr
),
samlet AS (
  SELECT
    paragraf_nr,
    SUM(ff_visitation) AS ff_visitation, COUNT(CASE WHEN ff_visitation > 0 THEN 1 END) AS ff_visitation_med,
    SUM(ff_nu) AS ff_nu, COUNT(CASE WHEN ff_nu > 0 THEN 1 END) AS ff_nu_med,
    SUM(ad_visitation) AS ad_visitation, COUNT(CASE WHEN ad_visitation > 0 THEN 1 END) AS ad_visitation_med,
    SUM(ad_nu) AS ad_nu, COUNT(CASE WHEN ad_nu > 0 THEN 1 END) AS ad_nu_med,
    SUM(stoettebehov_visitation) AS stoettebehov_visitation,
    COUNT(CASE WHEN stoettebehov_visitation > 0 THEN 1 END) AS stoettebehov_visitation_med,
    SUM(stoettebehov_nu) AS stoettebehov_nu, COUNT(CASE WHEN stoettebehov_nu > 0 THEN 1 END) AS stoettebehov_nu_med,
    SUM(maaltype_visitation) AS maaltype_visitation,
    COUNT(CASE WHEN maaltype_visitation > 0 THEN 1 END) AS maaltype_visitation_med,
    SUM(maaltype_nu) AS maaltype_nu, COUNT(CASE WHEN maaltype_nu > 0 THEN 1 END) AS maaltype_nu_med
  FROM pr_borger
  GROUP BY paragraf_nr
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
),
talt AS (
  SELECT
    m.paragraf_nr, s.slags, h.tidspunkt,
    CAST(
      CASE s.slags || ' ' || h.tidspunkt
        WHEN 'ff visitation' THEN m.ff_visitation WHEN 'ff nu' THEN m.ff_nu
        WHEN 'ad visitation' THEN m.ad_visitation WHEN 'ad nu' THEN m.ad_nu
        WHEN 'stoettebehov visitation' THEN m.stoettebehov_visitation WHEN 'stoettebehov nu' THEN m.stoettebehov_nu
        WHEN 'maaltype visitation' THEN m.maaltype_visitation ELSE m.maaltype_nu
      END AS BIGINT
    ) AS antal,
    CAST(
      CASE s.slags || ' ' || h.tidspunkt
        WHEN 'ff visitation' THEN m.ff_visitation_med WHEN 'ff nu' THEN m.ff_nu_med
        WHEN 'ad visitation' THEN m.ad_visitation_med WHEN 'ad nu' THEN m.ad_nu_med
        WHEN 'stoettebehov visitation' THEN m.stoettebehov_visitation_med
        WHEN 'stoettebehov nu' THEN m.stoettebehov_nu_med
        WHEN 'maaltype visitation' THEN m.maaltype_visitation_med ELSE m.maaltype_nu_med
      END AS BIGINT
    ) AS med
  FROM samlet m
  CROSS JOIN slags s
  CROSS JOIN hvornaar h
),
i_alt AS (
  SELECT paragraf_nr, CAST(COUNT(*) AS BIGINT) AS borgere FROM gruppe GROUP BY paragraf_nr
)
SELECT
  p.paragraf, s.slags AS slags_kode, s.navn AS slags, h.tidspunkt AS tidspunkt_kode, h.navn AS tidspunkt,
  COALESCE(t.antal, 0) AS antal, i.borgere,
  COALESCE(a.antal, 0) AS alle_antal, n.borgere AS alle_borgere,
  i.borgere - COALESCE(t.med, 0) AS uden, CAST(e.vaerdi AS BIGINT) AS norm
FROM i_alt i
JOIN analyse_paragraf p ON i.paragraf_nr = p.paragraf_nr
CROSS JOIN slags s
CROSS JOIN hvornaar h
JOIN i_alt n ON n.paragraf_nr = 0
LEFT JOIN analyse_norm e ON e.regel = 'V16' AND e.navn = s.slags
LEFT JOIN talt t ON i.paragraf_nr = t.paragraf_nr AND s.slags = t.slags AND h.tidspunkt = t.tidspunkt
LEFT JOIN talt a ON a.paragraf_nr = 0 AND s.slags = a.slags AND h.tidspunkt = a.tidspunkt
ORDER BY p.paragraf, s.nr, h.nr
