/*---
id = "V13"
grain = "inddeling, funktion, år og gruppe"
kilde = "5-viden V13; S2 (økonomidata koblet med FFB: funktion 5.38.50, 5.38.51 og 5.38.52)"
soejle = "borgere"
filtre = ["kommune"]
kraever = ["ydelse", "regnskab"]
minimum = 5

[opdeling]
kolonne = "inddeling"
standard = "pris"
raekkefoelge = ["pris", "stoettebehov", "maalgruppe"]

[[kolonne]]
navn = "inddeling"
type = "kode"
da = "Inddelt efter"
en = "Divided by"
[[kolonne]]
navn = "funktion"
type = "kode"
da = "Funktion"
en = "Function"
[[kolonne]]
navn = "navn"
type = "tekst"
da = "Funktionens navn"
en = "Name of the function"
[[kolonne]]
navn = "aar"
type = "kode"
da = "År"
en = "Year"
[[kolonne]]
navn = "kode"
type = "kode"
skjult = true
da = "Gruppens kode"
en = "Code of the group"
[[kolonne]]
navn = "gruppe"
type = "tekst"
da = "Borgere efter"
en = "Citizens by"
[[kolonne]]
navn = "borgere"
type = "antal"
da = "Borgere"
en = "Citizens"
[[kolonne]]
navn = "i_funktionen"
type = "antal"
skjult = true
da = "Borgere i funktionen"
en = "Citizens in the function"
[[kolonne]]
navn = "andel"
type = "andel"
taeller = "borgere"
naevner = "i_funktionen"
da = "Andel af funktionens borgere"
en = "Share of the function's citizens"
[[kolonne]]
navn = "beloeb"
type = "tal"
da = "Regnskab (1.000 kr.)"
en = "Accounts (DKK 1,000)"
[[kolonne]]
navn = "pr_borger"
type = "tal"
taeller = "beloeb"
naevner = "i_pris"
da = "1.000 kr. pr. borger"
en = "DKK 1,000 per citizen"

[fund.dyrest]
hvor = { inddeling = "pris" }
stoerst = "pr_borger"
[fund.billigst]
hvor = { inddeling = "pris" }
mindst = "pr_borger"
[fund.hoej]
hvor = { inddeling = "stoettebehov", kode = ["3", "4"] }
stoerst = "andel"
[fund.gruppe]
hvor = { inddeling = ["stoettebehov", "maalgruppe"] }
uden = { kode = ["", "9", "ukendt"] }
stoerst = "borgere"
[fund.regnskab]
hvor = { inddeling = "pris" }
stoerst = "beloeb"

[da]
titel = "Hvad koster tilbuddene, og hvem bor der?"
definition = "Regnskabet er kommunens udgift på funktionen i året, i 1.000 kr. og løbende priser, som leveret. Borgere er unikke borgere med en FFB-relevant ydelse, der løber i året, efter den paragraf, funktionen svarer til: 5.38.50 længerevarende botilbud er § 108, 5.38.51 botilbudslignende tilbud er § 85 i ABL § 105, og 5.38.52 midlertidigt botilbud er § 107. Andre funktioner vises med beløb og uden borgere. År, som perioden rører, er med; vælg en længere periode for at se flere. Kun kommuner, der har leveret et beløb for funktionen og året, indgår. Pris pr. borger er beløbet delt med borgerne: det er ikke en takst, for funktionen har udgifter til borgere, der ikke er i FFB-data endnu, og en borger tæller helt, om hun har boet der en dag eller et år. Støttebehovet er borgerens seneste ved årets slutning, dog højst den seneste leverance; målgruppen er den primære på ydelsen, og en borger med flere er med i hver. Beløbet kan ikke deles på grupper."
kilde = "Kommunens leverancer: regnskab, ydelser, målgrupper og støttebehov"
hjemmel = "Regnskabet er offentlige tal om kommunen og ingen personoplysning. Borgerne tælles af FFB-data; kommunen er dataansvarlig."
formaal = "At se udgiften ved siden af borgernes støttebehov og målgruppe, så en forskel i pris kan forstås."
saetninger = [
  "{dyrest.navn} koster mest pr. borger: {dyrest.pr_borger:helt} tusind kr. i {dyrest.aar} mod {billigst.pr_borger:helt} i {billigst.navn} ({billigst.aar}).",
  "Størst er udgiften til {regnskab.navn}: {regnskab.beloeb:helt} tusind kr. i {regnskab.aar}; ingen borgere i FFB-data svarer til den.",
  "{hoej.andel} af borgerne i {hoej.navn} har {hoej.gruppe} ({hoej.aar}).",
  "Flest borgere er i gruppen {gruppe.gruppe} i {gruppe.navn} ({gruppe.borgere:borger/borgere} i {gruppe.aar}).",
  "Ingen borger i funktionerne har en kendt gruppe.",
]
[da.daekning]
kommuner = "Kommuner, der har leveret regnskab for årene"
stoettebehov = "Borgere i funktionerne med et vurderet støttebehov"
[da.ord]
pris = "Pris pr. borger"
stoettebehov = "Støttebehov"
maalgruppe = "Målgruppe"
Alle = "Alle"
"(Tom)" = "(Tom)"
"(Ukendt kode)" = "(Ukendt kode)"
"Botilbud til længerevarende ophold" = "Botilbud til længerevarende ophold"
"Botilbudslignende tilbud" = "Botilbudslignende tilbud"
"Botilbud til midlertidigt ophold" = "Botilbud til midlertidigt ophold"
"Anden funktion" = "Anden funktion"
"t.kr." = "t.kr."
borgere = "borgere"

[en]
titel = "What do the places cost, and who lives there?"
definition = "The accounts are the kommune's expense on the function in the year, in DKK 1,000 and current prices, as delivered. Citizens are unique citizens with an FFB-relevant service running in the year under the section the function answers to: 5.38.50 long-term accommodation is section 108, 5.38.51 accommodation-like places is section 85 in ABL section 105, and 5.38.52 temporary accommodation is section 107. Other functions are shown with the amount and without citizens. The years the period touches are there; choose a longer period to see more. Only kommuner that delivered an amount for the function and year are in it. Price per citizen is the amount divided by the citizens: it is not a tariff, for the function has expenses for citizens not yet in the FFB data, and a citizen counts whole whether she lived there a day or a year. The support need is the citizen's latest at the end of the year, but no later than the newest delivery; the target group is the service's primary one, and a citizen with several is in each. The amount cannot be divided into groups."
kilde = "The kommune's deliveries: accounts, services, target groups and support needs"
hjemmel = "The accounts are public figures about the kommune and no personal data. The citizens are counted from the FFB data; the kommune is the controller."
formaal = "To see the expense beside the citizens' support need and target group, so that a difference in price can be understood."
saetninger = [
  "{dyrest.navn} costs most per citizen: DKK {dyrest.pr_borger:helt} thousand in {dyrest.aar} against {billigst.pr_borger:helt} in {billigst.navn} ({billigst.aar}).",
  "The largest expense is {regnskab.navn}: DKK {regnskab.beloeb:helt} thousand in {regnskab.aar}; no citizens in the FFB data answer to it.",
  "{hoej.andel} of the citizens in {hoej.navn} have {hoej.gruppe} ({hoej.aar}).",
  "Most citizens are in the group {gruppe.gruppe} in {gruppe.navn} ({gruppe.borgere:citizen/citizens} in {gruppe.aar}).",
  "No citizen in the functions has a known group.",
]
[en.daekning]
kommuner = "Kommuner that delivered accounts for the years"
stoettebehov = "Citizens in the functions with an assessed support need"
[en.ord]
pris = "Price per citizen"
stoettebehov = "Support need"
maalgruppe = "Target group"
Alle = "All"
"(Tom)" = "(Empty)"
"(Ukendt kode)" = "(Unknown code)"
"Botilbud til længerevarende ophold" = "Long-term accommodation"
"Botilbudslignende tilbud" = "Accommodation-like places"
"Botilbud til midlertidigt ophold" = "Temporary accommodation"
"Anden funktion" = "Another function"
"t.kr." = "thousand kr."
borgere = "citizens"
---*/
WITH beloeb AS (
  SELECT funktion, MIN(navn) AS navn, aar, CAST(SUM(beloeb) AS DECIMAL(18, 2)) AS beloeb
  FROM analyse_regnskab
  GROUP BY funktion, aar
),
borger AS (
  SELECT DISTINCT funktion, aar, borger_nr, stoettebehov FROM analyse_funktion_borger
),
gruppe AS (
  SELECT 'pris' AS inddeling, funktion, aar, 'alle' AS kode, borger_nr FROM borger
  UNION ALL
  SELECT 'stoettebehov' AS inddeling, funktion, aar, stoettebehov AS kode, borger_nr FROM borger
  UNION ALL
  SELECT DISTINCT 'maalgruppe' AS inddeling, f.funktion, f.aar, COALESCE(m.maalgruppe_kode, '') AS kode, f.borger_nr
  FROM analyse_funktion_borger f
  LEFT JOIN analyse_maalgruppe_alle m ON f.ydelse_nr = m.ydelse_nr AND m.rang = 1
),
talt AS (
  SELECT inddeling, funktion, aar, kode, CAST(COUNT(*) AS BIGINT) AS borgere
  FROM gruppe
  GROUP BY inddeling, funktion, aar, kode
),
niveau AS (
  SELECT CAST(vaerdi AS VARCHAR) AS kode, MIN(TRIM(term)) AS term
  FROM begreb
  WHERE art = 'stoettebehovsniveau'
  GROUP BY vaerdi
),
alle AS (
  SELECT
    'pris' AS inddeling, b.funktion, b.navn, b.aar, 'alle' AS kode, t.borgere,
    CAST(NULL AS BIGINT) AS i_funktionen, b.beloeb
  FROM beloeb b
  LEFT JOIN talt t ON b.funktion = t.funktion AND b.aar = t.aar AND t.inddeling = 'pris'
  UNION ALL
  SELECT t.inddeling, t.funktion, b.navn, t.aar, t.kode, t.borgere, i.borgere AS i_funktionen,
    CAST(NULL AS DECIMAL(18, 2)) AS beloeb
  FROM talt t
  JOIN talt i ON t.funktion = i.funktion AND t.aar = i.aar AND i.inddeling = 'pris'
  JOIN beloeb b ON t.funktion = b.funktion AND t.aar = b.aar
  WHERE t.inddeling <> 'pris'
)
SELECT
  a.inddeling, a.funktion, a.navn, CAST(a.aar AS VARCHAR) AS aar, a.kode,
  CASE
    WHEN a.inddeling = 'pris' THEN 'Alle'
    WHEN a.kode = '' THEN '(Tom)'
    WHEN a.kode = 'ukendt' THEN '(Ukendt kode)'
    WHEN a.inddeling = 'stoettebehov' THEN COALESCE(n.term, a.kode)
    ELSE COALESCE(b.term, a.kode)
  END AS gruppe,
  a.borgere, a.i_funktionen, a.beloeb, CASE WHEN a.inddeling = 'pris' THEN a.borgere END AS i_pris
FROM alle a
LEFT JOIN begreb_navn b ON a.kode = b.kode
LEFT JOIN niveau n ON a.inddeling = 'stoettebehov' AND a.kode = n.kode
ORDER BY
  a.inddeling, a.funktion, a.aar,
  CASE WHEN a.kode IN ('', 'ukendt') THEN 1 ELSE 0 END,
  CASE WHEN a.inddeling = 'stoettebehov' THEN a.kode ELSE '' END,
  a.borgere DESC, a.kode
