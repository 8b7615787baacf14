/*---
id = "V10"
grain = "borger, spor og det, der løb eller skete, med sine datoer"
kilde = "5-viden V10; S2 (Mikkels borgerrejse)"
filtre = ["kommune"]
kraever = ["ydelse"]
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
navn = "spor"
type = "tekst"
da = "Hvad"
en = "What"
[[kolonne]]
navn = "kode"
type = "kode"
skjult = true
da = "Kode"
en = "Code"
[[kolonne]]
navn = "navn"
type = "tekst"
da = "Navn"
en = "Name"
[[kolonne]]
navn = "detalje"
type = "tekst"
da = "Nærmere"
en = "Detail"
[[kolonne]]
navn = "fra"
type = "dato"
da = "Fra"
en = "From"
[[kolonne]]
navn = "til"
type = "dato"
da = "Til"
en = "To"
[[kolonne]]
navn = "loeber"
type = "kode"
skjult = true
da = "Løber"
en = "Running"
[[kolonne]]
navn = "vist_fra"
type = "dato"
skjult = true
da = "Tegnet fra"
en = "Drawn from"
[[kolonne]]
navn = "vist_til"
type = "dato"
skjult = true
da = "Tegnet til"
en = "Drawn to"

[fund.start]
hvor = { spor = ["Tilbud", "Offer"] }
mindst = "fra"
[fund.nu]
hvor = { spor = ["Tilbud", "Offer"], loeber = "ja" }
mindst = "fra"
[fund.foerste]
mindst = "fra"

[da]
titel = "Hvordan er borgerens rejse?"
definition = "Alt det, der løb mindst én dag i perioden: tilbud, ydelser med paragraf, målgrupper, støttebehov, indsatsmål og opfølgninger med resultat. En ydelse uden slutdato løber endnu; det er tegnet til udvalgets dag. Et støttebehov gælder, til det næste er vurderet; et indsatsmål til sin opfølgningsdato. Det samme med de samme datoer står én gang."
kilde = "Kommunens leverancer: ydelser, målgrupper, støttebehov, indsatsmål og opfølgninger"
saetninger = [
  "Perioden begynder i {start.navn} (fra {start.fra}); nu er det {nu.navn} (fra {nu.fra}), med {daekning.loeber.antal:ydelse/ydelser} i gang og {daekning.fulgt.antal:opfølgning/opfølgninger}.",
  "Perioden begynder i {start.navn} (fra {start.fra}); ingen tilbud er i gang, og der er {daekning.fulgt.antal:opfølgning/opfølgninger}.",
  "Det første, der er registreret, er {foerste.navn} ({foerste.fra}); {daekning.loeber.antal:ydelse/ydelser} er i gang.",
]
[da.daekning]
loeber = "Ydelser, der løber på udvalgets dag"
tilbud = "Ydelser med et tilbud"
maalgruppe = "Ydelser med en målgruppe"
fulgt = "Opfølgninger med et resultat"
[da.ord]
Tilbud = "Tilbud"
Ydelser = "Ydelser"
"Målgruppe" = "Målgruppe"
"Støttebehov" = "Støttebehov"
"Indsatsmål" = "Indsatsmål"
"Opfølgning" = "Opfølgning"
udvikle = "Udvikle"
fastholde = "Fastholde"
begraense = "Begrænse tab"
fortsaettelse = "Fortsættelse"
afslutning = "Afslutning"
ny = "Afslutning og ny indsats"

[en]
titel = "What is the citizen's journey?"
definition = "All that ran at least one day of the period: offers, services with their paragraph, target groups, support needs, goals and follow-ups with their result. A service without an end still runs; it is drawn to the day of the choice. A support need holds until the next is assessed; a goal until its follow-up date. The same with the same dates stands once."
kilde = "The kommune's deliveries: services, target groups, support needs, goals and follow-ups"
saetninger = [
  "The period begins in {start.navn} (from {start.fra}); now it is {nu.navn} (from {nu.fra}), with {daekning.loeber.antal:service/services} running and {daekning.fulgt.antal:follow-up/follow-ups}.",
  "The period begins in {start.navn} (from {start.fra}); no offer is running, and there are {daekning.fulgt.antal:follow-up/follow-ups}.",
  "The first that is recorded is {foerste.navn} ({foerste.fra}); {daekning.loeber.antal:service/services} running.",
]
[en.daekning]
loeber = "Services running on the day of the choice"
tilbud = "Services with an offer"
maalgruppe = "Services with a target group"
fulgt = "Follow-ups with a result"
[en.ord]
Tilbud = "Offer"
Ydelser = "Services"
"Målgruppe" = "Target group"
"Støttebehov" = "Support need"
"Indsatsmål" = "Goal"
"Opfølgning" = "Follow-up"
"(Tom)" = "(Empty)"
"(Ukendt kode)" = "(Unknown code)"
"Primær" = "Primary"
"Øvrig" = "Other"
udvikle = "Develop"
fastholde = "Maintain"
begraense = "Limit loss"
"Opfølgning uden resultat" = "Follow-up without a result"
fortsaettelse = "Continued"
afslutning = "Ended"
ny = "Ended, and a new intervention"
---*/
WITH behov_dag AS (
  SELECT
    kommune_kode, borger_id, dato, niveau,
    ROW_NUMBER() OVER (
      PARTITION BY kommune_kode, borger_id, dato ORDER BY leverance_id DESC, fil_nr DESC, post_nr DESC
    ) AS nr
  FROM analyse_stoettebehov_alle
  WHERE dato IS NOT NULL
),
behov AS (
  SELECT
    kommune_kode, borger_id, dato, niveau,
    ROW_NUMBER() OVER (PARTITION BY kommune_kode, borger_id ORDER BY dato) AS nr
  FROM behov_dag
  WHERE nr = 1
),
resultat AS (
  SELECT kode, MIN(kortnavn) AS navn FROM begreb WHERE art = 'opfoelgningsresultat' GROUP BY kode
),
emne AS (
  SELECT
    1 AS orden, 'Tilbud' AS spor, kommune_kode, borger_id, tilbud_kode AS kode, '' AS detalje,
    startdato AS fra, slutdato AS til
  FROM analyse_ydelse_alle
  WHERE tilbud_kode <> ''
  UNION
  SELECT 2, 'Ydelser', kommune_kode, borger_id, ydelse_kode, paragraf, startdato, slutdato
  FROM analyse_ydelse_alle
  UNION
  SELECT
    3, 'Målgruppe', y.kommune_kode, y.borger_id, m.maalgruppe_kode,
    CASE WHEN m.rang = 1 THEN 'Primær' ELSE 'Øvrig' END, y.startdato, y.slutdato
  FROM analyse_ydelse_alle y
  JOIN analyse_maalgruppe_alle m
    ON y.leverance_id = m.leverance_id AND y.fil_nr = m.fil_nr AND y.post_nr = m.post_nr
   AND y.aktivitet_nr = m.aktivitet_nr
  UNION
  SELECT
    4, 'Støttebehov', b.kommune_kode, b.borger_id, CAST(b.niveau AS VARCHAR), '', b.dato,
    CAST(n.dato - INTERVAL 1 DAY AS DATE)
  FROM behov b
  LEFT JOIN behov n ON b.kommune_kode = n.kommune_kode AND b.borger_id = n.borger_id AND n.nr = b.nr + 1
  UNION
  SELECT 5, 'Indsatsmål', kommune_kode, borger_id, COALESCE(tema_kode, ''), maaltype, dato, opfoelgningsdato
  FROM analyse_maal_alle
  UNION
  SELECT
    6, 'Opfølgning', s.kommune_kode, o.borger_id, COALESCE(r.navn, 'Opfølgning uden resultat'), '', o.dato, o.dato
  FROM gaeldende_opfoelgning o
  JOIN leverance_betjener s ON o.leverance_id = s.leverance_id
  LEFT JOIN resultat r ON TRIM(o.resultat_kode) = r.kode
),
niveau AS (
  SELECT CAST(vaerdi AS VARCHAR) AS kode, MIN(TRIM(term)) AS term
  FROM begreb
  WHERE art = 'stoettebehovsniveau'
  GROUP BY vaerdi
)
SELECT
  e.kommune_kode, CAST(e.borger_id AS VARCHAR) AS borger, e.spor, e.kode,
  CASE
    WHEN e.kode = '' THEN '(Tom)'
    WHEN e.kode = 'ukendt' THEN '(Ukendt kode)'
    WHEN e.spor = 'Støttebehov' THEN COALESCE(n.term, e.kode)
    ELSE COALESCE(b.term, e.kode)
  END AS navn,
  e.detalje, e.fra, e.til,
  CASE WHEN e.fra <= v.dag AND (e.til IS NULL OR e.til >= v.dag) THEN 'ja' ELSE 'nej' END AS loeber,
  GREATEST(e.fra, v.periode_fra) AS vist_fra, LEAST(COALESCE(e.til, v.dag), v.dag) AS vist_til
FROM emne e
CROSS JOIN analyse_valg v
LEFT JOIN begreb_navn b ON e.kode = b.kode
LEFT JOIN niveau n ON e.kode = n.kode AND e.spor = 'Støttebehov'
WHERE e.fra <= v.dag AND (e.til IS NULL OR e.til >= v.periode_fra)
  AND (NOT v.kommune_valgt OR e.kommune_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'kommune'))
ORDER BY
  e.kommune_kode, e.borger_id, e.orden, e.fra, COALESCE(e.til, DATE '2999-12-31'), COALESCE(b.term, ''), e.kode,
  e.detalje
