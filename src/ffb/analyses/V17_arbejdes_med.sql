/*---
id = "V17"
grain = "paragraf og A&D-undertema; I alt er alle paragraffer"
kilde = "5-viden V17; S1 (hvad arbejdes der med, mod hvad der er udredt)"
soejle = "andel"
filtre = ["kommune", "paragraf", "ydelse", "tilbud", "maalgruppe", "stoettebehov", "overtema", "undertema", "koen", "alder"]
kraever = ["ydelse", "aktivitet_deltagelse", "indsatsmaal"]
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
navn = "kode"
type = "kode"
skjult = true
da = "Temaets kode"
en = "Code of the theme"
[[kolonne]]
navn = "tema"
type = "tekst"
da = "Undertema"
en = "Sub-theme"
[[kolonne]]
navn = "overtema"
type = "tekst"
da = "Overtema"
en = "Main theme"
[[kolonne]]
navn = "udredt"
type = "antal"
da = "Udredt"
en = "Assessed"
[[kolonne]]
navn = "med_maal"
type = "antal"
da = "Heraf med mål"
en = "Of these with a goal"
[[kolonne]]
navn = "andel"
type = "andel"
taeller = "med_maal"
naevner = "udredt"
da = "Andel med mål"
en = "Share with a goal"
[[kolonne]]
navn = "uden_udredning"
type = "antal"
da = "Mål uden udredning"
en = "Goal, not assessed"
[[kolonne]]
navn = "borgere"
type = "antal"
skjult = true
da = "Borgere i alt"
en = "Citizens in all"

[fund.top]
stoerst = "med_maal"
[fund.mindst]
stoerst = "udredt"

[da]
titel = "Hvilke af de udredte temaer arbejdes der med?"
definition = "Borgerne i udvalget med undertemaet registreret under aktivitet og deltagelse på eller før udvalgets dag, og hvor mange af dem der har et indsatsmål med temaet som det primære. Under en paragraf tælles borgere med en ydelse efter den og mål, der hører til sådan en ydelse (knyttet ved indsatsen, ellers afledt af borgerens ydelser på målets dato); under I alt tælles alle mål. En borger tæller én gang pr. tema. Et tema kan være udredt uden at kalde på en indsats: funktionsevnen kan være god, eller temaet kan vente. Mål om et tema, der ikke er udredt, står for sig."
kilde = "Kommunens leverancer: aktivitet og deltagelse, indsatsmål, indsatser og ydelser"
saetninger = [
  "Der arbejdes med {top.tema} hos flest: {top.med_maal:borger/borgere}, {top.andel} af dem, der er udredt på temaet. Oftest udredt er {mindst.tema}, hvor {mindst.andel} har et mål.",
  "Der arbejdes med {top.tema} hos flest: {top.med_maal:borger/borgere}; ingen af dem er udredt på temaet.",
]
[da.daekning]
tema = "Udredte temaer hos borgerne, der har et mål"
borger = "Borgere, der er udredt, med mindst ét mål om et udredt tema"
maal = "Mål, hvis primære tema er et A&D-tema"
ydelse = "Mål knyttet til en ydelse i udvalget"
[da.ord]
"I alt" = "I alt"
Uoplyst = "Uoplyst"
udredt = "Udredt"

[en]
titel = "Which of the themes assessed are being worked with?"
definition = "The citizens of the choice with the sub-theme recorded under activity and participation on or before its day, and how many of them have a goal with the theme as the primary one. Under a section of the law, citizens with a service under it count, and goals that belong to such a service (tied by the intervention, else derived from the citizen's services on the goal's date); under In all every goal counts. A citizen counts once per theme. A theme may be assessed without calling for an intervention: functioning may be good, or the theme may wait. Goals about a theme that is not assessed stand apart."
kilde = "The kommune's deliveries: activity and participation, goals, interventions and services"
saetninger = [
  "{top.tema} is worked with for most: {top.med_maal:citizen/citizens}, {top.andel} of those assessed on the theme. Most often assessed is {mindst.tema}, where {mindst.andel} have a goal.",
  "{top.tema} is worked with for most: {top.med_maal:citizen/citizens}; none of them is assessed on the theme.",
]
[en.daekning]
tema = "Assessed themes of the citizens that have a goal"
borger = "Citizens assessed, with at least one goal about an assessed theme"
maal = "Goals whose primary theme is an activity theme"
ydelse = "Goals tied to a service of the choice"
[en.ord]
"I alt" = "In all"
Uoplyst = "Not stated"
udredt = "Assessed"
---*/
WITH gruppe AS (
  SELECT DISTINCT paragraf_nr, borger_nr FROM analyse_ydelse
),
udredt AS (
  SELECT borger_nr, tema_nr FROM analyse_ad WHERE foerste = 1
),
maal AS (
  SELECT DISTINCT paragraf_nr, borger_nr, tema_nr
  FROM analyse_maal_ydelse
  WHERE tema_nr IS NOT NULL
  UNION ALL
  SELECT DISTINCT 0 AS paragraf_nr, borger_nr, tema_nr
  FROM analyse_maal
  WHERE tema_nr IS NOT NULL
),
celle AS (
  SELECT g.paragraf_nr, u.tema_nr, COUNT(*) AS udredt, 0 AS med_maal, 0 AS uden_udredning
  FROM udredt u
  JOIN gruppe g ON u.borger_nr = g.borger_nr
  GROUP BY g.paragraf_nr, u.tema_nr
  UNION ALL
  SELECT 0, tema_nr, COUNT(*), 0, 0 FROM udredt GROUP BY tema_nr
  UNION ALL
  SELECT m.paragraf_nr, m.tema_nr, 0, COUNT(u.borger_nr), COUNT(*) - COUNT(u.borger_nr)
  FROM maal m
  LEFT JOIN udredt u ON m.borger_nr = u.borger_nr AND m.tema_nr = u.tema_nr
  GROUP BY m.paragraf_nr, m.tema_nr
),
talt AS (
  SELECT
    paragraf_nr, tema_nr,
    CAST(SUM(udredt) AS BIGINT) AS udredt,
    CAST(SUM(med_maal) AS BIGINT) AS med_maal,
    CAST(SUM(uden_udredning) AS BIGINT) AS uden_udredning
  FROM celle
  GROUP BY paragraf_nr, tema_nr
),
i_alt AS (
  SELECT paragraf_nr, CAST(COUNT(*) AS BIGINT) AS borgere FROM gruppe GROUP BY paragraf_nr
  UNION ALL
  SELECT 0 AS paragraf_nr, CAST(COUNT(*) AS BIGINT) AS borgere FROM analyse_borger
)
SELECT p.paragraf, u.kode, u.tema, u.overtema, t.udredt, t.med_maal, t.uden_udredning, i.borgere
FROM talt t
JOIN i_alt i ON t.paragraf_nr = i.paragraf_nr
JOIN analyse_paragraf p ON t.paragraf_nr = p.paragraf_nr
JOIN analyse_undertema u ON t.tema_nr = u.tema_nr
ORDER BY p.paragraf, t.med_maal DESC, t.udredt DESC, u.tema, u.kode
