/*---
id = "OPF-09"
alvor = "advarsel"
kilde = "S1: næste dato sættes ved opfølgningen; SEL § 148, stk. 2: kommunen skal løbende følge de enkelte sager. Fristen er vores"
hvorfor = "Den planlagte dato er brugt. Sættes der ikke en ny, falder sagen ud af opfølgningslisten."
ejer = "sagsbehandler"
fase = "opfoelgning"
tabel = "indsats"
kraever = ["indsats", "opfoelgning"]
[da]
titel = "Der er fulgt op, men ikke sat en ny dato"
besked = "Der er fulgt op {fulgt}, men den planlagte opfølgning står stadig til {planlagt}."
besked_flertal = "{antal} indsatser har ikke fået en ny opfølgningsdato."
goer = "Sæt datoen for næste opfølgning."
[en]
titel = "Followed up, but no new date is set"
besked = "There was a follow-up on {fulgt}, but the planned follow-up still stands at {planlagt}."
besked_flertal = "{antal} interventions have not been given a new follow-up date."
goer = "Set the date of the next follow-up."
[norm]
frist = {vaerdi = 14, enhed = "dage", forklaring = "Så længe efter opfølgningen venter vi på den nye dato."}
tidlig = {vaerdi = 60, enhed = "dage", forklaring = "En opfølgning så længe før den planlagte dato regnes for at være den."}
---*/
WITH norm AS (
  SELECT 14 AS frist, 60 AS tidlig
)
SELECT
  i.leverance_id, i.fil_nr, i.post_nr, i.borger_id, 'PLANLAGT_OPFOELGNING' AS felt,
  CAST(i.planlagt AS VARCHAR) AS vaerdi, i.planlagt AS dato, i.sagsnummer, i.planlagt, f.dato AS fulgt
FROM indsats_aktiv i
CROSS JOIN norm n
JOIN (SELECT DISTINCT gruppe_id, indsats_id FROM gaeldende_ydelse WHERE slutdato IS NULL) y
  ON i.gruppe_id = y.gruppe_id AND i.indsats_id = y.indsats_id
JOIN indsats_fulgt f ON i.borger_id = f.borger_id AND i.indsats_id = f.indsats_id
WHERE i.planlagt < i.dag AND date_diff('day', f.dato, i.dag) > n.frist
  AND date_diff('day', f.dato, i.planlagt) <= n.tidlig
