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
  SELECT DISTINCT paragraf, kommune_kode, borger_id FROM analyse_ydelse
  UNION ALL
  SELECT 'I alt' AS paragraf, kommune_kode, borger_id FROM analyse_borger
),
udredt AS (
  SELECT DISTINCT g.paragraf, a.kommune_kode, a.borger_id, a.kode
  FROM gruppe g
  JOIN analyse_ad a ON g.kommune_kode = a.kommune_kode AND g.borger_id = a.borger_id
  WHERE a.dato IS NOT NULL
),
maal AS (
  SELECT DISTINCT paragraf, kommune_kode, borger_id, tema_kode AS kode
  FROM analyse_maal_ydelse
  WHERE tema_kode IS NOT NULL
  UNION ALL
  SELECT DISTINCT 'I alt' AS paragraf, kommune_kode, borger_id, tema_kode AS kode
  FROM analyse_maal
  WHERE tema_kode IS NOT NULL
),
begge AS (
  SELECT paragraf, kommune_kode, borger_id, kode, 1 AS udredt, 0 AS maal FROM udredt
  UNION ALL
  SELECT paragraf, kommune_kode, borger_id, kode, 0 AS udredt, 1 AS maal FROM maal
),
samlet AS (
  SELECT paragraf, kommune_kode, borger_id, kode, MAX(udredt) AS udredt, MAX(maal) AS maal
  FROM begge
  GROUP BY paragraf, kommune_kode, borger_id, kode
),
talt AS (
  SELECT
    paragraf, kode,
    CAST(SUM(udredt) AS BIGINT) AS udredt,
    CAST(SUM(udredt * maal) AS BIGINT) AS med_maal,
    CAST(SUM(CASE WHEN udredt = 0 THEN 1 ELSE 0 END) AS BIGINT) AS uden_udredning
  FROM samlet
  GROUP BY paragraf, kode
),
i_alt AS (
  SELECT paragraf, CAST(COUNT(*) AS BIGINT) AS borgere FROM gruppe GROUP BY paragraf
),
tema AS (
  SELECT b.kode, n.term AS tema, MIN(o.term) AS overtema
  FROM begreb b
  JOIN begreb_navn n ON b.kode = n.kode
  JOIN begreb_navn o ON b.overtema_kode = o.kode
  GROUP BY b.kode, n.term
)
SELECT t.paragraf, t.kode, b.tema, b.overtema, t.udredt, t.med_maal, t.uden_udredning, i.borgere
FROM talt t
JOIN i_alt i ON t.paragraf = i.paragraf
JOIN tema b ON t.kode = b.kode
ORDER BY t.paragraf, t.med_maal DESC, t.udredt DESC, b.tema, t.kode
