/*---
id = "V15"
grain = "inddeling og gruppe"
kilde = "5-viden V15; S2 (borgere pr. ydelse, målgruppe, støttebehov)"
soejle = "borgere"
filtre = ["kommune", "paragraf", "ydelse", "tilbud", "maalgruppe", "stoettebehov", "koen", "alder"]
kraever = ["ydelse"]
minimum = 5

[opdeling]
kolonne = "inddeling"
standard = "paragraf"
raekkefoelge = ["paragraf", "ydelse", "maalgruppe", "stoettebehov"]

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
navn = "borgere"
type = "antal"
da = "Borgere"
en = "Citizens"
[[kolonne]]
navn = "population"
type = "antal"
skjult = true
da = "Borgere i alt"
en = "Citizens in all"
[[kolonne]]
navn = "andel"
type = "andel"
taeller = "borgere"
naevner = "population"
da = "Andel af borgerne"
en = "Share of the citizens"

[fund.top]
stoerst = "borgere"
uden = { kode = ["", "ukendt"] }
[fund.alle]
stoerst = "population"
[fund.tom]
hvor = { kode = "" }

[da]
titel = "Hvor mange borgere får hvad?"
definition = "Unikke borgere med mindst én FFB-relevant ydelse, der løber i perioden. En borger med flere ydelser tæller i hver gruppe, hun hører til, så grupperne kan ikke lægges sammen. Målgruppen er ydelsens primære; støttebehovet er det seneste. (Tom) betyder, at oplysningen mangler, og vises, så den kan findes."
kilde = "Kommunens leverancer: ydelser, målgrupper og støttebehov"
saetninger = [
  "{alle.population:borger/borgere} har en ydelse i perioden; flest, {top.andel}, er i gruppen {top.navn}. Hos {tom.andel} mangler oplysningen.",
  "{alle.population:borger/borgere} har en ydelse i perioden; flest, {top.andel}, er i gruppen {top.navn}.",
  "{alle.population:borger/borgere} har en ydelse i perioden; ingen er i en kendt gruppe.",
]
[da.daekning]
ydelse = "Borgere, hvis ydelser alle har en FFB-ydelse"
maalgruppe = "Borgere, hvis ydelser alle har en primær målgruppe"
stoettebehov = "Borgere med et vurderet støttebehov"
[da.ord]
paragraf = "Paragraf"
ydelse = "Ydelse"
maalgruppe = "Målgruppe"
stoettebehov = "Støttebehov"
"(Tom)" = "(Tom)"
"(Ukendt kode)" = "(Ukendt kode)"
Uoplyst = "Uoplyst"

[en]
titel = "How many citizens receive what?"
definition = "Unique citizens with at least one FFB-relevant service running in the period. A citizen with several services counts in each group she belongs to, so groups cannot be added. The target group is the service's primary one; the support need is the latest. (Empty) means that the information is missing, and is shown so that it can be found."
kilde = "The kommune's deliveries: services, target groups and support needs"
saetninger = [
  "{alle.population:citizen has/citizens have} a service in the period; most, {top.andel}, are in the group {top.navn}. For {tom.andel} the information is missing.",
  "{alle.population:citizen has/citizens have} a service in the period; most, {top.andel}, are in the group {top.navn}.",
  "{alle.population:citizen has/citizens have} a service in the period; none is in a known group.",
]
[en.daekning]
ydelse = "Citizens whose services all have an FFB service"
maalgruppe = "Citizens whose services all have a primary target group"
stoettebehov = "Citizens with an assessed support need"
[en.ord]
paragraf = "Section of the law"
ydelse = "Service"
maalgruppe = "Target group"
stoettebehov = "Support need"
"(Tom)" = "(Empty)"
"(Ukendt kode)" = "(Unknown code)"
Uoplyst = "Not stated"
---*/
WITH gruppe AS (
  SELECT 'paragraf' AS inddeling, paragraf AS kode, borger_nr FROM analyse_ydelse
  UNION ALL
  SELECT 'ydelse' AS inddeling, ydelse_kode AS kode, borger_nr FROM analyse_ydelse
  UNION ALL
  SELECT 'maalgruppe' AS inddeling, COALESCE(m.maalgruppe_kode, '') AS kode, y.borger_nr
  FROM analyse_ydelse y
  LEFT JOIN analyse_maalgruppe_alle m ON y.ydelse_nr = m.ydelse_nr AND m.rang = 1
  UNION ALL
  SELECT 'stoettebehov' AS inddeling, stoettebehov AS kode, borger_nr FROM analyse_borger
),
talt AS (
  SELECT inddeling, kode, CAST(COUNT(DISTINCT borger_nr) AS BIGINT) AS borgere
  FROM gruppe
  GROUP BY inddeling, kode
),
niveau AS (
  SELECT CAST(vaerdi AS VARCHAR) AS kode, MIN(TRIM(term)) AS term
  FROM begreb
  WHERE art = 'stoettebehovsniveau'
  GROUP BY vaerdi
),
i_alt AS (
  SELECT CAST(COUNT(*) AS BIGINT) AS population FROM analyse_borger
)
SELECT
  t.inddeling, t.kode,
  CASE
    WHEN t.kode = '' THEN '(Tom)'
    WHEN t.kode = 'ukendt' THEN '(Ukendt kode)'
    WHEN t.inddeling = 'paragraf' THEN t.kode
    WHEN t.inddeling = 'stoettebehov' THEN COALESCE(n.term, t.kode)
    ELSE COALESCE(b.term, t.kode)
  END AS navn,
  t.borgere, i.population
FROM talt t
CROSS JOIN i_alt i
LEFT JOIN begreb_navn b ON t.kode = b.kode
LEFT JOIN niveau n ON t.kode = n.kode AND t.inddeling = 'stoettebehov'
ORDER BY
  t.inddeling,
  CASE WHEN t.kode IN ('', 'ukendt') THEN 1 ELSE 0 END,
  CASE WHEN t.inddeling = 'stoettebehov' THEN t.kode ELSE '' END,
  t.borgere DESC, t.kode
