/*---
id = "SAM-21"
alvor = "advarsel"
kilde = "S2 (Social- og Boligministeriet): Oplysninger v. ydelsesophør; S1: støttebehov ved opfølgning, også selvom støttebehovet er uændret"
hvorfor = "Støttebehovet ved ophør viser, om borgeren kan klare sig. Fristen på 30 dage er vores."
ejer = "sagsbehandler"
fase = "opfoelgning"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse", "stoettebehov"]
[da]
titel = "Intet støttebehov ved ydelsens ophør"
besked = "Borgerens sidste ydelse sluttede {slut}. Støttebehovet er sidst vurderet {sidste}."
besked_flertal = "{antal} borgere har intet støttebehov ved ydelsens ophør."
goer = "Vurdér støttebehovet ved ophøret, også hvis det er uændret."
[en]
titel = "No support need when the service ended"
besked = "The citizen's last service ended {slut}. The support need was last assessed {sidste}."
besked_flertal = "{antal} citizens have no support need when the service ended."
goer = "Assess the support need at the end, also when it is unchanged."
[norm]
dage = {vaerdi = 30, enhed = "dage", forklaring = "Så langt fra slutdatoen må den sidste vurdering ligge, og så længe venter vi på den."}
---*/
WITH norm AS (
  SELECT 30 AS dage
),
sidste AS (
  SELECT borger_id, MAX(dato) AS dato FROM gaeldende_stoettebehov
  WHERE niveau BETWEEN 0 AND 4 OR niveau = 9 GROUP BY borger_id
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'STOETTEBEHOVSNIVEAU' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, y.slutdato AS slut, s.dato AS sidste,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM ydelse_sidste y
CROSS JOIN norm n
JOIN sidste s ON y.borger_id = s.borger_id
WHERE date_diff('day', y.slutdato, y.dag) > n.dage
  AND date_diff('day', s.dato, y.slutdato) > n.dage
