/*---
id = "SAM-23"
alvor = "advarsel"
kilde = "vores: en målgruppe, der peger på en ydelse, skal pege på en, der er sendt; S1: ydelser skal have en FFB-målgruppe"
hvorfor = "Målgruppen når ikke frem til nogen ydelse, og ydelsen tæller som uden målgruppe."
ejer = "it_leverandoer"
fase = "indberetning"
tabel = "maalgruppe"
kraever = ["maalgruppe", "ydelse"]
[da]
titel = "Målgruppen peger på en ydelse, der ikke er sendt"
besked = "Målgruppen peger på ydelsen {vaerdi}, men den er ikke i leverancen."
besked_flertal = "{antal} målgrupper peger på en ydelse, der ikke er sendt."
goer = "Send ydelsen med, eller ret YDELSE_ID på målgruppen."
[en]
titel = "The target group points to a service that is not sent"
besked = "The target group points to the service {vaerdi}, but it is not in the delivery."
besked_flertal = "{antal} target groups point to a service that is not sent."
goer = "Send the service along, or correct YDELSE_ID of the target group."
---*/
WITH sendt AS (
  SELECT DISTINCT leverance_id, borger_id, ydelse_id FROM ydelse_version
)
SELECT
  m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, 'YDELSE_ID' AS felt, m.ydelse_id AS vaerdi, m.dato
FROM gaeldende_maalgruppe m
JOIN leverance_brugt l ON m.leverance_id = l.leverance_id AND l.direkte
LEFT JOIN sendt s ON m.leverance_id = s.leverance_id AND m.borger_id = s.borger_id AND m.ydelse_id = s.ydelse_id
WHERE m.ydelse_id IS NOT NULL AND s.ydelse_id IS NULL
