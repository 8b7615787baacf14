/*---
id = "V14"
grain = "inddeling, gruppe og beskæftigelse"
kilde = "5-viden V14; S2 (data om beskæftigelse; fra beskyttet beskæftigelse til det ordinære arbejdsmarked)"
soejle = "andel"
filtre = ["kommune", "paragraf", "ydelse", "tilbud", "maalgruppe", "stoettebehov", "koen", "alder"]
kraever = ["ydelse", "beskaeftigelse"]
minimum = 5

[opdeling]
kolonne = "inddeling"
standard = "paragraf"
raekkefoelge = ["paragraf", "kommune", "overgang"]

[[kolonne]]
navn = "inddeling"
type = "kode"
da = "Inddelt efter"
en = "Divided by"
[[kolonne]]
navn = "kode"
type = "kode"
skjult = true
da = "Gruppens kode"
en = "Code of the group"
[[kolonne]]
navn = "gruppe"
type = "tekst"
da = "Gruppe"
en = "Group"
[[kolonne]]
navn = "nr"
type = "kode"
skjult = true
da = "Beskæftigelsens nummer"
en = "Number of the employment"
[[kolonne]]
navn = "type"
type = "tekst"
da = "Beskæftigelse"
en = "Employment"
[[kolonne]]
navn = "borgere"
type = "antal"
da = "Borgere"
en = "Citizens"
[[kolonne]]
navn = "population"
type = "antal"
da = "Borgere i gruppen"
en = "Citizens in the group"
[[kolonne]]
navn = "andel"
type = "andel"
taeller = "borgere"
naevner = "population"
da = "Andel af gruppen"
en = "Share of the group"

[fund.skift]
hvor = { inddeling = "overgang", kode = "1", nr = "job" }
[fund.overgang]
hvor = { inddeling = "overgang" }
stoerst = "borgere"
[fund.top]
hvor = { inddeling = ["paragraf", "kommune"], kode = "" }
stoerst = "borgere"
[fund.fleks]
hvor = { inddeling = ["paragraf", "kommune"], kode = "", nr = "3" }

[da]
titel = "Hvad er borgerne beskæftiget med?"
definition = "Unikke borgere i udvalget, hvis beskæftigelse er kendt på udvalgets dag (periodens sidste, dog højst den seneste leverance). Hver borger tæller ét sted: § 103 (beskyttet beskæftigelse) eller § 104 (aktivitet og samvær), når en sådan ydelse løber den dag; ellers den type, der er leveret for den nyeste måned til og med dagens, i rækkefølgen fleksjob, skånejob, revalideringsydelse, uddannelseshjælp, andet. Andele er af gruppens borgere med kendt beskæftigelse og giver 100 %. En borger med ydelser efter flere paragraffer er med i hver. Kommuner vises, når der er flere. Overgang sammenligner det samme for periodens første dag (eller den første måned, der er kendt i perioden) med udvalgets dag, for borgere, der er kendt begge gange; »Fleks- eller skånejob« er fleksjob og skånejob tilsammen."
kilde = "Kommunens leverancer: ydelser og beskæftigelse"
hjemmel = "Ydelserne er givet efter serviceloven og almenboligloven; beskæftigelsen kommer fra et andet fagområde. Kommunen er dataansvarlig for begge og afgør selv, med hvilken hjemmel de sættes sammen, før tabellen beskaeftigelse leveres; programmet kender den ikke."
formaal = "At se, om borgere med social støtte er på vej mod arbejde og uddannelse, samlet og ikke for den enkelte."
saetninger = [
  "{skift.andel} af dem, der var i beskyttet beskæftigelse (§ 103), er nu i fleksjob eller skånejob ({skift.borgere:borger/borgere} af {skift.population}).",
  "Ingen er kendt i beskyttet beskæftigelse (§ 103) både før og nu; størst er gruppen {overgang.gruppe} → {overgang.type} ({overgang.borgere:borger/borgere}).",
  "{top.type} er hyppigst: {top.andel} af {top.population:borger/borgere} med kendt beskæftigelse; {fleks.andel} er i fleksjob.",
  "{top.type} er hyppigst: {top.andel} af {top.population:borger/borgere} med kendt beskæftigelse.",
]
[da.daekning]
kommuner = "Kommuner, der har leveret beskæftigelse"
kendt = "Borgere, hvis beskæftigelse er kendt på dagen"
begge = "Borgere, der er kendt både først i perioden og på dagen"
[da.ord]
paragraf = "Paragraf"
kommune = "Kommune"
overgang = "Overgang fra–til"
"I alt" = "I alt"
Uoplyst = "Uoplyst"
Fleksjob = "Fleksjob"
"Skånejob" = "Skånejob"
Revalideringsydelse = "Revalidering"
"Uddannelseshjælp" = "Uddannelseshjælp"
Andet = "Andet"
Job = "Fleks- eller skånejob"

[en]
titel = "What are the citizens occupied with?"
definition = "Unique citizens of the selection whose employment is known on the day of the selection (the last of the period, but no later than the newest delivery). Each citizen counts in one place: section 103 (protected employment) or section 104 (activity and social contact) when such a service runs that day; else the type delivered for the newest month up to that day, in the order flex job, protected job, rehabilitation benefit, education benefit, other. Shares are of the group's citizens with known employment and make 100 %. A citizen with services under several sections is in each. Kommuner are shown where there are several. Transition compares the same for the first day of the period (or the first month known in the period) with the day of the selection, for citizens known both times; \"Flex or protected job\" is flex job and protected job together."
kilde = "The kommune's deliveries: services and employment"
hjemmel = "The services are granted under the Act on Social Services and the Act on Social Housing; employment comes from another field. The kommune is the controller of both and decides itself on what legal basis they are joined, before the table beskaeftigelse is delivered; the program does not know it."
formaal = "To see whether citizens with social support are on their way to work and education, as a whole and not for one person."
saetninger = [
  "{skift.andel} of those in protected employment (section 103) are now in a flex job or protected job ({skift.borgere:citizen/citizens} of {skift.population}).",
  "None is known in protected employment (section 103) both before and now; the largest group is {overgang.gruppe} → {overgang.type} ({overgang.borgere:citizen/citizens}).",
  "{top.type} is most frequent: {top.andel} of {top.population:citizen/citizens} with known employment; {fleks.andel} are in a flex job.",
  "{top.type} is most frequent: {top.andel} of {top.population:citizen/citizens} with known employment.",
]
[en.daekning]
kommuner = "Kommuner that delivered employment"
kendt = "Citizens whose employment is known on the day"
begge = "Citizens known both first in the period and on the day"
[en.ord]
paragraf = "Section of the law"
kommune = "Kommune"
overgang = "Transition from–to"
"I alt" = "In all"
Uoplyst = "Not stated"
Fleksjob = "Flex job"
"Skånejob" = "Protected job"
Revalideringsydelse = "Rehabilitation"
"Uddannelseshjælp" = "Education benefit"
Andet = "Other"
Job = "Flex or protected job"
---*/
WITH type AS (
  SELECT 1 AS nr, '§103' AS type UNION ALL SELECT 2, '§104' UNION ALL SELECT 3, 'Fleksjob' UNION ALL
  SELECT 4, 'Skånejob' UNION ALL SELECT 5, 'Revalideringsydelse' UNION ALL SELECT 6, 'Uddannelseshjælp' UNION ALL
  SELECT 7, 'Andet'
),
nu AS (
  SELECT borger_nr, kommune_kode, nr, maaned FROM analyse_beskaeftigelse WHERE ende = 'til'
),
par AS (
  SELECT f.nr AS fra, t.nr AS til
  FROM nu t
  JOIN analyse_beskaeftigelse f ON t.borger_nr = f.borger_nr AND f.ende = 'fra'
  WHERE f.maaned IS NULL OR t.maaned IS NULL OR f.maaned <> t.maaned
),
gruppe AS (
  SELECT 'paragraf' AS inddeling, p.paragraf AS kode, n.nr
  FROM nu n
  JOIN (SELECT DISTINCT borger_nr, paragraf_nr FROM analyse_ydelse) y ON n.borger_nr = y.borger_nr
  JOIN analyse_paragraf p ON y.paragraf_nr = p.paragraf_nr
  UNION ALL
  SELECT 'paragraf' AS inddeling, '' AS kode, nr FROM nu
  UNION ALL
  SELECT 'kommune' AS inddeling, kommune_kode AS kode, nr
  FROM nu
  WHERE (SELECT COUNT(DISTINCT kommune_kode) FROM nu) > 1
  UNION ALL
  SELECT 'kommune' AS inddeling, '' AS kode, nr FROM nu
  UNION ALL
  SELECT 'overgang' AS inddeling, CAST(fra AS VARCHAR) AS kode, til AS nr FROM par
),
i_alt AS (
  SELECT inddeling, kode, CAST(COUNT(*) AS BIGINT) AS population FROM gruppe GROUP BY inddeling, kode
),
talt AS (
  SELECT inddeling, kode, nr, CAST(COUNT(*) AS BIGINT) AS borgere FROM gruppe GROUP BY inddeling, kode, nr
),
celle AS (
  SELECT i.inddeling, i.kode, n.nr, CAST(n.nr AS VARCHAR) AS nr_kode, n.type, COALESCE(t.borgere, 0) AS borgere,
    i.population
  FROM i_alt i
  CROSS JOIN type n
  LEFT JOIN talt t ON i.inddeling = t.inddeling AND i.kode = t.kode AND n.nr = t.nr
  UNION ALL
  SELECT i.inddeling, i.kode, 8 AS nr, 'job' AS nr_kode, 'Job' AS type,
    CAST(COALESCE(SUM(t.borgere), 0) AS BIGINT) AS borgere, i.population
  FROM i_alt i
  LEFT JOIN talt t ON i.inddeling = t.inddeling AND i.kode = t.kode AND t.nr IN (3, 4)
  WHERE i.inddeling = 'overgang'
  GROUP BY i.inddeling, i.kode, i.population
)
SELECT
  c.inddeling, c.kode,
  CASE
    WHEN c.kode = '' THEN 'I alt'
    WHEN c.inddeling = 'overgang' THEN f.type
    WHEN c.inddeling = 'kommune' THEN COALESCE(k.navn, c.kode)
    ELSE c.kode
  END AS gruppe,
  c.nr_kode AS nr, c.type, c.borgere, c.population
FROM celle c
LEFT JOIN type f ON c.inddeling = 'overgang' AND c.kode = CAST(f.nr AS VARCHAR)
LEFT JOIN kommune k ON c.inddeling = 'kommune' AND c.kode = k.kommune_kode
ORDER BY
  c.inddeling,
  CASE WHEN c.kode = '' THEN 0 WHEN c.kode LIKE '§82%' THEN 1 WHEN c.kode LIKE '§85%' THEN 2 ELSE 3 END,
  c.kode, c.nr
