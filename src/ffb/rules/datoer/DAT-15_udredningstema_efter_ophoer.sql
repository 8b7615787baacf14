/*---
id = "DAT-15"
alvor = "advarsel"
kilde = "4-regler, family 5: theme recorded after the ydelse ended; S2: oplysninger ved ydelsesophør (en udredning hører til før eller under ydelsen)"
hvorfor = "Alle borgerens ydelser er slut. Enten mangler en ny ydelse i leverancen, eller også er datoen forkert."
ejer = "sagsbehandler"
fase = "sagsoplysning"
tabel = "udredningstema"
kraever = ["udredningstema"]
[da]
titel = "Temaet er registreret efter ydelsens ophør"
besked = "Borgerens sidste ydelse sluttede {sidste}, men {gange} udredningstemaer er dateret senere, det første {dato}."
besked_flertal = "{antal} borgere har udredningstemaer, der er registreret efter ydelsens ophør."
goer = "Ret datoen, send den ydelse, der mangler, eller ret ydelsens slutdato."
[en]
titel = "The assessment theme was recorded after the service ended"
besked = "The citizen's last service ended {sidste}, but {gange} assessment themes are dated later, the first {dato}."
besked_flertal = "{antal} citizens have assessment themes recorded after the service ended."
goer = "Correct the date, deliver the missing service, or correct its end date."
---*/
WITH sen AS (
  SELECT
    t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, t.dato, s.sidste,
    COUNT(*) OVER (PARTITION BY t.leverance_kommune, t.borger_id) AS gange,
    ROW_NUMBER() OVER (
      PARTITION BY t.leverance_kommune, t.borger_id ORDER BY t.dato, t.leverance_id, t.fil_nr, t.post_nr
    ) AS nr
  FROM gaeldende_udredningstema t
  JOIN borger_ophoert s ON t.leverance_kommune = s.leverance_kommune AND t.borger_id = s.borger_id
  WHERE t.dato > s.sidste
)
SELECT
  leverance_id, fil_nr, post_nr, borger_id, 'DATO' AS felt, CAST(dato AS VARCHAR) AS vaerdi, dato, sidste, gange
FROM sen
WHERE nr = 1
