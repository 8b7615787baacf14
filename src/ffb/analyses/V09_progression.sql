/*---
id = "V09"
grain = "borger, inddeling og emne: et over- eller undertema, støttebehovet eller en ydelse"
kilde = "5-viden V09; S2 (progression fra-til med mål, støttebehov og ydelser)"
filtre = ["kommune", "overtema", "undertema"]
kraever = ["aktivitet_deltagelse"]
borger = true

[opdeling]
kolonne = "inddeling"
standard = "undertema"
raekkefoelge = ["undertema", "overtema"]

[[kolonne]]
navn = "kommune_kode"
type = "kode"
skjult = true
da = "Kommune"
en = "Kommune"
[[kolonne]]
navn = "borger"
type = "kode"
skjult = true
da = "Borger"
en = "Citizen"
[[kolonne]]
navn = "inddeling"
type = "kode"
da = "Inddelt efter"
en = "Divided by"
[[kolonne]]
navn = "slags"
type = "kode"
skjult = true
da = "Slags"
en = "Kind"
[[kolonne]]
navn = "kode"
type = "kode"
skjult = true
da = "Kode"
en = "Code"
[[kolonne]]
navn = "navn"
type = "tekst"
da = "Emne"
en = "Subject"
[[kolonne]]
navn = "fra"
type = "tal"
taeller = "fra_sum"
naevner = "fra_antal"
da = "Før"
en = "Before"
[[kolonne]]
navn = "til"
type = "tal"
taeller = "til_sum"
naevner = "til_antal"
da = "Senest"
en = "Latest"
[[kolonne]]
navn = "bedring"
type = "tal"
taeller = "bedring_sum"
naevner = "fra_antal"
da = "Bedre med"
en = "Better by"
[[kolonne]]
navn = "fra_antal"
type = "antal"
da = "Målt to gange"
en = "Measured twice"
[[kolonne]]
navn = "en_score"
type = "antal"
da = "Kun målt én gang"
en = "Measured once only"
[[kolonne]]
navn = "fra_dato"
type = "dato"
da = "Fra"
en = "From"
[[kolonne]]
navn = "til_dato"
type = "dato"
da = "Til"
en = "To"
[[kolonne]]
navn = "fra_ord"
type = "tekst"
skjult = true
da = "Før, i ord"
en = "Before, in words"
[[kolonne]]
navn = "til_ord"
type = "tekst"
skjult = true
da = "Senest, i ord"
en = "Latest, in words"
[[kolonne]]
navn = "maal"
type = "antal"
da = "Indsatsmål"
en = "Goals"
[[kolonne]]
navn = "forventet"
type = "antal"
da = "Forventet niveau"
en = "Expected level"
[[kolonne]]
navn = "maaltype"
type = "tekst"
da = "Måltype"
en = "Goal type"

[fund.behov]
hvor = { slags = "stoettebehov", fra_antal = 1 }

[da]
titel = "Hvad har ændret sig mellem to datoer?"
definition = "Et undertemas niveau før (den seneste score på eller før periodens første dag, ellers den første i perioden) og senest (på eller før udvalgets dag); 0 er ingen nedsat funktionsevne, 4 fuldstændig. Et overtema er gennemsnittet af de undertemaer, der er målt begge gange, så før og senest er de samme temaer; de andre tælles ved siden af. »Ikke vurderet« er ingen score. Målet er det forventede niveau i det senest satte indsatsmål om temaet. Støttebehov og de ydelser, der løb i perioden, står under. En ændring er ikke indsatsens virkning alene: den, der begynder højt, måles oftere lavere næste gang (regression mod gennemsnittet)."
kilde = "Kommunens leverancer: aktivitet og deltagelse, indsatsmål, støttebehov og ydelser"
saetninger = [
  "{daekning.bedre.antal} af de {daekning.bedre.af:tema/temaer}, der er målt to gange ({daekning.bedre.andel}), er bedre end før, {daekning.uaendret.antal} uændret og {daekning.vaerre.antal} værre. Støttebehov før: {behov.fra_ord}; nu: {behov.til_ord}.",
  "{daekning.bedre.antal} af de {daekning.bedre.af:tema/temaer}, der er målt to gange ({daekning.bedre.andel}), er bedre end før, {daekning.uaendret.antal} uændret og {daekning.vaerre.antal} værre.",
  "Hvert tema er kun målt én gang: en ændring kan ikke ses endnu.",
]
[da.daekning]
bedre = "Temaer målt to gange, der er bedre end før"
uaendret = "Uændrede"
vaerre = "Værre"
flere = "Temaer, der er målt to gange"
maal = "Temaer, der er målt, og har et indsatsmål"
[da.ord]
undertema = "Undertema"
overtema = "Overtema"
"Støttebehov" = "Støttebehov"
udvikle = "Udvikle"
fastholde = "Fastholde"
begraense = "Begrænse tab"
foer = "Før"
senest = "Senest"
maal = "Mål"
kunen = "kun målt én gang"
bedst = "0 bedst"
vaerst = "4 dårligst"

[en]
titel = "What has changed between two dates?"
definition = "The level of a sub-theme before (the latest score on or before the first day of the period, else the first in it) and latest (on or before the day of the choice); 0 is no impairment, 4 complete. A main theme is the mean of those sub-themes that are measured both times, so before and latest are the same themes; the others are counted beside. 'Not assessed' is no score. The goal is the expected level of the goal set latest for the theme. Support need and the services of the period stand below. A change is not the effect of the intervention alone: who begins high is more often measured lower next time (regression to the mean)."
kilde = "The kommune's deliveries: activity and participation, goals, support need and services"
saetninger = [
  "{daekning.bedre.antal} of the {daekning.bedre.af:theme/themes} measured twice ({daekning.bedre.andel}) are better than before, {daekning.uaendret.antal} unchanged and {daekning.vaerre.antal} worse. Support need before: {behov.fra_ord}; now: {behov.til_ord}.",
  "{daekning.bedre.antal} of the {daekning.bedre.af:theme/themes} measured twice ({daekning.bedre.andel}) are better than before, {daekning.uaendret.antal} unchanged and {daekning.vaerre.antal} worse.",
  "Each theme is measured only once: no change can be seen yet.",
]
[en.daekning]
bedre = "Themes measured twice that are better than before"
uaendret = "Unchanged"
vaerre = "Worse"
flere = "Themes measured twice"
maal = "Themes that are measured and have a goal"
[en.ord]
undertema = "Sub-theme"
overtema = "Main theme"
"Støttebehov" = "Support need"
udvikle = "Develop"
fastholde = "Maintain"
begraense = "Limit loss"
foer = "Before"
senest = "Latest"
maal = "Goal"
kunen = "measured once only"
bedst = "0 best"
vaerst = "4 worst"
---*/
WITH maal AS (
  SELECT
    m.kommune_kode, m.borger_id, m.tema_kode, m.overtema_kode, m.forventet, m.maaltype,
    ROW_NUMBER() OVER (
      PARTITION BY m.kommune_kode, m.borger_id, m.tema_kode
      ORDER BY m.dato DESC, m.leverance_id DESC, m.fil_nr DESC, m.post_nr DESC
    ) AS nr
  FROM analyse_maal_alle m
  CROSS JOIN analyse_valg v
  WHERE m.tema_kode IS NOT NULL AND m.dato <= v.dag
    AND (m.opfoelgningsdato IS NULL OR m.opfoelgningsdato >= v.periode_fra)
),
maal_talt AS (
  SELECT
    kommune_kode, borger_id, tema_kode, COUNT(*) AS maal,
    MAX(CASE WHEN nr = 1 THEN forventet END) AS forventet, MAX(CASE WHEN nr = 1 THEN maaltype END) AS maaltype
  FROM maal
  GROUP BY kommune_kode, borger_id, tema_kode
),
tema AS (
  SELECT
    'undertema' AS inddeling, f.kommune_kode, f.borger_id, f.kode, f.fra_dato, f.til_dato, f.fra, f.til,
    COALESCE(m.maal, 0) AS maal, m.forventet, m.maaltype
  FROM analyse_borgerfra f
  LEFT JOIN maal_talt m
    ON f.kommune_kode = m.kommune_kode AND f.borger_id = m.borger_id AND f.kode = m.tema_kode
  UNION ALL
  SELECT
    'overtema' AS inddeling, f.kommune_kode, f.borger_id, f.overtema_kode AS kode, f.fra_dato,
    CASE WHEN f.fra_dato IS NOT NULL THEN f.til_dato END AS til_dato, f.fra,
    CASE WHEN f.fra_dato IS NOT NULL THEN f.til END AS til, COALESCE(m.maal, 0) AS maal,
    CAST(NULL AS INTEGER) AS forventet, CAST(NULL AS VARCHAR) AS maaltype
  FROM analyse_borgerfra f
  LEFT JOIN maal_talt m
    ON f.kommune_kode = m.kommune_kode AND f.borger_id = m.borger_id AND f.kode = m.tema_kode
),
behov_dag AS (
  SELECT
    s.kommune_kode, s.borger_id, s.niveau, s.dato,
    ROW_NUMBER() OVER (
      PARTITION BY s.kommune_kode, s.borger_id, s.dato
      ORDER BY s.leverance_id DESC, s.fil_nr DESC, s.post_nr DESC
    ) AS nr
  FROM analyse_stoettebehov_alle s
  CROSS JOIN analyse_valg v
  WHERE s.dato <= v.dag
    AND (NOT v.kommune_valgt OR s.kommune_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'kommune'))
),
behov AS (
  SELECT kommune_kode, borger_id, niveau, dato FROM behov_dag WHERE nr = 1 AND niveau BETWEEN 0 AND 4
),
behov_dage AS (
  SELECT
    b.kommune_kode, b.borger_id,
    COALESCE(MAX(CASE WHEN b.dato <= v.periode_fra THEN b.dato END), MIN(b.dato)) AS fra_dato, MAX(b.dato) AS til_dato
  FROM behov b
  CROSS JOIN analyse_valg v
  GROUP BY b.kommune_kode, b.borger_id
),
ydelse AS (
  SELECT
    y.kommune_kode, y.borger_id, y.paragraf, y.ydelse_kode, MIN(y.startdato) AS fra_dato,
    CASE WHEN COUNT(*) = COUNT(y.slutdato) THEN MAX(y.slutdato) END AS til_dato
  FROM analyse_ydelse_alle y
  CROSS JOIN analyse_valg v
  WHERE y.startdato <= v.dag AND (y.slutdato IS NULL OR y.slutdato >= v.periode_fra)
    AND (NOT v.kommune_valgt OR y.kommune_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'kommune'))
  GROUP BY y.kommune_kode, y.borger_id, y.paragraf, y.ydelse_kode
),
emne AS (
  SELECT
    inddeling, 1 AS orden, 'tema' AS slags, kommune_kode, borger_id, kode, '' AS paragraf,
    SUM(fra) AS fra_sum, SUM(til) AS til_sum, COUNT(fra) AS fra_antal, COUNT(til) AS til_antal,
    COUNT(CASE WHEN fra IS NULL THEN 1 END) AS en_score, MIN(fra_dato) AS fra_dato, MAX(til_dato) AS til_dato,
    SUM(maal) AS maal, MAX(forventet) AS forventet, MAX(maaltype) AS maaltype
  FROM tema
  GROUP BY inddeling, kommune_kode, borger_id, kode
  UNION ALL
  SELECT
    i.inddeling, 2 AS orden, 'stoettebehov' AS slags, d.kommune_kode, d.borger_id, '' AS kode, '' AS paragraf,
    CASE WHEN d.fra_dato < d.til_dato THEN f.niveau END AS fra_sum, t.niveau AS til_sum,
    CASE WHEN d.fra_dato < d.til_dato THEN 1 ELSE 0 END AS fra_antal, 1 AS til_antal,
    CASE WHEN d.fra_dato < d.til_dato THEN 0 ELSE 1 END AS en_score,
    CASE WHEN d.fra_dato < d.til_dato THEN d.fra_dato END AS fra_dato, d.til_dato,
    0 AS maal, CAST(NULL AS INTEGER) AS forventet, CAST(NULL AS VARCHAR) AS maaltype
  FROM behov_dage d
  JOIN behov f ON d.kommune_kode = f.kommune_kode AND d.borger_id = f.borger_id AND d.fra_dato = f.dato
  JOIN behov t ON d.kommune_kode = t.kommune_kode AND d.borger_id = t.borger_id AND d.til_dato = t.dato
  CROSS JOIN (SELECT 'undertema' AS inddeling UNION ALL SELECT 'overtema' AS inddeling) i
  UNION ALL
  SELECT
    i.inddeling, 3 AS orden, 'ydelse' AS slags, y.kommune_kode, y.borger_id, y.ydelse_kode AS kode, y.paragraf,
    CAST(NULL AS INTEGER) AS fra_sum, CAST(NULL AS INTEGER) AS til_sum, 0 AS fra_antal, 0 AS til_antal, 0 AS en_score,
    y.fra_dato, y.til_dato, 0 AS maal, CAST(NULL AS INTEGER) AS forventet, CAST(NULL AS VARCHAR) AS maaltype
  FROM ydelse y
  CROSS JOIN (SELECT 'undertema' AS inddeling UNION ALL SELECT 'overtema' AS inddeling) i
),
maalt AS (
  SELECT DISTINCT kommune_kode, borger_id FROM analyse_borgerfra
),
niveau AS (
  SELECT
    CASE art WHEN 'stoettebehovsniveau' THEN 'stoettebehov' ELSE 'tema' END AS slags, vaerdi, MIN(TRIM(term)) AS term
  FROM begreb
  WHERE art IN ('funktionsevneniveau', 'stoettebehovsniveau')
  GROUP BY art, vaerdi
)
SELECT
  e.kommune_kode, CAST(e.borger_id AS VARCHAR) AS borger, e.inddeling, e.slags, e.kode || e.paragraf AS kode,
  CASE
    WHEN e.slags = 'stoettebehov' THEN 'Støttebehov'
    WHEN e.slags = 'tema' THEN COALESCE(b.term, e.kode)
    WHEN e.kode = '' THEN '(Tom)' || ', ' || e.paragraf
    WHEN e.kode = 'ukendt' THEN '(Ukendt kode)' || ', ' || e.paragraf
    ELSE COALESCE(b.term, e.kode) || ', ' || e.paragraf
  END AS navn,
  CAST(e.fra_sum AS BIGINT) AS fra_sum, CAST(e.til_sum AS BIGINT) AS til_sum,
  CAST(e.fra_sum - CASE WHEN e.fra_antal > 0 THEN e.til_sum END AS BIGINT) AS bedring_sum,
  CAST(e.fra_antal AS BIGINT) AS fra_antal, CAST(e.til_antal AS BIGINT) AS til_antal,
  CAST(e.en_score AS BIGINT) AS en_score, e.fra_dato, e.til_dato,
  CASE WHEN e.inddeling = 'undertema' OR e.slags = 'stoettebehov' THEN COALESCE(f.term, '') ELSE '' END AS fra_ord,
  CASE WHEN e.inddeling = 'undertema' OR e.slags = 'stoettebehov' THEN COALESCE(t.term, '') ELSE '' END AS til_ord,
  CAST(e.maal AS BIGINT) AS maal, CAST(e.forventet AS BIGINT) AS forventet, COALESCE(e.maaltype, '') AS maaltype
FROM emne e
JOIN maalt m ON e.kommune_kode = m.kommune_kode AND e.borger_id = m.borger_id
LEFT JOIN begreb_navn b ON e.kode = b.kode
LEFT JOIN niveau f ON e.slags = f.slags AND e.fra_sum = f.vaerdi
LEFT JOIN niveau t ON e.slags = t.slags AND e.til_sum = t.vaerdi
ORDER BY
  e.kommune_kode, e.borger_id, e.inddeling, e.orden, e.fra_antal DESC,
  e.fra_sum - e.til_sum DESC NULLS LAST, COALESCE(b.term, ''), e.kode, e.paragraf
