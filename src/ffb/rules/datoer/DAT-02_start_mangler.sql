/*---
id = "DAT-02"
alvor = "fejl"
kilde = "S0: Der indgår kun ydelser der er startet i perioden; 8-graenseflader: ydelse.STARTDATO"
hvorfor = "Uden startdato hører ydelsen ikke til nogen periode og mangler i rapporten."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ydelsen har ingen startdato"
besked = "Ydelsen har ingen startdato og tæller ikke i nogen periode."
besked_flertal = "{antal} ydelser har ingen startdato."
goer = "Skriv den dag, ydelsen begynder."
[en]
titel = "The service has no start date"
besked = "The service has no start date and counts in no period."
besked_flertal = "{antal} services have no start date."
goer = "Enter the day the service begins."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'STARTDATO' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.sagsnummer, y.enhed
FROM gaeldende_ydelse y
JOIN leverance l ON y.leverance_id = l.leverance_id AND l.kilde = 'tabel'
LEFT JOIN dato_ulaeselig f
  ON y.leverance_id = f.leverance_id AND y.fil_nr = f.fil_nr AND y.post_nr = f.post_nr AND f.felt = 'STARTDATO'
WHERE y.startdato IS NULL AND f.leverance_id IS NULL
