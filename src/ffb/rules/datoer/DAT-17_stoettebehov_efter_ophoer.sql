/*---
id = "DAT-17"
alvor = "advarsel"
kilde = "4-regler, family 5: theme recorded after the ydelse ended; S2: oplysninger ved ydelsesophør (den sidste vurdering laves ved ophøret; 30 dage til at skrive den er vores)"
hvorfor = "Alle borgerens ydelser er slut. Enten mangler en ny ydelse i leverancen, eller også er datoen forkert."
ejer = "sagsbehandler"
fase = "sagsvurdering"
tabel = "stoettebehov"
kraever = ["stoettebehov"]
[da]
titel = "Støttebehovet er registreret længe efter ydelsens ophør"
besked = "Borgerens sidste ydelse sluttede {sidste}, men {gange} støttebehov er dateret mere end {dage} dage senere, det første {dato}."
besked_flertal = "{antal} borgere har støttebehov, der er registreret længe efter ydelsens ophør."
goer = "Ret datoen, send den ydelse, der mangler, eller ret ydelsens slutdato."
[en]
titel = "The need of support was recorded long after the service ended"
besked = "The citizen's last service ended {sidste}, but {gange} needs of support are dated more than {dage} days later, the first {dato}."
besked_flertal = "{antal} citizens have needs of support recorded long after the service ended."
goer = "Correct the date, deliver the missing service, or correct its end date."
[norm]
dage = {vaerdi = 30, enhed = "dage", forklaring = "Så længe efter ophøret må den sidste vurdering være skrevet."}
---*/
WITH norm AS (
  SELECT 30 AS dage
),
sen AS (
  SELECT
    t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, t.dato, s.sidste, n.dage,
    COUNT(*) OVER (PARTITION BY t.leverance_kommune, t.borger_id) AS gange,
    ROW_NUMBER() OVER (
      PARTITION BY t.leverance_kommune, t.borger_id ORDER BY t.dato, t.leverance_id, t.fil_nr, t.post_nr
    ) AS nr
  FROM gaeldende_stoettebehov t
  JOIN borger_ophoert s ON t.leverance_kommune = s.leverance_kommune AND t.borger_id = s.borger_id
  CROSS JOIN norm n
  WHERE date_diff('day', s.sidste, t.dato) > n.dage
)
SELECT
  leverance_id, fil_nr, post_nr, borger_id, 'DATO' AS felt, CAST(dato AS VARCHAR) AS vaerdi, dato, sidste, gange, dage
FROM sen
WHERE nr = 1
