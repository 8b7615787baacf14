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
titel = "Støttebehovet er registreret mere end 30 dage efter ydelsens ophør"
besked = "Borgerens sidste ydelse sluttede {sidste}, men {gange} støttebehov er dateret senere, det første {dato}."
besked_flertal = "{antal} borgere har støttebehov, der er registreret mere end 30 dage efter ydelsens ophør."
goer = "Ret datoen, send den ydelse, der mangler, eller ret ydelsens slutdato."
[en]
titel = "The need of support was recorded more than 30 days after the service ended"
besked = "The citizen's last service ended {sidste}, but {gange} needs of support are dated later, the first {dato}."
besked_flertal = "{antal} citizens have needs of support recorded more than 30 days after the service ended."
goer = "Correct the date, deliver the missing service, or correct its end date."
---*/
WITH sen AS (
  SELECT
    t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, t.dato, s.sidste,
    COUNT(*) OVER (PARTITION BY t.leverance_kommune, t.borger_id) AS gange,
    ROW_NUMBER() OVER (
      PARTITION BY t.leverance_kommune, t.borger_id ORDER BY t.dato, t.leverance_id, t.fil_nr, t.post_nr
    ) AS nr
  FROM gaeldende_stoettebehov t
  JOIN (
    SELECT leverance_kommune, borger_id, MAX(slutdato) AS sidste
    FROM gaeldende_ydelse
    GROUP BY leverance_kommune, borger_id
    HAVING COUNT(*) = COUNT(slutdato)
  ) s ON t.leverance_kommune = s.leverance_kommune AND t.borger_id = s.borger_id
  WHERE t.dato > CAST(s.sidste + INTERVAL 30 DAY AS DATE)
)
SELECT
  leverance_id, fil_nr, post_nr, borger_id, 'DATO' AS felt, CAST(dato AS VARCHAR) AS vaerdi, dato, sidste, gange
FROM sen
WHERE nr = 1
