/*---
id = "V06"
grain = "inddeling og gruppe; første række er alle"
kilde = "5-viden V06; S1 (hvad forbedres); issue 5.2: progression, der ikke vildleder"
soejle = "andel_forbedret"
filtre = ["kommune", "paragraf", "ydelse", "tilbud", "maalgruppe", "stoettebehov", "overtema", "undertema", "koen", "alder"]
kraever = ["ydelse", "aktivitet_deltagelse"]
minimum = 5

[opdeling]
kolonne = "inddeling"
standard = "undertema"
raekkefoelge = ["undertema", "startniveau"]

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
navn = "andel_forbedret"
type = "andel"
taeller = "forbedret"
naevner = "maalt"
da = "Forbedret"
en = "Improved"
[[kolonne]]
navn = "andel_uaendret"
type = "andel"
taeller = "uaendret"
naevner = "maalt"
da = "Uændret"
en = "Unchanged"
[[kolonne]]
navn = "andel_forvaerret"
type = "andel"
taeller = "forvaerret"
naevner = "maalt"
da = "Forværret"
en = "Worse"
[[kolonne]]
navn = "forbedret"
type = "antal"
skjult = true
da = "Antal forbedret"
en = "Number improved"
[[kolonne]]
navn = "uaendret"
type = "antal"
skjult = true
da = "Antal uændret"
en = "Number unchanged"
[[kolonne]]
navn = "forvaerret"
type = "antal"
skjult = true
da = "Antal forværret"
en = "Number worse"
[[kolonne]]
navn = "maalt"
type = "antal"
da = "Forløb med to scorer"
en = "Courses with two scores"
[[kolonne]]
navn = "en_score"
type = "antal"
da = "Kun én score"
en = "One score only"
[[kolonne]]
navn = "forloeb"
type = "antal"
skjult = true
da = "Forløb i alt"
en = "Courses in all"
[[kolonne]]
navn = "andel_maalt"
type = "andel"
taeller = "maalt"
naevner = "forloeb"
da = "Andel målt"
en = "Share measured"
[[kolonne]]
navn = "borgere"
type = "antal"
skjult = true
da = "Borgere"
en = "Citizens"
[[kolonne]]
navn = "nok"
type = "kode"
skjult = true
da = "Mindst 20 målte"
en = "At least 20 measured"

[fund.alle]
hvor = { kode = "alle" }
[fund.top]
stoerst = "andel_forbedret"
hvor = { inddeling = "undertema", nok = "ja" }
uden = { kode = "alle" }
[fund.hoej]
hvor = { inddeling = "startniveau", kode = "4" }
[fund.lav]
hvor = { inddeling = "startniveau", kode = "1" }

[da]
titel = "Hvad forbedres hos borgerne?"
definition = "Et forløb er én borger og ét undertema under aktivitet og deltagelse. Sammenlignet er borgerens første og seneste score (0 er bedst, 4 værst) på eller før udvalgets dag, også dem fra før perioden. Forløb med kun én score kan ikke måles; de tælles og vises. Grupper med under fem målte er tegnet svagt. »Ikke vurderet« er ingen score, og en score, der leveres igen uændret med samme dato, er ikke en ny. Den, der begynder med en høj score, får oftere en lavere næste gang, også uden indsats (regression mod gennemsnittet), og den, der begynder på 0, kan ikke forbedres: sammenlign derfor kun grupper, der begynder ens (vis »Startniveau«), og læs ikke ændringen som indsatsens virkning."
kilde = "Kommunens leverancer: aktivitet og deltagelse og ydelser"
saetninger = [
  "Af forløb, der begyndte på niveau 4, er {hoej.andel_forbedret} forbedret; af dem på niveau 1 er det {lav.andel_forbedret}. Sammenlign kun grupper, der begynder ens.",
  "{alle.andel_forbedret} er forbedret, {alle.andel_uaendret} uændret og {alle.andel_forvaerret} forværret i de {alle.andel_maalt} af forløbene, der er målt to gange; mest forbedret er {top.navn} ({top.andel_forbedret} af {top.maalt}).",
  "{alle.andel_forbedret} er forbedret, {alle.andel_uaendret} uændret og {alle.andel_forvaerret} forværret i de {alle.andel_maalt} af forløbene, der er målt to gange.",
  "Ingen af de {alle.forloeb:forløb/forløb} har to scorer: en udvikling kan ikke ses.",
]
[da.daekning]
borger = "Borgere med mindst to scorer af samme tema"
en_score = "Borgere, der har scorer, men kun én af hvert tema"
vurderet = "Vurderinger, der er en score (ikke »ikke vurderet«)"
ny = "Leverede scorer, der er nye (ikke leveret igen uændret)"
dateret = "Registreringer med dato"
[da.ord]
undertema = "Undertema"
startniveau = "Startniveau"
"Alle forløb" = "Alle forløb"
maalt = "Målt to gange"

[en]
titel = "What improves for the citizens?"
definition = "A course is one citizen and one sub-theme of activity and participation. Compared are the citizen's first and latest score (0 is best, 4 worst) on or before the day of the choice, also those before the period. Courses with one score only cannot be measured; they are counted and shown. Groups with fewer than five measured are drawn pale. 'Not assessed' is no score, and a score delivered again unchanged with the same date is not a new one. Who begins with a high score more often has a lower one next time, also without any intervention (regression to the mean), and who begins at 0 cannot improve: so compare only groups that begin alike (show 'Starting level'), and do not read the change as the effect of the intervention."
kilde = "The kommune's deliveries: activity and participation, and services"
saetninger = [
  "Of courses that began at level 4, {hoej.andel_forbedret} have improved; of those at level 1, {lav.andel_forbedret}. Compare only groups that begin alike.",
  "{alle.andel_forbedret} have improved, {alle.andel_uaendret} are unchanged and {alle.andel_forvaerret} worse among the {alle.andel_maalt} of the courses measured twice; most improved is {top.navn} ({top.andel_forbedret} of {top.maalt}).",
  "{alle.andel_forbedret} have improved, {alle.andel_uaendret} are unchanged and {alle.andel_forvaerret} worse among the {alle.andel_maalt} of the courses measured twice.",
  "None of the {alle.forloeb:course/courses} has two scores: no change can be seen.",
]
[en.daekning]
borger = "Citizens with at least two scores of the same theme"
en_score = "Citizens with scores, but only one of each theme"
vurderet = "Assessments that are a score (not 'not assessed')"
ny = "Delivered scores that are new (not delivered again unchanged)"
dateret = "Records with a date"
[en.ord]
undertema = "Sub-theme"
startniveau = "Starting level"
"Alle forløb" = "All courses"
maalt = "Measured twice"
---*/
WITH forloeb AS (
  SELECT
    borger_nr, tema_nr, foerste_niveau AS fra, niveau AS til, CASE WHEN foerste_dato < dato THEN 1 ELSE 0 END AS maalt
  FROM analyse_ad
  WHERE seneste_score = 1
),
celle AS (
  SELECT
    tema_nr, fra, COUNT(*) AS forloeb, SUM(maalt) AS maalt,
    SUM(CASE WHEN til < fra THEN 1 ELSE 0 END) AS forbedret,
    SUM(CASE WHEN til = fra THEN maalt ELSE 0 END) AS uaendret,
    SUM(CASE WHEN til > fra THEN 1 ELSE 0 END) AS forvaerret
  FROM forloeb
  GROUP BY tema_nr, fra
),
unik AS (
  SELECT DISTINCT fra, borger_nr FROM forloeb
),
gruppe AS (
  SELECT 'undertema' AS inddeling, u.kode, c.forloeb, c.maalt, c.forbedret, c.uaendret, c.forvaerret, c.forloeb AS borgere
  FROM celle c
  JOIN analyse_undertema u ON c.tema_nr = u.tema_nr
  UNION ALL
  SELECT 'startniveau', CAST(fra AS VARCHAR), forloeb, maalt, forbedret, uaendret, forvaerret, 0 FROM celle
  UNION ALL
  SELECT 'startniveau', CAST(fra AS VARCHAR), 0, 0, 0, 0, 0, COUNT(*) FROM unik GROUP BY fra
  UNION ALL
  SELECT i.inddeling, 'alle', c.forloeb, c.maalt, c.forbedret, c.uaendret, c.forvaerret, 0
  FROM celle c
  CROSS JOIN (SELECT 'undertema' AS inddeling UNION ALL SELECT 'startniveau' AS inddeling) i
  UNION ALL
  SELECT i.inddeling, 'alle', 0, 0, 0, 0, 0, COUNT(DISTINCT u.borger_nr)
  FROM unik u
  CROSS JOIN (SELECT 'undertema' AS inddeling UNION ALL SELECT 'startniveau' AS inddeling) i
  GROUP BY i.inddeling
),
talt AS (
  SELECT
    inddeling, kode,
    CAST(SUM(forloeb) AS BIGINT) AS forloeb,
    CAST(SUM(maalt) AS BIGINT) AS maalt,
    CAST(SUM(forbedret) AS BIGINT) AS forbedret,
    CAST(SUM(uaendret) AS BIGINT) AS uaendret,
    CAST(SUM(forvaerret) AS BIGINT) AS forvaerret,
    CAST(SUM(borgere) AS BIGINT) AS borgere
  FROM gruppe
  GROUP BY inddeling, kode
),
niveau AS (
  SELECT CAST(vaerdi AS VARCHAR) AS kode, MIN(TRIM(term)) AS term
  FROM begreb
  WHERE art = 'funktionsevneniveau'
  GROUP BY vaerdi
)
SELECT
  t.inddeling, t.kode,
  CASE
    WHEN t.kode = 'alle' THEN 'Alle forløb'
    WHEN t.inddeling = 'startniveau' THEN t.kode || ' ' || COALESCE(n.term, '')
    ELSE COALESCE(b.term, t.kode)
  END AS navn,
  t.forbedret, t.uaendret, t.forvaerret, t.maalt, t.forloeb - t.maalt AS en_score, t.forloeb, t.borgere,
  CASE WHEN t.maalt >= 20 THEN 'ja' ELSE 'nej' END AS nok
FROM talt t
LEFT JOIN begreb_navn b ON t.kode = b.kode
LEFT JOIN niveau n ON t.kode = n.kode AND t.inddeling = 'startniveau'
ORDER BY
  t.inddeling DESC,
  CASE WHEN t.kode = 'alle' THEN 0 ELSE 1 END,
  CASE WHEN t.inddeling = 'startniveau' THEN t.kode ELSE '' END,
  t.maalt DESC, t.forloeb DESC, t.kode
