/*---
id = "V02"
grain = "paragraf og undertema; I alt er alle paragraffer"
kilde = "5-viden V02; S1/S2 Figur 1"
soejle = "andel"
filtre = ["kommune", "paragraf", "ydelse", "tilbud", "maalgruppe", "stoettebehov", "overtema", "undertema", "koen", "alder"]
kraever = ["ydelse", "udredningstema"]
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
navn = "borgere"
type = "antal"
da = "Borgere med temaet"
en = "Citizens with the theme"
[[kolonne]]
navn = "population"
type = "antal"
da = "Borgere, der fik ydelse"
en = "Citizens granted a service"
[[kolonne]]
navn = "andel"
type = "andel"
taeller = "borgere"
naevner = "population"
da = "Andel"
en = "Share"

[fund.top]
stoerst = "borgere"
[fund.nr2]
stoerst = "borgere"
nr = 2

[da]
titel = "Hvilke temaer er udredt, når borgeren får sin ydelse?"
definition = "Af de borgere, der fik en FFB-relevant ydelse med start i perioden: andelen, der på eller før ydelsens start har undertemaet registreret under funktioner og forhold eller omgivelser. En borger med flere starter efter samme paragraf tæller én gang; temaet tæller, når det er registreret på eller før den seneste af dem. Temaer uden dato kan ikke placeres og tæller ikke."
kilde = "Kommunens leverancer: udredningstemaer og ydelser"
saetninger = [
  "De hyppigste temaer ved visitation er {top.tema} ({top.andel}) og {nr2.tema} ({nr2.andel}) blandt {top.population:borger/borgere}.",
  "{top.tema} er det eneste tema ved visitation: {top.andel} af {top.population:borger/borgere}.",
]
[da.daekning]
tema = "Borgere med mindst ét tema på eller før start"
dateret = "Registrerede temaer med dato"
[da.ord]
"I alt" = "I alt"
Uoplyst = "Uoplyst"

[en]
titel = "Which themes have been assessed when the citizen is granted a service?"
definition = "Of the citizens granted an FFB-relevant service starting in the period: the share with the sub-theme recorded under functions and conditions, or surroundings, on or before the start. A citizen with several starts under the same section counts once; the theme counts when recorded on or before the latest of them. Themes without a date cannot be placed and do not count."
kilde = "The kommune's deliveries: assessment themes and services"
saetninger = [
  "The most frequent themes at the grant are {top.tema} ({top.andel}) and {nr2.tema} ({nr2.andel}) among {top.population:citizen/citizens}.",
  "{top.tema} is the only theme at the grant: {top.andel} of {top.population:citizen/citizens}.",
]
[en.daekning]
tema = "Citizens with at least one theme on or before the start"
dateret = "Recorded themes with a date"
[en.ord]
"I alt" = "In all"
Uoplyst = "Not stated"
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
talt AS (
  SELECT g.paragraf_nr, f.tema_nr, CAST(COUNT(*) AS BIGINT) AS borgere
  FROM gruppe g
  JOIN analyse_ff f ON g.borger_nr = f.borger_nr AND f.dato <= g.startdato
  GROUP BY g.paragraf_nr, f.tema_nr
),
i_alt AS (
  SELECT paragraf_nr, CAST(COUNT(*) AS BIGINT) AS population FROM gruppe GROUP BY paragraf_nr
)
SELECT p.paragraf, u.kode, u.tema, u.overtema, t.borgere, i.population
FROM talt t
JOIN i_alt i ON t.paragraf_nr = i.paragraf_nr
JOIN analyse_paragraf p ON t.paragraf_nr = p.paragraf_nr
JOIN analyse_undertema u ON t.tema_nr = u.tema_nr
ORDER BY p.paragraf, t.borgere DESC, u.tema, u.kode
