/*---
id = "K25-02"
alvor = "fejl"
kilde = "S1: Krav: Alle borgere der modtager FFB-ydelser/tilbud skal have mindst ét (F&F) tema"
hvorfor = "Tabel 2 lader en omgivelsesfaktor gælde som udredningstema. Kravet fra Social- og Boligministeriet er et tema i funktioner og forhold."
ejer = "sagsbehandler"
fase = "sagsoplysning"
datapunkt = ["udredningstema"]
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse", "udredningstema"]
[da]
titel = "Borgeren har kun omgivelsesfaktorer"
besked = "Borgeren har en ydelse fra {dato} og omgivelsesfaktorer, men intet tema i funktioner og forhold."
besked_flertal = "{antal} borgere har omgivelsesfaktorer, men intet tema i funktioner og forhold."
goer = "Registrér mindst ét undertema i funktioner og forhold fra udredningen."
[en]
titel = "The citizen has surroundings only"
besked = "The citizen has a service from {dato} and factors of the surroundings, but no theme of functions and conditions."
besked_flertal = "{antal} citizens have factors of the surroundings but no theme of functions and conditions."
goer = "Record at least one sub-theme of functions and conditions."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'FFB_TEMA_UUID' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.dato, y.sagsnummer, y.enhed, y.kommune_kode
FROM ffb_foerste y
JOIN borger_ffb h ON y.kommune_kode = h.kommune_kode AND y.borger_id = h.borger_id
CROSS JOIN koersel k
WHERE (h.har & 257) = 256 AND NOT k.krav_ff
