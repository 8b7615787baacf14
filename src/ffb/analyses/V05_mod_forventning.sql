/*---
id = "V05"
grain = "inddeling og gruppe; første række er alle mål"
kilde = "5-viden V05; S1, S2 (udvikling mod forventning); issue 5.2"
soejle = "andel_bedre"
filtre = ["kommune", "paragraf", "ydelse", "tilbud", "maalgruppe", "stoettebehov", "overtema", "undertema", "koen", "alder"]
kraever = ["ydelse", "indsatsmaal", "aktivitet_deltagelse"]
minimum = 5

[opdeling]
kolonne = "inddeling"
standard = "maaltype"
raekkefoelge = ["maaltype", "undertema", "ydelse"]

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
navn = "andel_bedre"
type = "andel"
taeller = "bedre"
naevner = "fulgt"
da = "Bedre"
en = "Better"
[[kolonne]]
navn = "andel_som_ventet"
type = "andel"
taeller = "som_ventet"
naevner = "fulgt"
da = "Som ventet"
en = "As expected"
[[kolonne]]
navn = "andel_vaerre"
type = "andel"
taeller = "vaerre"
naevner = "fulgt"
da = "Værre"
en = "Worse"
[[kolonne]]
navn = "bedre"
type = "antal"
skjult = true
da = "Antal bedre"
en = "Number better"
[[kolonne]]
navn = "som_ventet"
type = "antal"
skjult = true
da = "Antal som ventet"
en = "Number as expected"
[[kolonne]]
navn = "vaerre"
type = "antal"
skjult = true
da = "Antal værre"
en = "Number worse"
[[kolonne]]
navn = "fulgt"
type = "antal"
da = "Fulgt op"
en = "Followed up"
[[kolonne]]
navn = "mangler"
type = "antal"
da = "Uden ny score"
en = "No new score"
[[kolonne]]
navn = "venter"
type = "antal"
da = "Ikke fulgt op endnu"
en = "Not followed up yet"
[[kolonne]]
navn = "uden_forventet"
type = "antal"
skjult = true
da = "Uden forventet niveau"
en = "No expected level"
[[kolonne]]
navn = "maal"
type = "antal"
da = "Mål"
en = "Goals"
[[kolonne]]
navn = "andel_fulgt"
type = "andel"
taeller = "fulgt"
naevner = "maal"
skjult = true
da = "Andel fulgt op"
en = "Share followed up"
[[kolonne]]
navn = "borgere"
type = "antal"
skjult = true
da = "Borgere"
en = "Citizens"
[[kolonne]]
navn = "borgere_uden"
type = "antal"
da = "Borgere uden ny score"
en = "Citizens without a new score"
[[kolonne]]
navn = "med_start"
type = "antal"
skjult = true
da = "Fulgt op, med niveau ved målet"
en = "Followed up, with a level at the goal"
[[kolonne]]
navn = "ved_maal"
type = "tal"
taeller = "sum_start"
naevner = "med_start"
skjult = true
da = "Middelniveau ved målet"
en = "Mean level at the goal"
[[kolonne]]
navn = "forventet"
type = "tal"
taeller = "sum_forventet"
naevner = "med_start"
skjult = true
da = "Forventet middelniveau"
en = "Expected mean level"
[[kolonne]]
navn = "seneste"
type = "tal"
taeller = "sum_seneste"
naevner = "med_start"
skjult = true
da = "Seneste middelniveau"
en = "Latest mean level"

[fund.alle]
hvor = { kode = "alle" }

[da]
titel = "Går det borgerne, som indsatsmålene forventede?"
definition = "Indsatsmål om borgerne i udvalget, sat på eller før udvalgets dag. Sammenlignet er målets forventede niveau med den seneste score af målets tema (0 er bedst) efter målets dato og ved eller efter opfølgningen: lavere end forventet er bedre, det samme som ventet, højere værre. Opfølgningen er målets opfølgningsdato eller borgerens første registrerede opfølgning efter målets dato, den der kommer først; en score op til 30 dage før regnes for opfølgningens. Mål uden ny score, mål, der venter på opfølgning, og mål uden forventet niveau måles ikke, men tælles. »Ikke vurderet« og en score, der leveres igen uændret, er ingen ny score. Grupper med under fem målte er tegnet svagt. Et mål, der hører til flere ydelser, tæller én gang i hver. Den, der ligger højt, da målet sættes, ligger oftere lavere næste gang, også uden indsats (regression mod gennemsnittet): tallet siger, om forventningen holdt, ikke om indsatsen virkede."
kilde = "Kommunens leverancer: indsatsmål, aktivitet og deltagelse, opfølgninger og ydelser"
saetninger = [
  "{alle.andel_som_ventet} af de mål, der er fulgt op, gik som ventet, {alle.andel_bedre} bedre og {alle.andel_vaerre} værre; målt er de {alle.andel_fulgt} af {alle.maal:mål/mål}, der har en ny score.",
  "Ingen af de {alle.maal:mål/mål} er fulgt op med en ny score: om det gik som ventet, kan ikke ses.",
]
[da.daekning]
borger = "Borgere med mål, hvor mindst ét er fulgt op med en ny score"
mangler = "Mål, der skulle være fulgt op, men er uden ny score"
venter = "Mål, der venter på opfølgning"
uden_forventet = "Mål uden forventet niveau"
maal = "Borgere med mindst ét mål"
[da.ord]
maaltype = "Måltype"
undertema = "Undertema"
ydelse = "Ydelse"
"Alle mål" = "Alle mål"
Udvikle = "Udvikle"
Fastholde = "Fastholde"
"Begrænse tab" = "Begrænse tab"
"(Tom)" = "(Tom)"
"(Ukendt kode)" = "(Ukendt kode)"
fulgt = "Fulgt op"

[en]
titel = "Do the citizens do as the goals expected?"
definition = "Goals about the citizens of the choice, set on or before its day. Compared are the goal's expected level and the latest score of the goal's theme (0 is best) after the goal's date and at or after the follow-up: lower than expected is better, the same is as expected, higher is worse. The follow-up is the goal's follow-up date or the citizen's first recorded follow-up after the goal's date, whichever comes first; a score up to 30 days before counts as the follow-up's. Goals without a new score, goals waiting for their follow-up and goals without an expected level are not measured, but counted. 'Not assessed' and a score delivered again unchanged are no new score. Groups with fewer than five measured are drawn pale. A goal that belongs to several services counts once in each. Who is high when the goal is set is more often lower next time, also without any intervention (regression to the mean): the figure says whether the expectation held, not whether the intervention worked."
kilde = "The kommune's deliveries: goals, activity and participation, follow-ups and services"
saetninger = [
  "{alle.andel_som_ventet} of the goals followed up went as expected, {alle.andel_bedre} better and {alle.andel_vaerre} worse; measured are the {alle.andel_fulgt} of {alle.maal:goal/goals} that have a new score.",
  "None of the {alle.maal:goal/goals} has been followed up with a new score: whether it went as expected cannot be seen.",
]
[en.daekning]
borger = "Citizens with goals of which at least one is followed up with a new score"
mangler = "Goals due for follow-up but without a new score"
venter = "Goals waiting for their follow-up"
uden_forventet = "Goals without an expected level"
maal = "Citizens with at least one goal"
[en.ord]
maaltype = "Goal type"
undertema = "Sub-theme"
ydelse = "Service"
"Alle mål" = "All goals"
Udvikle = "Develop"
Fastholde = "Maintain"
"Begrænse tab" = "Limit loss"
"(Tom)" = "(Empty)"
"(Ukendt kode)" = "(Unknown code)"
fulgt = "Followed up"
---*/
WITH udfald AS (
  SELECT
    maal_nr, borger_nr, tema_nr, maaltype, maalt, udfald,
    CASE WHEN maalt AND start IS NOT NULL THEN 1 ELSE 0 END AS med_start, start, forventet, seneste
  FROM analyse_maal_udfald
),
gruppe AS (
  SELECT 'maaltype' AS inddeling, maaltype AS noegle, maal_nr FROM udfald
  UNION ALL
  SELECT 'undertema' AS inddeling, COALESCE(CAST(tema_nr AS VARCHAR), '') AS noegle, maal_nr FROM udfald
  UNION ALL
  SELECT DISTINCT 'ydelse' AS inddeling, ydelse_kode AS noegle, maal_nr FROM analyse_maal_ydelse
  UNION ALL
  SELECT 'alle' AS inddeling, 'alle' AS noegle, maal_nr FROM udfald
),
talt AS (
  SELECT
    g.inddeling, g.noegle,
    CAST(COUNT(*) AS BIGINT) AS maal,
    CAST(COUNT(CASE WHEN m.udfald = 'bedre' THEN 1 END) AS BIGINT) AS bedre,
    CAST(COUNT(CASE WHEN m.udfald = 'som_ventet' THEN 1 END) AS BIGINT) AS som_ventet,
    CAST(COUNT(CASE WHEN m.udfald = 'vaerre' THEN 1 END) AS BIGINT) AS vaerre,
    CAST(COUNT(CASE WHEN m.maalt THEN 1 END) AS BIGINT) AS fulgt,
    CAST(COUNT(CASE WHEN m.udfald = 'mangler' THEN 1 END) AS BIGINT) AS mangler,
    CAST(COUNT(CASE WHEN m.udfald = 'venter' THEN 1 END) AS BIGINT) AS venter,
    CAST(COUNT(CASE WHEN m.udfald = 'uden_forventet' THEN 1 END) AS BIGINT) AS uden_forventet,
    CAST(COUNT(DISTINCT m.borger_nr) AS BIGINT) AS borgere,
    CAST(
      COUNT(DISTINCT m.borger_nr) - COUNT(DISTINCT CASE WHEN m.maalt THEN m.borger_nr END) AS BIGINT
    ) AS borgere_uden,
    CAST(SUM(m.med_start) AS BIGINT) AS med_start,
    CAST(SUM(CASE WHEN m.med_start = 1 THEN m.start ELSE 0 END) AS BIGINT) AS sum_start,
    CAST(SUM(CASE WHEN m.med_start = 1 THEN m.forventet ELSE 0 END) AS BIGINT) AS sum_forventet,
    CAST(SUM(CASE WHEN m.med_start = 1 THEN m.seneste ELSE 0 END) AS BIGINT) AS sum_seneste
  FROM gruppe g
  JOIN udfald m ON g.maal_nr = m.maal_nr
  GROUP BY g.inddeling, g.noegle
),
vist AS (
  SELECT
    i.inddeling, CASE WHEN t.inddeling = 'undertema' THEN COALESCE(u.kode, '') ELSE t.noegle END AS kode,
    t.bedre, t.som_ventet, t.vaerre, t.fulgt, t.mangler, t.venter, t.uden_forventet, t.maal, t.borgere, t.borgere_uden,
    t.med_start, t.sum_start, t.sum_forventet, t.sum_seneste
  FROM talt t
  JOIN (
    SELECT 'maaltype' AS inddeling UNION ALL SELECT 'undertema' AS inddeling UNION ALL SELECT 'ydelse' AS inddeling
  ) i
    ON t.inddeling = 'alle' OR t.inddeling = i.inddeling
  LEFT JOIN analyse_undertema u ON t.inddeling = 'undertema' AND t.noegle = CAST(u.tema_nr AS VARCHAR)
)
SELECT
  t.inddeling, t.kode,
  CASE
    WHEN t.kode = 'alle' THEN 'Alle mål'
    WHEN t.kode = '' THEN '(Tom)'
    WHEN t.kode = 'ukendt' THEN '(Ukendt kode)'
    WHEN t.kode = 'udvikle' THEN 'Udvikle'
    WHEN t.kode = 'fastholde' THEN 'Fastholde'
    WHEN t.kode = 'begraense' THEN 'Begrænse tab'
    ELSE COALESCE(b.term, t.kode)
  END AS navn,
  t.bedre, t.som_ventet, t.vaerre, t.fulgt, t.mangler, t.venter, t.uden_forventet, t.maal, t.borgere, t.borgere_uden,
  t.med_start, t.sum_start, t.sum_forventet, t.sum_seneste
FROM vist t
LEFT JOIN begreb_navn b ON t.kode = b.kode
ORDER BY
  t.inddeling,
  CASE t.kode WHEN 'alle' THEN 0 WHEN '' THEN 5 WHEN 'ukendt' THEN 5 WHEN 'udvikle' THEN 1 WHEN 'fastholde' THEN 2 ELSE 3 END,
  t.maal DESC, t.kode
