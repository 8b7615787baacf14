/*---
id = "ID-11"
alvor = "advarsel"
kilde = "9-uddatasaet: every referenced resource is in the bundle; 8-graenseflader: ydelse.INDSATS_ID, indsats.INDSATS_ID"
hvorfor = "Indsatsen bærer sagsnummer og planlagt opfølgning. Findes den ikke i leverancen, mangler ydelsen begge dele."
ejer = "it_leverandoer"
fase = "indberetning"
tabel = "ydelse"
kraever = ["ydelse", "indsats"]
[da]
titel = "Ydelsens indsats er ikke med"
besked = "Ydelsen fra {dato} hører til indsats {vaerdi}, som ikke er i leverancen."
besked_flertal = "{antal} ydelser hører til en indsats, som ikke er i leverancen."
goer = "Send indsatsen med i tabellen indsats, eller ret INDSATS_ID."
[en]
titel = "The service's care plan is not there"
besked = "The service starting {dato} belongs to care plan {vaerdi}, which is not in the delivery."
besked_flertal = "{antal} services belong to a care plan that is not in the delivery."
goer = "Send the care plan in table indsats, or correct INDSATS_ID."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'INDSATS_ID' AS felt, y.indsats_id AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed
FROM gaeldende_ydelse y
JOIN leverance l ON y.leverance_id = l.leverance_id AND l.kilde = 'tabel'
JOIN leverance_tabel t ON y.leverance_id = t.leverance_id AND t.tabel = 'indsats' AND t.status = 'leveret'
LEFT JOIN (SELECT DISTINCT gruppe_id, indsats_id FROM gaeldende_indsats) i
  ON y.gruppe_id = i.gruppe_id AND y.indsats_id = i.indsats_id
WHERE y.indsats_id IS NOT NULL AND i.indsats_id IS NULL
