/*---
id = "SAM-20"
alvor = "advarsel"
kilde = "S2 (Social- og Boligministeriet): FFB-data giver oplysninger om borgerforløbet undervejs; Oplysninger v. ydelsesophør"
hvorfor = "Uden en vurdering, da hjælpen sluttede, kan ingen se, om den virkede. Fristen på 30 dage er vores."
ejer = "udfoerer"
fase = "opfoelgning"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse", "aktivitet_deltagelse"]
[da]
titel = "Ingen vurdering ved ydelsens ophør"
besked = "Borgerens sidste ydelse sluttede {slut}. Funktionsevnen er sidst vurderet {sidste}."
besked_flertal = "{antal} borgere har ingen vurdering af funktionsevnen ved ydelsens ophør."
goer = "Vurdér de temaer, der blev arbejdet med, og skriv datoen for ophøret."
[en]
titel = "No score when the service ended"
besked = "The citizen's last service ended {slut}. The level of functioning was last scored {sidste}."
besked_flertal = "{antal} citizens have no score when the service ended."
goer = "Score the themes worked with, and give the date of the end."
[norm]
dage = {vaerdi = 30, enhed = "dage", forklaring = "Så langt fra slutdatoen må den sidste vurdering ligge, og så længe venter vi på den."}
---*/
WITH norm AS (
  SELECT 30 AS dage
),
sidste AS (
  SELECT borger_id, MAX(dato) AS dato FROM vurdering
  WHERE niveau BETWEEN 0 AND 4 OR niveau = 9 GROUP BY borger_id
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'FUNKTIONSEVNENIVEAU' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, y.slutdato AS slut, s.dato AS sidste,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM ydelse_sidste y
CROSS JOIN norm n
JOIN sidste s ON y.borger_id = s.borger_id
WHERE date_diff('day', y.slutdato, y.dag) > n.dage
  AND date_diff('day', s.dato, y.slutdato) > n.dage
