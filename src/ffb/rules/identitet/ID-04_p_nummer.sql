/*---
id = "ID-04"
alvor = "advarsel"
kilde = "4-regler, family 3: P-nummer 10 digits; S1: Skift i P-nummer og afdelings-UUID har dog samme effekt"
hvorfor = "P-nummeret siger, hvor ydelsen gives. Er det ikke et P-nummer, kan tilbuddet ikke findes, og et skift ses ikke."
ejer = "it_leverandoer"
fase = "bestilling"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "P-nummeret er ikke et P-nummer"
besked = "P-nummeret {vaerdi} er ikke ti cifre eller er kun en pladsholder."
besked_flertal = "{antal} ydelser har et P-nummer, som ikke er et P-nummer."
goer = "Skriv produktionsenhedens ti cifre fra CVR (ikke CVR-nummeret på otte), eller lad feltet stå tomt."
[en]
titel = "The P-number is not a P-number"
besked = "The P-number {vaerdi} does not have ten digits, or is a placeholder."
besked_flertal = "{antal} services carry a P-number that is none."
goer = "Give the ten digits of the production unit in CVR (not the eight of the CVR number), or leave the field empty."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'P_NUMMER' AS felt, y.p_nummer AS vaerdi, y.startdato AS dato,
  y.sagsnummer, y.enhed
FROM gaeldende_ydelse y
WHERE TRIM(y.p_nummer) <> ''
  AND (
    LENGTH(TRIM(y.p_nummer)) <> 10
    OR TRANSLATE(TRIM(y.p_nummer), '0123456789', '') <> ''
    OR REPLACE(TRIM(y.p_nummer), SUBSTRING(TRIM(y.p_nummer), 1, 1), '') = ''
  )
