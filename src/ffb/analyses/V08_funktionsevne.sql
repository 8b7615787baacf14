/*---
id = "V08"
grain = "borger, undertema og dag med en vurdering"
kilde = "5-viden V08; S2 (Viden om borgernes funktionsevneniveau: Lucas)"
filtre = ["kommune", "overtema", "undertema"]
kraever = ["aktivitet_deltagelse"]
borger = true

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
navn = "kode"
type = "kode"
skjult = true
da = "Kode"
en = "Code"
[[kolonne]]
navn = "overtema"
type = "tekst"
da = "Overtema"
en = "Main theme"
[[kolonne]]
navn = "navn"
type = "tekst"
da = "Undertema"
en = "Sub-theme"
[[kolonne]]
navn = "dato"
type = "dato"
da = "Vurderet"
en = "Assessed"
[[kolonne]]
navn = "niveau"
type = "antal"
da = "Niveau"
en = "Level"
[[kolonne]]
navn = "niveau_ord"
type = "tekst"
da = "Funktionsevne"
en = "Functional ability"
[[kolonne]]
navn = "foerste"
type = "antal"
skjult = true
da = "Første niveau"
en = "First level"
[[kolonne]]
navn = "bedring"
type = "antal"
da = "Bedre siden første"
en = "Better since first"
[[kolonne]]
navn = "nr"
type = "antal"
skjult = true
da = "Score nr."
en = "Score no."
[[kolonne]]
navn = "sidste"
type = "kode"
skjult = true
da = "Seneste score"
en = "Latest score"

[fund.top]
hvor = { sidste = "ja" }
uden = { nr = 1 }
stoerst = "bedring"
[fund.en]
hvor = { sidste = "ja" }

[da]
titel = "Hvordan udvikler borgerens funktionsevne sig?"
definition = "Hver score (0-4) af et undertema under aktivitet og deltagelse på den dag, det blev vurderet; 0 er ingen nedsat funktionsevne og står øverst. »Ikke vurderet« er ingen score: den står i tabellen, men ikke på linjen. En score, der leveres igen uændret med samme dato, vises én gang. Linjen mellem to scorer er kun til øjet: ingen har målt imellem dem. En ændring er ikke indsatsens virkning alene."
kilde = "Kommunens leverancer: aktivitet og deltagelse"
saetninger = [
  "{daekning.bedre.antal} af de {daekning.bedre.af:tema/temaer}, der er målt mindst to gange, er bedre end første gang, og {daekning.vaerre.antal} værre; størst er bedringen i {top.navn}, fra {top.foerste} til {top.niveau}.",
  "Hvert tema er kun målt én gang; en udvikling kan ikke ses endnu. {en.navn} er på niveau {en.niveau}.",
  "Intet tema er vurderet med et niveau: alle er »ikke vurderet«.",
]
[da.daekning]
bedre = "Temaer med mindst to scorer, der er bedre end første gang"
uaendret = "Uændrede"
vaerre = "Værre"
flere = "Temaer med mindst to scorer"
vurderet = "Vurderinger, der er en score (ikke »ikke vurderet«)"
dateret = "Vurderinger med dato"
[da.ord]
"Ikke vurderet" = "Ikke vurderet"

[en]
titel = "How does the citizen's functional ability develop?"
definition = "Each score (0-4) of a sub-theme of activity and participation on the day it was assessed; 0 is no impairment and stands at the top. 'Not assessed' is no score: it is in the table but not on the line. A score delivered again unchanged with the same date is shown once. The line between two scores is for the eye only: nobody measured in between. A change is not the effect of the intervention alone."
kilde = "The kommune's deliveries: activity and participation"
saetninger = [
  "{daekning.bedre.antal} of the {daekning.bedre.af:theme/themes} measured at least twice are better than the first time, and {daekning.vaerre.antal} worse; most improved is {top.navn}, from {top.foerste} to {top.niveau}.",
  "Each theme is measured only once; no development can be seen yet. {en.navn} is at level {en.niveau}.",
  "No theme has been assessed with a level: all are 'not assessed'.",
]
[en.daekning]
bedre = "Themes with at least two scores that are better than the first time"
uaendret = "Unchanged"
vaerre = "Worse"
flere = "Themes with at least two scores"
vurderet = "Assessments that are a score (not 'not assessed')"
dateret = "Assessments with a date"
[en.ord]
"Ikke vurderet" = "Not assessed"
---*/
WITH vurdering AS (
  SELECT s.kommune_kode, s.borger_id, s.overtema_kode, s.kode, s.dato, s.niveau
  FROM analyse_borgerscore s
  CROSS JOIN analyse_valg v
  WHERE s.dato >= v.periode_fra
),
score AS (
  SELECT
    kommune_kode, borger_id, kode, dato, niveau,
    ROW_NUMBER() OVER (PARTITION BY kommune_kode, borger_id, kode ORDER BY dato) AS nr,
    ROW_NUMBER() OVER (PARTITION BY kommune_kode, borger_id, kode ORDER BY dato DESC) AS bagfra
  FROM vurdering
  WHERE niveau BETWEEN 0 AND 4
),
niveau AS (
  SELECT vaerdi, MIN(TRIM(term)) AS term
  FROM begreb
  WHERE art = 'funktionsevneniveau'
  GROUP BY vaerdi
)
SELECT
  v.kommune_kode, CAST(v.borger_id AS VARCHAR) AS borger, v.kode,
  COALESCE(o.term, v.overtema_kode) AS overtema, COALESCE(u.term, v.kode) AS navn, v.dato,
  CAST(s.niveau AS BIGINT) AS niveau,
  CASE WHEN s.niveau IS NULL THEN 'Ikke vurderet' ELSE COALESCE(n.term, '') END AS niveau_ord,
  CAST(f.niveau AS BIGINT) AS foerste, CAST(f.niveau - s.niveau AS BIGINT) AS bedring, CAST(s.nr AS BIGINT) AS nr,
  CASE WHEN s.bagfra = 1 THEN 'ja' ELSE 'nej' END AS sidste
FROM vurdering v
LEFT JOIN score s
  ON v.kommune_kode = s.kommune_kode AND v.borger_id = s.borger_id AND v.kode = s.kode AND v.dato = s.dato
LEFT JOIN score f
  ON v.kommune_kode = f.kommune_kode AND v.borger_id = f.borger_id AND v.kode = f.kode AND f.nr = 1
 AND s.niveau IS NOT NULL
LEFT JOIN niveau n ON s.niveau = n.vaerdi
LEFT JOIN begreb_navn o ON v.overtema_kode = o.kode
LEFT JOIN begreb_navn u ON v.kode = u.kode
ORDER BY v.kommune_kode, v.borger_id, COALESCE(o.term, ''), COALESCE(u.term, ''), v.kode, v.dato
