/*---
id = "V01"
grain = "slags oplysning"
kilde = "5-viden V01; S1 (86 kommuner har indberettet …, 12 har ikke; 5 har indberettet 1-5; top n har …)"
soejle = "indberetter"
filtre = ["kommune"]
minimum = 1

[[kolonne]]
navn = "slags"
type = "kode"
skjult = true
da = "Slags"
en = "Kind"
[[kolonne]]
navn = "navn"
type = "tekst"
da = "Oplysning"
en = "Information"
[[kolonne]]
navn = "indberetter"
type = "antal"
da = "Kommuner, der indberetter"
en = "Kommuner that report"
[[kolonne]]
navn = "faa"
type = "antal"
da = "Kommuner med 1-5"
en = "Kommuner with 1-5"
[[kolonne]]
navn = "ingen"
type = "antal"
da = "Kommuner med ingen"
en = "Kommuner with none"
[[kolonne]]
navn = "i_alt"
type = "antal"
da = "Registreringer i alt"
en = "Registrations in all"
[[kolonne]]
navn = "top_andel"
type = "andel"
taeller = "top"
naevner = "i_alt"
da = "Heraf fra de 5 kommuner med flest"
en = "Of these from the 5 kommuner with most"

[fund.hul]
uden = { ingen = 0 }
stoerst = "ingen"
[fund.faa]
uden = { faa = 0 }
stoerst = "faa"
[fund.faerrest]
mindst = "indberetter"
[da]
titel = "Hvem indberetter hvad?"
definition = "For hver slags oplysning: hvor mange af leverancernes kommuner der har mere end fem registreringer, en til fem, og ingen. Tallene er alle registreringer, der tæller i de nyeste leverancer, uanset periode. En til fem regnes ikke for indberetning. Et funktionsevneniveau er et aktivitets- og deltagelsestema med niveau 0-4; et støttebehov er niveau 0-4; ikke vurderet og ikke relevant tæller ikke. Kommuner, der slet ikke har sendt en leverance, er ikke med her: dem viser siden Indberetningsstatus hos Danmarks Statistik, som tæller på samme måde."
kilde = "Kommunernes leverancer: udredningstemaer, aktivitet og deltagelse, støttebehov og indsatsmål"
saetninger = [
  "{hul.navn} mangler helt fra {hul.ingen:kommune/kommuner}; {hul.indberetter:kommune/kommuner} indberetter det.",
  "{faa.faa:kommune/kommuner} har kun 1-5 registreringer af {faa.navn}; {faa.indberetter:kommune/kommuner} indberetter det.",
  "Alle fem slags indberettes af {faerrest.indberetter:kommune/kommuner}, der har en leverance.",
]
[da.daekning]
alle = "Kommuner, der indberetter alle fem slags"
[da.ord]
"Funktioner og forhold, omgivelser" = "Funktioner og forhold, omgivelser"
"Aktivitet og deltagelse" = "Aktivitet og deltagelse"
"Funktionsevneniveau (0-4)" = "Funktionsevneniveau (0–4)"
"Støttebehovsniveau (0-4)" = "Støttebehovsniveau (0–4)"
"Måltype" = "Måltype"
af = "af"
kommuner = "kommuner"

[en]
titel = "Who reports what?"
definition = "For each kind of information: how many of the kommuner of the deliveries have more than five registrations, one to five, and none. The figures are all registrations that count in the newest deliveries, whatever the period. One to five is not regarded as reporting. A level of functioning is an activity and participation theme with level 0-4; a support need is level 0-4; not assessed and not relevant do not count. Kommuner that have sent no delivery at all are not here: the page Reporting status at Statistics Denmark shows them, and counts in the same way."
kilde = "The kommuner's deliveries: assessment themes, activity and participation, support needs and goals"
saetninger = [
  "{hul.navn} is missing altogether from {hul.ingen:kommune/kommuner}; {hul.indberetter:kommune reports/kommuner report} it.",
  "{faa.faa:kommune has/kommuner have} only 1-5 records of {faa.navn}; {faa.indberetter:kommune reports/kommuner report} it.",
  "All five kinds are reported by {faerrest.indberetter:kommune that has/kommuner that have} a delivery.",
]
[en.daekning]
alle = "Kommuner that report all five kinds"
[en.ord]
"Funktioner og forhold, omgivelser" = "Functions and conditions, surroundings"
"Aktivitet og deltagelse" = "Activity and participation"
"Funktionsevneniveau (0-4)" = "Level of functioning (0–4)"
"Støttebehovsniveau (0-4)" = "Level of support need (0–4)"
"Måltype" = "Goal type"
af = "of"
kommuner = "kommuner"
---*/
WITH slags AS (
  SELECT 1 AS nr, 'ff' AS slags, 'Funktioner og forhold, omgivelser' AS navn UNION ALL
  SELECT 2, 'ad', 'Aktivitet og deltagelse' UNION ALL
  SELECT 3, 'score', 'Funktionsevneniveau (0-4)' UNION ALL
  SELECT 4, 'stoettebehov', 'Støttebehovsniveau (0-4)' UNION ALL
  SELECT 5, 'maaltype', 'Måltype'
),
talt AS (
  SELECT
    k.kommune_kode, s.slags, COALESCE(m.antal, 0) AS antal,
    ROW_NUMBER() OVER (PARTITION BY s.slags ORDER BY COALESCE(m.antal, 0) DESC, k.kommune_kode) AS plads
  FROM analyse_indberetter k
  CROSS JOIN slags s
  LEFT JOIN kommune_maengde m ON k.kommune_kode = COALESCE(m.kommune_kode, '') AND s.slags = m.slags
)
SELECT
  s.slags, s.navn,
  CAST(SUM(CASE WHEN t.antal > 5 THEN 1 ELSE 0 END) AS BIGINT) AS indberetter,
  CAST(SUM(CASE WHEN t.antal BETWEEN 1 AND 5 THEN 1 ELSE 0 END) AS BIGINT) AS faa,
  CAST(SUM(CASE WHEN t.antal = 0 THEN 1 ELSE 0 END) AS BIGINT) AS ingen,
  CAST(SUM(t.antal) AS BIGINT) AS i_alt,
  CAST(SUM(CASE WHEN t.plads <= 5 THEN t.antal ELSE 0 END) AS BIGINT) AS top
FROM slags s
JOIN talt t ON s.slags = t.slags
GROUP BY s.nr, s.slags, s.navn
ORDER BY s.nr
