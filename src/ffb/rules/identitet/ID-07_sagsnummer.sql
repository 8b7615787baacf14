/*---
id = "ID-07"
alvor = "advarsel"
kilde = "IG carePlan: extension municipalityCaseNumber 1..1; 3-rapport, CPR-lister: owner and enhed come from a look-up file (sagsnummer)"
hvorfor = "Sagsnummeret er vejen fra et fund til sagen. Uden det kan arbejdslisten ikke sendes uden CPR."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ydelsen har intet sagsnummer"
besked = "Ydelsen fra {dato} har intet sagsnummer, og det har dens indsats heller ikke."
besked_flertal = "{antal} ydelser har intet sagsnummer."
goer = "Knyt ydelsen til sagen i fagsystemet. Mangler det på alle ydelser, skal leverandøren sende SAGSNUMMER med."
[en]
titel = "The service has no case number"
besked = "The service starting {dato} has no case number, nor has its care plan."
besked_flertal = "{antal} services have no case number."
goer = "Tie the service to its case. If every service lacks it, the vendor must send SAGSNUMMER."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'SAGSNUMMER' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.startdato AS dato, y.enhed
FROM gaeldende_ydelse y
LEFT JOIN (
  SELECT DISTINCT gruppe_id, indsats_id
  FROM gaeldende_indsats
  WHERE TRIM(sagsnummer) <> ''
) i ON y.gruppe_id = i.gruppe_id AND y.indsats_id = i.indsats_id
WHERE TRIM(COALESCE(y.sagsnummer, '')) = '' AND i.indsats_id IS NULL
