/*---
id = "V03"
grain = "A&D-undertema"
kilde = "5-viden V03; S1/S2 Figur 2"
soejle = "andel"
filtre = ["kommune", "paragraf", "ydelse", "tilbud", "maalgruppe", "stoettebehov", "overtema", "undertema", "koen", "alder"]
kraever = ["ydelse", "aktivitet_deltagelse"]
minimum = 5

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
navn = "borgere"
type = "antal"
da = "Borgere med temaet"
en = "Citizens with the theme"
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
[[kolonne]]
navn = "scorer"
type = "antal"
skjult = true
da = "Heraf med en score 0-4"
en = "Of these with a score 0-4"
[[kolonne]]
navn = "ikke_vurderet"
type = "antal"
da = "Ikke vurderet"
en = "Not assessed"
[[kolonne]]
navn = "score"
type = "tal"
taeller = "score_sum"
naevner = "scorer"
da = "Middelscore"
en = "Mean score"
[[kolonne]]
navn = "nok"
type = "kode"
skjult = true
da = "Mindst 20 scorer"
en = "At least 20 scores"

[fund.top]
stoerst = "borgere"
[fund.svaerest]
stoerst = "score"
hvor = { nok = "ja" }

[da]
titel = "Hvilke A&D-temaer er udredt, og hvor nedsat er funktionsevnen?"
definition = "Af borgerne med en FFB-relevant ydelse i perioden: andelen, der har undertemaet registreret under aktivitet og deltagelse på eller før udvalgets dag, og gennemsnittet af deres seneste score (0 ingen, 1 let, 2 moderat, 3 svært, 4 fuldstændig nedsat). »Ikke vurderet« indgår ikke i gennemsnittet, men tælles; »ikke relevant« tæller ingen steder. Et tema uden dato kan ikke placeres. Gennemsnittet er kun over dem, der er udredt på temaet, og siger intet om de andre."
kilde = "Kommunens leverancer: aktivitet og deltagelse og ydelser"
saetninger = [
  "{top.tema} er det hyppigste tema ({top.andel} af {top.population:borger/borgere}); sværest nedsat er {svaerest.tema} med score {svaerest.score} i gennemsnit.",
  "{top.tema} er det hyppigste tema: {top.andel} af {top.population:borger/borgere}.",
]
[da.daekning]
ad = "Borgere med mindst ét A&D-tema"
vurderet = "Registrerede temaer, hvis seneste score er 0-4"
dateret = "Registreringer med dato"
[da.ord]
score = "Middelscore, 0–4"

[en]
titel = "Which activity themes have been assessed, and how impaired is functioning?"
definition = "Of the citizens with an FFB-relevant service in the period: the share with the sub-theme recorded under activity and participation on or before the day of the choice, and the mean of their latest score (0 none, 1 mild, 2 moderate, 3 severe, 4 complete impairment). 'Not assessed' is not part of the mean but counted; 'not relevant' counts nowhere. A theme without a date cannot be placed. The mean is over those assessed on the theme only, and says nothing of the others."
kilde = "The kommune's deliveries: activity and participation, and services"
saetninger = [
  "{top.tema} is the most frequent theme ({top.andel} of {top.population:citizen/citizens}); most impaired is {svaerest.tema} with a mean score of {svaerest.score}.",
  "{top.tema} is the most frequent theme: {top.andel} of {top.population:citizen/citizens}.",
]
[en.daekning]
ad = "Citizens with at least one activity theme"
vurderet = "Recorded themes whose latest score is 0-4"
dateret = "Records with a date"
[en.ord]
score = "Mean score, 0-4"
---*/
WITH talt AS (
  SELECT
    tema_nr,
    CAST(SUM(foerste) AS BIGINT) AS borgere,
    CAST(SUM(CASE WHEN niveau BETWEEN 0 AND 4 THEN seneste_vurdering ELSE 0 END) AS BIGINT) AS scorer,
    CAST(SUM(CASE WHEN niveau = 9 THEN seneste_vurdering ELSE 0 END) AS BIGINT) AS ikke_vurderet,
    CAST(SUM(CASE WHEN niveau BETWEEN 0 AND 4 THEN niveau * seneste_vurdering ELSE 0 END) AS BIGINT) AS score_sum
  FROM analyse_ad
  WHERE dato IS NOT NULL
  GROUP BY tema_nr
),
i_alt AS (
  SELECT CAST(COUNT(*) AS BIGINT) AS population FROM analyse_borger
)
SELECT
  u.kode, u.tema, u.overtema, t.borgere, i.population, t.scorer, t.ikke_vurderet, t.score_sum,
  CASE WHEN t.scorer >= 20 THEN 'ja' ELSE 'nej' END AS nok
FROM talt t
CROSS JOIN i_alt i
JOIN analyse_undertema u ON t.tema_nr = u.tema_nr
ORDER BY t.borgere DESC, u.tema, u.kode
