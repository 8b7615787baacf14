/*---
id = "V12"
grain = "lov, FFB-ydelse og FSIII-ydelse; I alt er mindst én"
kilde = "5-viden V12; S2 (FLIS: potentielle overlappende ydelser)"
soejle = "borgere"
filtre = ["kommune", "paragraf", "ydelse", "tilbud", "maalgruppe", "stoettebehov", "koen", "alder"]
kraever = ["ydelse", "fsiii_ydelse"]
minimum = 5

[opdeling]
kolonne = "lov"
standard = "§83"
raekkefoelge = ["§83", "§83a", "Ældreloven"]

[[kolonne]]
navn = "lov"
type = "tekst"
da = "FSIII-ydelsens lov"
en = "Law of the FSIII service"
[[kolonne]]
navn = "kode"
type = "kode"
skjult = true
da = "FFB-ydelsens kode"
en = "Code of the FFB service"
[[kolonne]]
navn = "ffb"
type = "tekst"
da = "FFB-ydelse"
en = "FFB service"
[[kolonne]]
navn = "fsiii_kode"
type = "kode"
skjult = true
da = "FSIII-ydelsens navn i kataloget"
en = "The FSIII service's name in the catalogue"
[[kolonne]]
navn = "fsiii"
type = "tekst"
da = "FSIII-ydelse"
en = "FSIII service"
[[kolonne]]
navn = "borgere"
type = "antal"
da = "Borgere med begge"
en = "Citizens with both"
[[kolonne]]
navn = "population"
type = "antal"
skjult = true
da = "Borgere med FFB-ydelse på dagen"
en = "Citizens with an FFB service on the day"
[[kolonne]]
navn = "andel"
type = "andel"
taeller = "borgere"
naevner = "population"
da = "Andel af borgere med FFB-ydelse"
en = "Share of citizens with an FFB service"

[fund.alle]
hvor = { kode = "I alt", fsiii_kode = "I alt" }
[fund.top]
stoerst = "borgere"
uden = { kode = ["I alt", "NULL", "", "ukendt"], fsiii_kode = "I alt" }
[fund.ingen]
hvor = { kode = "NULL", fsiii_kode = "I alt" }

[da]
titel = "Hvem får både FFB-ydelser og hjælp efter § 83, § 83 a eller ældreloven?"
definition = "Unikke borgere, der på udvalgets dag både har en løbende FFB-relevant ydelse i udvalget og en løbende FSIII-ydelse efter loven. Dagen er periodens sidste, dog højst den seneste leverance. Loven følger FSIII-kodens gruppe (H1 er § 83, H2 er § 83 a), medmindre leverancen siger ældreloven. En borger tæller én gang i hver celle, hun hører til, så celler kan ikke lægges sammen; I alt er borgere med mindst én. Rækken »Ingen FFB-ydelse« er borgere, der har FSIII-ydelsen, men ingen FFB-relevant ydelse den dag; den vises, når der kun er afgrænset på kommune, køn og alder. »(Tom)« er FFB-ydelser uden kode. Andelen regnes af de kommuner, der har leveret FSIII-ydelser. Et overlap er ikke en fejl: de to love kan supplere hinanden. Reglerne skiftede 1. juli 2025, da ældreloven trådte i kraft, og madservice blev ændret: FSIII 2024-10 har madservice både under § 83, stk. 1, nr. 3, og under ældreloven. Se derfor, om dagen ligger før eller efter. Kontrollér hos juristen."
kilde = "Kommunens leverancer: FFB-ydelser og FSIII-ydelser; FSIII 2024-10"
hjemmel = "FFB-ydelserne er givet efter serviceloven (§§ 82 a-d, 85, 103, 104, 107, 108) og almenboligloven (§ 105), FSIII-ydelserne efter serviceloven (§§ 83 og 83 a) og fra 1. juli 2025 ældreloven. Kommunen er dataansvarlig for begge og afgør selv, med hvilken hjemmel de sættes sammen, før tabellen fsiii_ydelse leveres; programmet kender den ikke."
formaal = "At se, hvor hjælpen efter de to love mødes, så den kan samordnes. Tallene er til overblik og ikke til at afgøre den enkelte borgers sag."
saetninger = [
  "{alle.borgere:borger/borgere} ({alle.andel}) får begge dele på dagen; oftest {top.fsiii} sammen med {top.ffb} ({top.borgere:borger/borgere}).",
  "{alle.borgere:borger/borgere} ({alle.andel}) får begge dele på dagen, men ingen med en kendt FFB-ydelse.",
  "Ingen får begge dele på dagen; {ingen.borgere:borger/borgere} har FSIII-ydelser uden en FFB-ydelse.",
]
[da.daekning]
kommuner = "Kommuner, der har leveret FSIII-ydelser"
kendt = "FSIII-ydelser på dagen, der er efter § 83, § 83 a eller ældreloven"
overlap = "Borgere med FFB-ydelse på dagen, der også har en af dem"
[da.ord]
"I alt" = "I alt"
"(Tom)" = "(Tom)"
"(Ukendt kode)" = "(Ukendt kode)"
"Ingen FFB-ydelse" = "Ingen FFB-ydelse"
"Ældreloven" = "Ældreloven"

[en]
titel = "Who receives both FFB services and help under section 83, 83a or the Elderly Act?"
definition = "Unique citizens who on the day of the selection have both a running FFB-relevant service in the selection and a running FSIII service under the law. The day is the last of the period, but no later than the newest delivery. The law follows the group of the FSIII code (H1 is section 83, H2 is section 83a), unless the delivery says the Elderly Act. A citizen counts once in each cell she belongs to, so cells cannot be added; In all is citizens with at least one. The row \"No FFB service\" is citizens with the FSIII service but no FFB-relevant service that day; it is shown where only kommune, sex and age are narrowed. \"(Empty)\" is FFB services without a code. The share is of the kommuner that delivered FSIII services. An overlap is no fault: the two laws may supplement each other. The rules changed on 1 July 2025, when the Elderly Act came into force and meal service was changed: FSIII 2024-10 has meal service both under section 83(1)(3) and under the Elderly Act. So see whether the day is before or after. Check with the lawyer."
kilde = "The kommune's deliveries: FFB services and FSIII services; FSIII 2024-10"
hjemmel = "The FFB services are granted under the Act on Social Services (sections 82a-d, 85, 103, 104, 107, 108) and the Act on Social Housing (section 105), the FSIII services under the Act on Social Services (sections 83 and 83a) and since 1 July 2025 the Elderly Act. The kommune is the controller of both and decides itself on what legal basis they are joined, before the table fsiii_ydelse is delivered; the program does not know it."
formaal = "To see where help under the two laws meets, so that it can be coordinated. The figures give an overview and do not decide the case of a citizen."
saetninger = [
  "{alle.borgere:citizen receives/citizens receive} both ({alle.andel}) on the day; most often {top.fsiii} together with {top.ffb} ({top.borgere:citizen/citizens}).",
  "{alle.borgere:citizen receives/citizens receive} both ({alle.andel}) on the day, but none with a known FFB service.",
  "None receives both on the day; {ingen.borgere:citizen has/citizens have} FSIII services without an FFB service.",
]
[en.daekning]
kommuner = "Kommuner that delivered FSIII services"
kendt = "FSIII services on the day under section 83, 83a or the Elderly Act"
overlap = "Citizens with an FFB service on the day who also have one of them"
[en.ord]
"I alt" = "In all"
"(Tom)" = "(Empty)"
"(Ukendt kode)" = "(Unknown code)"
"Ingen FFB-ydelse" = "No FFB service"
"Ældreloven" = "Elderly Act"
---*/
WITH ffb AS (
  SELECT DISTINCT y.borger_nr, y.kommune_kode, y.ydelse_kode AS kode
  FROM analyse_ydelse y
  CROSS JOIN analyse_valg v
  WHERE y.startdato <= v.dag AND (y.slutdato IS NULL OR y.slutdato >= v.dag)
),
borger AS (
  SELECT DISTINCT borger_nr, kommune_kode FROM ffb
),
nogen AS (
  SELECT DISTINCT y.borger_nr
  FROM analyse_ydelse_alle y
  CROSS JOIN analyse_valg v
  WHERE y.startdato <= v.dag AND (y.slutdato IS NULL OR y.slutdato >= v.dag)
),
fsiii AS (
  SELECT DISTINCT kommune_nr, borger_id, borger_nr, valgt, lov, fsiii_nr FROM analyse_fsiii WHERE lov <> ''
),
linje AS (
  SELECT borger_nr, valgt, lov, fsiii_nr FROM fsiii
  UNION ALL
  SELECT borger_nr, valgt, lov, -1 AS fsiii_nr
  FROM (SELECT DISTINCT kommune_nr, borger_id, borger_nr, valgt, lov FROM fsiii) i_alt
),
kolonne AS (
  SELECT borger_nr, kode FROM ffb
  UNION ALL
  SELECT borger_nr, 'I alt' AS kode FROM borger
),
talt AS (
  SELECT k.kode, l.lov, l.fsiii_nr, CAST(COUNT(*) AS BIGINT) AS borgere
  FROM linje l
  JOIN kolonne k ON l.borger_nr = k.borger_nr
  GROUP BY k.kode, l.lov, l.fsiii_nr
  UNION ALL
  SELECT 'NULL' AS kode, l.lov, l.fsiii_nr, CAST(COUNT(*) AS BIGINT) AS borgere
  FROM linje l
  CROSS JOIN analyse_valg v
  LEFT JOIN nogen n ON l.borger_nr = n.borger_nr
  WHERE n.borger_nr IS NULL AND l.valgt = 1
    AND NOT (v.paragraf_valgt OR v.ydelse_valgt OR v.tilbud_valgt OR v.maalgruppe_valgt OR v.stoettebehov_valgt)
  GROUP BY l.lov, l.fsiii_nr
),
alle AS (
  SELECT CAST(COUNT(*) AS BIGINT) AS population
  FROM borger b
  JOIN analyse_kommune_fsiii k ON b.kommune_kode = k.kommune_kode
),
navn AS (
  SELECT DISTINCT fsiii_nr, fsiii FROM analyse_fsiii_kode
  UNION ALL
  SELECT 0 AS fsiii_nr, '(Ukendt kode)' AS fsiii
  UNION ALL
  SELECT -1 AS fsiii_nr, 'I alt' AS fsiii
)
SELECT
  t.lov, t.kode,
  CASE
    WHEN t.kode = 'NULL' THEN 'Ingen FFB-ydelse'
    WHEN t.kode = 'I alt' THEN 'I alt'
    WHEN t.kode = '' THEN '(Tom)'
    WHEN t.kode = 'ukendt' THEN '(Ukendt kode)'
    ELSE COALESCE(b.term, t.kode)
  END AS ffb,
  f.fsiii AS fsiii_kode, f.fsiii, t.borgere,
  CASE WHEN t.kode = 'NULL' THEN CAST(NULL AS BIGINT) ELSE a.population END AS population
FROM talt t
CROSS JOIN alle a
JOIN navn f ON t.fsiii_nr = f.fsiii_nr
JOIN talt r ON t.lov = r.lov AND t.kode = r.kode AND r.fsiii_nr = -1
LEFT JOIN talt s ON t.lov = s.lov AND t.fsiii_nr = s.fsiii_nr AND s.kode = 'I alt'
LEFT JOIN begreb_navn b ON t.kode = b.kode
ORDER BY
  t.lov,
  CASE t.kode WHEN 'I alt' THEN 0 WHEN '' THEN 2 WHEN 'ukendt' THEN 2 WHEN 'NULL' THEN 3 ELSE 1 END,
  r.borgere DESC, t.kode,
  CASE WHEN t.fsiii_nr = -1 THEN 0 ELSE 1 END,
  COALESCE(s.borgere, 0) DESC, f.fsiii
