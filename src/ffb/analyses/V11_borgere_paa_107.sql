/*---
id = "V11"
grain = "inddeling og gruppe"
kilde = "5-viden V11; S2 (viden om borgere på §107: hvilke tilbud har vi brug for til borgerne, og hvornår)"
soejle = "borgere"
filtre = ["kommune", "tilbud", "maalgruppe", "stoettebehov", "koen", "alder"]
kraever = ["ydelse"]
minimum = 5

[opdeling]
kolonne = "inddeling"
standard = "behov"
raekkefoelge = ["behov", "start", "maalgruppe", "stoettebehov", "ydelse", "dagtilbud", "hensyn", "maal"]

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
navn = "hoej"
type = "antal"
da = "Heraf højt eller fuldstændigt støttebehov"
en = "Of these high or full support need"
[[kolonne]]
navn = "population"
type = "antal"
skjult = true
da = "Borgere på § 107"
en = "Citizens under section 107"
[[kolonne]]
navn = "andel"
type = "andel"
taeller = "borgere"
naevner = "population"
da = "Andel af borgerne på § 107"
en = "Share of the citizens under section 107"

[fund.alle]
stoerst = "population"
[fund.naeste]
hvor = { inddeling = "behov" }
uden = { kode = "" }
[fund.aaben]
hvor = { inddeling = "behov", kode = "" }
[fund.top]
hvor = { inddeling = ["start", "maalgruppe", "stoettebehov", "ydelse", "dagtilbud", "hensyn", "maal"] }
uden = { kode = ["", "ukendt", "9"] }
stoerst = "borgere"

[da]
titel = "Hvem bor midlertidigt efter § 107, og hvornår får de brug for noget andet?"
definition = "Unikke borgere, der på udvalgets dag har en løbende ydelse efter § 107 (midlertidigt ophold). Dagen er periodens sidste, dog højst den seneste leverance. Forventet behov er det kvartal, opholdet planmæssigt slutter (den sidste af borgerens § 107-ydelser); de uden står for sig. Et ophold kan blive forlænget, så tallet er det behov, der skal tages stilling til, ikke hvor mange der flytter. Målgruppen er den primære; støttebehovet det seneste; ydelser er de andre FFB-relevante, der løber den dag; dagtilbud er tilbuddet på ydelser efter § 103 og § 104. Særlige hensyn er undertemaer under Fysiske funktioner (fx hørelse og syn) og rusmidler, registreret til og med dagen. Mål er undertemaerne i borgerens indsatsmål. En borger kan høre til flere grupper, så de kan ikke lægges sammen."
kilde = "Kommunens leverancer: ydelser, målgrupper, støttebehov, udredningstemaer og indsatsmål"
saetninger = [
  "{alle.population:borger/borgere} bor midlertidigt efter § 107; for {naeste.borgere:borger/borgere} slutter opholdet i {naeste.navn}, og {aaben.borgere} har ingen planlagt slut.",
  "{alle.population:borger/borgere} bor midlertidigt efter § 107; for {naeste.borgere:borger/borgere} slutter opholdet i {naeste.navn}.",
  "{aaben.population:borger/borgere} bor midlertidigt efter § 107; ingen af opholdene har en planlagt slut.",
  "{alle.population:borger/borgere} bor midlertidigt efter § 107; flest, {top.andel}, er i gruppen {top.navn}.",
  "{alle.population:borger/borgere} bor midlertidigt efter § 107; ingen er i en kendt gruppe.",
]
[da.daekning]
slut = "Borgere på § 107 med en planlagt slut"
stoettebehov = "Borgere på § 107 med et vurderet støttebehov"
[da.ord]
behov = "Forventet behov pr. kvartal"
start = "Opholdets start"
maalgruppe = "Målgruppe"
stoettebehov = "Støttebehov"
ydelse = "Andre ydelser"
dagtilbud = "Dagtilbud"
hensyn = "Særlige hensyn"
maal = "Indsatsmål"
"(Tom)" = "(Tom)"
"Ingen planlagt slut" = "Ingen planlagt slut"
"(Ukendt kode)" = "(Ukendt kode)"
"heraf med højt" = "heraf med højt støttebehov:"

[en]
titel = "Who lives temporarily under section 107, and when will they need something else?"
definition = "Unique citizens who on the day of the selection have a running service under section 107 (temporary stay). The day is the last of the period, but no later than the newest delivery. Expected need is the quarter in which the stay ends as planned (the last of the citizen's section 107 services); those without one stand apart. A stay may be prolonged, so the figure is the need to be decided on, not how many will move. The target group is the primary one; the support need the latest; services are the other FFB-relevant ones running that day; the day offer is the place of services under sections 103 and 104. Special considerations are sub-themes under Physical functions (such as hearing and sight) and substances, recorded up to the day. Goals are the sub-themes of the citizen's goals. A citizen may belong to several groups, so they cannot be added."
kilde = "The kommune's deliveries: services, target groups, support needs, assessment themes and goals"
saetninger = [
  "{alle.population:citizen lives/citizens live} temporarily under section 107; for {naeste.borgere:citizen/citizens} the stay ends in {naeste.navn}, and {aaben.borgere} have no planned end.",
  "{alle.population:citizen lives/citizens live} temporarily under section 107; for {naeste.borgere:citizen/citizens} the stay ends in {naeste.navn}.",
  "{aaben.population:citizen lives/citizens live} temporarily under section 107; none of the stays has a planned end.",
  "{alle.population:citizen lives/citizens live} temporarily under section 107; most, {top.andel}, are in the group {top.navn}.",
  "{alle.population:citizen lives/citizens live} temporarily under section 107; none is in a known group.",
]
[en.daekning]
slut = "Citizens under section 107 with a planned end"
stoettebehov = "Citizens under section 107 with an assessed support need"
[en.ord]
behov = "Expected need per quarter"
start = "Start of the stay"
maalgruppe = "Target group"
stoettebehov = "Support need"
ydelse = "Other services"
dagtilbud = "Day offer"
hensyn = "Special considerations"
maal = "Goals"
"(Tom)" = "(Empty)"
"Ingen planlagt slut" = "No planned end"
"(Ukendt kode)" = "(Unknown code)"
"heraf med højt" = "of these with high support need:"
---*/
WITH ydelse AS (
  SELECT y.ydelse_nr, y.borger_nr, y.paragraf, y.ydelse_kode, y.tilbud_kode
  FROM analyse_ydelse_alle y
  JOIN analyse_ophold o ON y.borger_nr = o.borger_nr
  CROSS JOIN analyse_valg v
  WHERE y.startdato <= v.dag AND (y.slutdato IS NULL OR y.slutdato >= v.dag)
),
beboer AS (
  SELECT a.borger_nr, a.kommune_kode, a.borger_id
  FROM analyse_ophold o
  JOIN analyse_borger_alle a ON o.borger_nr = a.borger_nr
),
hensyn AS (
  SELECT tema_nr, kode
  FROM analyse_undertema
  WHERE art = 'ff_undertema' AND (overtema = 'Fysiske funktioner' OR tema = 'Rusmidler')
),
gruppe AS (
  SELECT
    'behov' AS inddeling, borger_nr,
    COALESCE(
      CAST(EXTRACT(year FROM slutdato) AS VARCHAR) || 'K' || CAST(EXTRACT(quarter FROM slutdato) AS VARCHAR), ''
    ) AS kode
  FROM analyse_ophold
  UNION ALL
  SELECT 'start' AS inddeling, borger_nr, CAST(EXTRACT(year FROM startdato) AS VARCHAR) AS kode
  FROM analyse_ophold
  UNION ALL
  SELECT 'stoettebehov' AS inddeling, borger_nr, stoettebehov AS kode FROM analyse_ophold
  UNION ALL
  SELECT 'maalgruppe' AS inddeling, y.borger_nr, COALESCE(m.maalgruppe_kode, '') AS kode
  FROM ydelse y
  LEFT JOIN analyse_maalgruppe_alle m ON y.ydelse_nr = m.ydelse_nr AND m.rang = 1
  WHERE y.paragraf = '§107'
  UNION ALL
  SELECT 'ydelse' AS inddeling, borger_nr, ydelse_kode AS kode FROM ydelse WHERE paragraf <> '§107'
  UNION ALL
  SELECT 'dagtilbud' AS inddeling, borger_nr, tilbud_kode AS kode
  FROM ydelse
  WHERE paragraf IN ('§103', '§104')
  UNION ALL
  SELECT 'hensyn' AS inddeling, t.borger_nr, h.kode
  FROM analyse_ff_registrering t
  JOIN hensyn h ON t.tema_nr = h.tema_nr
  JOIN analyse_ophold o ON t.borger_nr = o.borger_nr
  CROSS JOIN analyse_valg v
  WHERE t.dato IS NULL OR t.dato <= v.dag
  UNION ALL
  SELECT 'maal' AS inddeling, o.borger_nr, COALESCE(b.kode, 'ukendt') AS kode
  FROM gaeldende_indsatsmaal g
  JOIN leverance_betjener s ON g.leverance_id = s.leverance_id
  JOIN beboer o ON s.kommune_kode = o.kommune_kode AND g.borger_id = o.borger_id
  CROSS JOIN analyse_valg v
  LEFT JOIN begreb_navn b ON g.tema_kode = b.kode AND b.art = 'ad_undertema'
  WHERE g.dato IS NULL OR g.dato <= v.dag
),
talt AS (
  SELECT
    g.inddeling, g.kode, CAST(COUNT(*) AS BIGINT) AS borgere, CAST(SUM(o.hoej) AS BIGINT) AS hoej
  FROM (SELECT DISTINCT inddeling, borger_nr, kode FROM gruppe) g
  JOIN analyse_ophold o ON g.borger_nr = o.borger_nr
  GROUP BY g.inddeling, g.kode
),
niveau AS (
  SELECT CAST(vaerdi AS VARCHAR) AS kode, MIN(TRIM(term)) AS term
  FROM begreb
  WHERE art = 'stoettebehovsniveau'
  GROUP BY vaerdi
),
i_alt AS (
  SELECT CAST(COUNT(*) AS BIGINT) AS population FROM analyse_ophold
)
SELECT
  t.inddeling, t.kode,
  CASE
    WHEN t.kode = '' AND t.inddeling = 'behov' THEN 'Ingen planlagt slut'
    WHEN t.kode = '' THEN '(Tom)'
    WHEN t.kode = 'ukendt' THEN '(Ukendt kode)'
    WHEN t.inddeling IN ('behov', 'start') THEN t.kode
    WHEN t.inddeling = 'stoettebehov' THEN COALESCE(n.term, t.kode)
    ELSE COALESCE(b.term, t.kode)
  END AS navn,
  t.borgere, t.hoej, i.population
FROM talt t
CROSS JOIN i_alt i
LEFT JOIN begreb_navn b ON t.kode = b.kode
LEFT JOIN niveau n ON t.kode = n.kode AND t.inddeling = 'stoettebehov'
ORDER BY
  t.inddeling,
  CASE WHEN t.kode IN ('', 'ukendt') THEN 1 ELSE 0 END,
  CASE WHEN t.inddeling IN ('behov', 'start', 'stoettebehov') THEN t.kode ELSE '' END,
  t.borgere DESC, t.kode
