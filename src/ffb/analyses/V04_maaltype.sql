/*---
id = "V04"
grain = "paragraf; første række er alle mål"
kilde = "5-viden V04; S1/S2 Figur 3"
soejle = "andel_udvikle"
filtre = ["kommune", "paragraf", "ydelse", "tilbud", "maalgruppe", "stoettebehov", "overtema", "undertema", "koen", "alder"]
kraever = ["ydelse", "indsatsmaal"]
minimum = 5

[[kolonne]]
navn = "paragraf"
type = "tekst"
da = "Indsatstype"
en = "Type of intervention"
[[kolonne]]
navn = "andel_udvikle"
type = "andel"
taeller = "udvikle"
naevner = "maal"
da = "Udvikle"
en = "Develop"
[[kolonne]]
navn = "andel_fastholde"
type = "andel"
taeller = "fastholde"
naevner = "maal"
da = "Fastholde"
en = "Maintain"
[[kolonne]]
navn = "andel_begraense"
type = "andel"
taeller = "begraense"
naevner = "maal"
da = "Begrænse tab"
en = "Limit loss"
[[kolonne]]
navn = "udvikle"
type = "antal"
skjult = true
da = "Antal udvikle"
en = "Number develop"
[[kolonne]]
navn = "fastholde"
type = "antal"
skjult = true
da = "Antal fastholde"
en = "Number maintain"
[[kolonne]]
navn = "begraense"
type = "antal"
skjult = true
da = "Antal begrænse tab"
en = "Number limit loss"
[[kolonne]]
navn = "maal"
type = "antal"
da = "Mål"
en = "Goals"
[[kolonne]]
navn = "borgere"
type = "antal"
da = "Borgere"
en = "Citizens"
[[kolonne]]
navn = "afledt"
type = "antal"
skjult = true
da = "Antal afledt af borgerens ydelser"
en = "Number derived from the citizen's services"
[[kolonne]]
navn = "andel_afledt"
type = "andel"
taeller = "afledt"
naevner = "maal"
da = "Afledt"
en = "Derived"
[[kolonne]]
navn = "kode"
type = "kode"
skjult = true
da = "Kode"
en = "Code"

[fund.alle]
hvor = { kode = "alle" }
[fund.top]
stoerst = "maal"
uden = { kode = "alle" }

[da]
titel = "Hvad er målet med indsatsen: at udvikle, fastholde eller begrænse tab?"
definition = "Indsatsmål med en måltype om borgerne i udvalget, sat på eller før udvalgets dag, delt efter paragraffen for de ydelser, målet hører til. Målet hører til ydelserne på sin indsats. Fører målet ikke til en ydelse, er det afledt: det regnes til borgerens ydelser, der løb på målets dato. Et mål, der hører til flere paragraffer, tæller én gang i hver, så rækkerne kan ikke lægges sammen. Uden dato er målets dato den dag, det først blev set i en leverance."
kilde = "Kommunens leverancer: indsatsmål, indsatser og ydelser"
saetninger = [
  "{alle.andel_udvikle} af {alle.maal:mål/mål} går ud på at udvikle, {alle.andel_fastholde} på at fastholde og {alle.andel_begraense} på at begrænse tab; ved {top.paragraf}, der har flest mål, er det {top.andel_udvikle}, {top.andel_fastholde} og {top.andel_begraense}.",
  "{alle.andel_udvikle} af {alle.maal:mål/mål} går ud på at udvikle, {alle.andel_fastholde} på at fastholde og {alle.andel_begraense} på at begrænse tab af funktionsevne.",
]
[da.daekning]
borger = "Borgere med mindst ét mål"
maaltype = "Mål med en måltype"
ydelse = "Heraf knyttet til en ydelse i udvalget"
afledt = "Heraf kun afledt af borgerens ydelser på målets dato"
[da.ord]
"I alt" = "I alt"
Uoplyst = "Uoplyst"

[en]
titel = "What is the goal of the intervention: to develop, maintain or limit loss?"
definition = "Goals with a goal type about the citizens of the choice, set on or before its day, divided by the section of the law of the services the goal belongs to. A goal belongs to the services of its intervention. Where that leads to no service it is derived: counted with the citizen's services running on the goal's date. A goal that belongs to several sections counts once in each, so the rows cannot be added. Without a date the goal's date is the day it was first seen in a delivery."
kilde = "The kommune's deliveries: goals, interventions and services"
saetninger = [
  "{alle.andel_udvikle} of {alle.maal:goal/goals} aim to develop, {alle.andel_fastholde} to maintain and {alle.andel_begraense} to limit loss; under {top.paragraf}, which has most goals, it is {top.andel_udvikle}, {top.andel_fastholde} and {top.andel_begraense}.",
  "{alle.andel_udvikle} of {alle.maal:goal/goals} aim to develop, {alle.andel_fastholde} to maintain and {alle.andel_begraense} to limit loss of functioning.",
]
[en.daekning]
borger = "Citizens with at least one goal"
maaltype = "Goals with a goal type"
ydelse = "Of these tied to a service of the choice"
afledt = "Of these only derived from the citizen's services on the goal's date"
[en.ord]
"I alt" = "In all"
Uoplyst = "Not stated"
---*/
WITH par AS (
  SELECT DISTINCT maal_nr, borger_nr, maaltype, afledt, paragraf_nr
  FROM analyse_maal_ydelse
  WHERE maaltype <> ''
),
med_i_alt AS (
  SELECT borger_nr, maaltype, afledt, paragraf_nr FROM par
  UNION ALL
  SELECT borger_nr, maaltype, afledt, 0 AS paragraf_nr
  FROM (SELECT DISTINCT maal_nr, borger_nr, maaltype, afledt FROM par) maal
),
talt AS (
  SELECT
    paragraf_nr,
    CAST(SUM(CASE WHEN maaltype = 'udvikle' THEN 1 ELSE 0 END) AS BIGINT) AS udvikle,
    CAST(SUM(CASE WHEN maaltype = 'fastholde' THEN 1 ELSE 0 END) AS BIGINT) AS fastholde,
    CAST(SUM(CASE WHEN maaltype = 'begraense' THEN 1 ELSE 0 END) AS BIGINT) AS begraense,
    CAST(COUNT(*) AS BIGINT) AS maal,
    CAST(COUNT(DISTINCT borger_nr) AS BIGINT) AS borgere,
    CAST(SUM(CASE WHEN afledt THEN 1 ELSE 0 END) AS BIGINT) AS afledt
  FROM med_i_alt
  GROUP BY paragraf_nr
)
SELECT
  p.paragraf, t.udvikle, t.fastholde, t.begraense, t.maal, t.borgere, t.afledt,
  CASE WHEN t.paragraf_nr = 0 THEN 'alle' ELSE p.paragraf END AS kode
FROM talt t
JOIN analyse_paragraf p ON t.paragraf_nr = p.paragraf_nr
ORDER BY CASE WHEN t.paragraf_nr = 0 THEN 0 ELSE 1 END, t.maal DESC, p.paragraf
