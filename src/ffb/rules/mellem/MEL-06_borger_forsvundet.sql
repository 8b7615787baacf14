/*---
id = "MEL-06"
alvor = "advarsel"
kilde = "vores; S0: fra nuværende systemer anvendes den senest modtagne dataleverance"
hvorfor = "Borgeren havde hjælp, sidst der blev leveret, og er nu helt væk. Det er sjældent rigtigt."
ejer = "it_leverandoer"
fase = "indberetning"
paa = "flere"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Borgeren er forsvundet fra leverancen"
besked = "Borgeren havde {ydelser} løbende ydelser i den forrige leverance og er slet ikke i den nye."
besked_flertal = "{antal} borgere med løbende ydelser er forsvundet."
goer = "Send borgeren igen. Er ydelserne slut, skal de sendes med slutdato."
[en]
titel = "The citizen has vanished from the delivery"
besked = "The citizen had {ydelser} running services in the previous delivery and is not in the new one at all."
besked_flertal = "{antal} citizens with running services have vanished."
goer = "Send the citizen again. If the services have ended, send them with an end date."
---*/
WITH foer AS (
  SELECT
    y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, y.sagsnummer, y.enhed, y.startdato,
    COUNT(*) OVER (PARTITION BY y.leverance_id, y.borger_id) AS ydelser,
    ROW_NUMBER() OVER (PARTITION BY y.leverance_id, y.borger_id ORDER BY y.fil_nr, y.post_nr, y.aktivitet_nr) AS nr
  FROM leverance_par p
  JOIN ydelse_version y ON p.gl = y.leverance_id
  WHERE NOT y.trukket AND (y.slutdato IS NULL OR y.slutdato > p.gl_dag)
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'YDELSE_ID' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, y.ydelser
FROM foer y
LEFT JOIN (SELECT DISTINCT borger_id FROM gaeldende_ydelse_raekke) n ON y.borger_id = n.borger_id
WHERE y.nr = 1 AND n.borger_id IS NULL
