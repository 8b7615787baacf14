/*---
id = "SAM-22"
alvor = "advarsel"
kilde = "S2 (Social- og Boligministeriet): Oplysninger v. ydelsesophør; IG followUp: resultat af opfølgning (afslutning, afslutning og visiter til ny)"
hvorfor = "Uden resultat ved man ikke, om ydelsen sluttede, fordi målet var nået. Fristen på 30 dage er vores."
ejer = "sagsbehandler"
fase = "opfoelgning"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse", "opfoelgning"]
[da]
titel = "Ydelsen er slut uden en afsluttende opfølgning"
besked = "Borgerens sidste ydelse sluttede {slut}, men ingen opfølgning siger afslutning."
besked_flertal = "{antal} borgere har ingen afsluttende opfølgning."
goer = "Registrér opfølgningen med resultatet: afslutning, eller afslutning og visiter til ny."
[en]
titel = "The service ended without a final follow-up"
besked = "The citizen's last service ended {slut}, but no follow-up says it is ended."
besked_flertal = "{antal} citizens have no final follow-up."
goer = "Record the follow-up with its result: end, or end and assess for a new one."
[norm]
dage = {vaerdi = 30, enhed = "dage", forklaring = "Så langt fra slutdatoen må opfølgningen ligge, og så længe venter vi på den."}
---*/
WITH norm AS (
  SELECT 30 AS dage
),
afsluttet AS (
  SELECT DISTINCT borger_id, dato FROM gaeldende_opfoelgning
  WHERE resultat_kode IN (
    SELECT kode FROM begreb WHERE art = 'opfoelgningsresultat' AND kortnavn IN ('afslutning', 'ny')
  )
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'RESULTAT' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, y.slutdato AS slut,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM ydelse_sidste y
CROSS JOIN norm n
LEFT JOIN afsluttet a ON y.borger_id = a.borger_id AND ABS(date_diff('day', a.dato, y.slutdato)) <= n.dage
WHERE date_diff('day', y.slutdato, y.dag) > n.dage
  AND a.borger_id IS NULL
  AND y.borger_id IN (SELECT borger_id FROM vurdering)
