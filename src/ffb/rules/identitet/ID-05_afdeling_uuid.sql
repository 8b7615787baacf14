/*---
id = "ID-05"
alvor = "advarsel"
kilde = "4-regler, family 3; S1: Skift i P-nummer og afdelings-UUID har dog samme effekt; 8-graenseflader: AFDELING_UUID"
hvorfor = "Afdelingen kendes på sin UUID. Et navn eller et løbenummer kan ikke kobles, og et skift af afdeling ses ikke."
ejer = "it_leverandoer"
fase = "bestilling"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Afdelingens UUID er ikke en UUID"
besked = "Afdelingen er skrevet som {vaerdi}, som ikke er en UUID."
besked_flertal = "{antal} ydelser har en afdeling, som ikke er skrevet som en UUID."
goer = "Send afdelingens UUID (32 tegn i fem grupper), eller lad feltet stå tomt."
[en]
titel = "The department's UUID is not a UUID"
besked = "The department is given as {vaerdi}, which is no UUID."
besked_flertal = "{antal} services carry a department that is no UUID."
goer = "Send the department's UUID (32 characters in five groups), or leave the field empty."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'AFDELING_UUID' AS felt, y.afdeling_uuid AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed
FROM gaeldende_ydelse y
WHERE TRIM(y.afdeling_uuid) <> ''
  AND (
    LENGTH(TRIM(y.afdeling_uuid)) <> 36
    OR TRANSLATE(LOWER(TRIM(y.afdeling_uuid)), '0123456789abcdef', '') <> '----'
    OR CONCAT(
      SUBSTRING(TRIM(y.afdeling_uuid), 9, 1), SUBSTRING(TRIM(y.afdeling_uuid), 14, 1),
      SUBSTRING(TRIM(y.afdeling_uuid), 19, 1), SUBSTRING(TRIM(y.afdeling_uuid), 24, 1)
    ) <> '----'
    OR TRANSLATE(TRIM(y.afdeling_uuid), '0-', '') = ''
  )
