/*---
id = "V07"
grain = "inddeling og gruppe"
kilde = "5-viden V07; S2 (hvor ofte og hvor omfattende bliver der fulgt op)"
soejle = "andel"
filtre = ["kommune", "paragraf", "ydelse", "tilbud", "maalgruppe", "stoettebehov", "koen", "alder"]
kraever = ["ydelse", "opfoelgning"]
minimum = 5

[opdeling]
kolonne = "inddeling"
standard = "kadence"
raekkefoelge = ["kadence", "rettidig", "justering"]

[[kolonne]]
navn = "inddeling"
type = "kode"
da = "Inddelt efter"
en = "Divided by"
[[kolonne]]
navn = "kode"
type = "kode"
skjult = true
da = "Kode"
en = "Code"
[[kolonne]]
navn = "navn"
type = "tekst"
da = "Gruppe"
en = "Group"
[[kolonne]]
navn = "antal"
type = "antal"
da = "Antal"
en = "Number"
[[kolonne]]
navn = "af"
type = "antal"
da = "Af"
en = "Of"
[[kolonne]]
navn = "andel"
type = "andel"
taeller = "antal"
naevner = "af"
da = "Andel"
en = "Share"
[[kolonne]]
navn = "gennemsnit"
type = "tal"
skjult = true
taeller = "dage"
naevner = "af"
da = "Dage i gennemsnit"
en = "Days on average"

[fund.gns]
hvor = { inddeling = "kadence" }
[fund.over]
hvor = { inddeling = "rettidig", kode = "over" }
[fund.ingen]
hvor = { inddeling = "justering", kode = "ingen" }
[fund.score]
hvor = { inddeling = "justering", kode = "score" }

[da]
titel = "Hvor ofte følges der op, og hvad bliver justeret?"
definition = "Opfølgninger i perioden om borgere i udvalget; flere samme dag om samme borger er én. Dage mellem opfølgninger regnes fra borgerens forrige opfølgning, også når den ligger før perioden; en borgers første har ingen og tæller ikke med. Rettidig er indsatser med en løbende FFB-relevant ydelse på udvalgets dag (periodens sidste, dog højst den seneste leverance): overskredet er den, når den planlagte dato er passeret med mere end 14 dage uden en opfølgning, som i reglen OPF-01; en opfølgning op til 60 dage før datoen regnes for at være den. Justeret er en opfølgning, når et A&D-tema har fået et andet niveau, støttebehovet er ændret, eller en ydelse er begyndt eller slut højst 30 dage før eller efter; den kan tælle i flere af dem. Uændret kan være rigtigt: tallet viser omfanget, ikke om opfølgningen er god."
kilde = "Kommunens leverancer: opfølgninger, indsatser, funktionsevneniveau, støttebehov og ydelser"
saetninger = [
  "Der går i gennemsnit {gns.gennemsnit:helt} dage mellem opfølgningerne ({gns.af:mellemrum/mellemrum}).",
  "{over.andel} af de {over.af} indsatser i gang har en overskredet opfølgning.",
  "Ved {ingen.andel} af de {ingen.af} opfølgninger blev intet justeret; niveauer blev det ved {score.andel}.",
]
[da.daekning]
fulgt = "Borgere i udvalget, der er fulgt op i perioden"
dateret = "Opfølgninger med dato"
planlagt = "Indsatser i gang med en planlagt opfølgning"
[da.ord]
kadence = "Dage mellem opfølgninger"
rettidig = "Rettidig opfølgning"
justering = "Hvad justeres"
"Op til 3 måneder" = "Op til 3 måneder"
"3-6 måneder" = "3–6 måneder"
"6-9 måneder" = "6–9 måneder"
"9-12 måneder" = "9–12 måneder"
"Over 12 måneder" = "Over 12 måneder"
"Fulgt op eller ikke nået" = "Fulgt op, eller datoen er ikke nået"
"Inden for fristen" = "Passeret med højst 14 dage"
Overskredet = "Overskredet"
"Ingen dato" = "Ingen planlagt dato"
"Niveauer" = "Funktionsevneniveau"
"Støttebehov" = "Støttebehov"
Ydelser = "Ydelser"
"Intet justeret" = "Intet justeret"

[en]
titel = "How often is there a follow-up, and what is adjusted?"
definition = "Follow-ups in the period about citizens of the selection; several on one day about one citizen are one. Days between follow-ups are from the citizen's former follow-up, also where that is before the period; a citizen's first has none and does not count. In time is interventions with a running FFB-relevant service on the day of the selection (the last of the period, but no later than the newest delivery): it is overdue when the planned date is passed by more than 14 days without a follow-up, as in rule OPF-01; a follow-up up to 60 days before the date is regarded as it. A follow-up is adjusted when an A&D theme has another level, the support need has changed, or a service has begun or ended at most 30 days before or after; it may count in several of them. Unchanged may be right: the figure shows the extent, not whether the follow-up is good."
kilde = "The kommune's deliveries: follow-ups, interventions, levels, support needs and services"
saetninger = [
  "There are on average {gns.gennemsnit:helt} days between follow-ups ({gns.af:interval/intervals}).",
  "{over.andel} of the {over.af} interventions under way have an overdue follow-up.",
  "At {ingen.andel} of the {ingen.af} follow-ups nothing was adjusted; levels were at {score.andel}.",
]
[en.daekning]
fulgt = "Citizens of the selection followed up in the period"
dateret = "Follow-ups with a date"
planlagt = "Interventions under way with a planned follow-up"
[en.ord]
kadence = "Days between follow-ups"
rettidig = "Follow-up in time"
justering = "What is adjusted"
"Op til 3 måneder" = "Up to 3 months"
"3-6 måneder" = "3–6 months"
"6-9 måneder" = "6–9 months"
"9-12 måneder" = "9–12 months"
"Over 12 måneder" = "More than 12 months"
"Fulgt op eller ikke nået" = "Followed up, or date not reached"
"Inden for fristen" = "Passed by at most 14 days"
Overskredet = "Overdue"
"Ingen dato" = "No planned date"
"Niveauer" = "Level of functioning"
"Støttebehov" = "Support need"
Ydelser = "Services"
"Intet justeret" = "Nothing adjusted"
---*/
WITH navn AS (
  SELECT 'kadence' AS inddeling, '1' AS kode, 1 AS nr, 'Op til 3 måneder' AS navn UNION ALL
  SELECT 'kadence', '2', 2, '3-6 måneder' UNION ALL
  SELECT 'kadence', '3', 3, '6-9 måneder' UNION ALL
  SELECT 'kadence', '4', 4, '9-12 måneder' UNION ALL
  SELECT 'kadence', '5', 5, 'Over 12 måneder' UNION ALL
  SELECT 'rettidig', 'til', 1, 'Fulgt op eller ikke nået' UNION ALL
  SELECT 'rettidig', 'frist', 2, 'Inden for fristen' UNION ALL
  SELECT 'rettidig', 'over', 3, 'Overskredet' UNION ALL
  SELECT 'rettidig', 'ingen', 4, 'Ingen dato' UNION ALL
  SELECT 'justering', 'score', 1, 'Niveauer' UNION ALL
  SELECT 'justering', 'stoettebehov', 2, 'Støttebehov' UNION ALL
  SELECT 'justering', 'ydelse', 3, 'Ydelser' UNION ALL
  SELECT 'justering', 'ingen', 4, 'Intet justeret'
),
enhed AS (
  SELECT
    'kadence' AS inddeling,
    CASE WHEN dage <= 91 THEN '1' WHEN dage <= 182 THEN '2' WHEN dage <= 274 THEN '3' WHEN dage <= 365 THEN '4' ELSE '5'
    END AS kode
  FROM analyse_opfoelgning
  WHERE dage IS NOT NULL
  UNION ALL
  SELECT
    'rettidig' AS inddeling,
    CASE
      WHEN p.dage_over IS NULL THEN 'ingen' WHEN p.dage_over <= 0 THEN 'til' WHEN p.dage_over <= n.vaerdi THEN 'frist'
      ELSE 'over'
    END AS kode
  FROM analyse_planlagt p
  JOIN analyse_norm n ON n.regel = 'OPF-01' AND n.navn = 'frist'
  UNION ALL
  SELECT 'justering' AS inddeling, 'score' AS kode FROM analyse_opfoelgning WHERE score = 1
  UNION ALL
  SELECT 'justering' AS inddeling, 'stoettebehov' AS kode FROM analyse_opfoelgning WHERE stoettebehov = 1
  UNION ALL
  SELECT 'justering' AS inddeling, 'ydelse' AS kode FROM analyse_opfoelgning WHERE ydelse = 1
  UNION ALL
  SELECT 'justering' AS inddeling, 'ingen' AS kode FROM analyse_opfoelgning WHERE score + stoettebehov + ydelse = 0
),
i_alt AS (
  SELECT
    'kadence' AS inddeling, CAST(COUNT(dage) AS BIGINT) AS af, CAST(COALESCE(SUM(dage), 0) AS BIGINT) AS dage
  FROM analyse_opfoelgning
  UNION ALL
  SELECT 'rettidig' AS inddeling, CAST(COUNT(*) AS BIGINT) AS af, CAST(NULL AS BIGINT) AS dage FROM analyse_planlagt
  UNION ALL
  SELECT 'justering' AS inddeling, CAST(COUNT(*) AS BIGINT) AS af, CAST(NULL AS BIGINT) AS dage
  FROM analyse_opfoelgning
),
talt AS (
  SELECT inddeling, kode, CAST(COUNT(*) AS BIGINT) AS antal FROM enhed GROUP BY inddeling, kode
)
SELECT n.inddeling, n.kode, n.navn, COALESCE(t.antal, 0) AS antal, i.af, i.dage
FROM navn n
JOIN i_alt i ON n.inddeling = i.inddeling
LEFT JOIN talt t ON n.inddeling = t.inddeling AND n.kode = t.kode
WHERE i.af > 0
ORDER BY n.inddeling, n.nr
