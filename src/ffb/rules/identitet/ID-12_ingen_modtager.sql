/*---
id = "ID-12"
alvor = "oplysning"
kilde = "3-rapport, CPR-lister: Owner and enhed come from the row, else from a look-up file"
hvorfor = "Et fund skal nå den, der kan rette det. Uden enhed eller sagsbehandler ender det hele hos den faglig ansvarlige."
ejer = "faglig_ansvarlig"
fase = "indberetning"
paa = "leverance"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Fund kan ikke sendes til en enhed"
besked = "{uden} af {alle} FFB-ydelser har hverken enhed eller sagsbehandler."
besked_flertal = "I {antal} leverancer har nogle FFB-ydelser hverken enhed eller sagsbehandler."
goer = "Send ENHED eller SAGSBEHANDLER med, eller giv en fil med sagsnummer, enhed og sagsbehandler (--opslag)."
[en]
titel = "Findings cannot be sent to a unit"
besked = "{uden} of {alle} FFB services have neither unit nor case worker."
besked_flertal = "In {antal} deliveries some FFB services have neither unit nor case worker."
goer = "Send ENHED or SAGSBEHANDLER, or give a file of case number, unit and case worker (--opslag)."
---*/
SELECT
  y.leverance_id, CAST(NULL AS INTEGER) AS fil_nr, CAST(NULL AS INTEGER) AS post_nr,
  CAST(NULL AS BIGINT) AS borger_id, 'ENHED' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  SUM(CASE WHEN COALESCE(y.enhed, y.sagsbehandler, o.enhed, o.sagsbehandler) IS NULL THEN 1 ELSE 0 END) AS uden,
  COUNT(*) AS alle
FROM ffb_ydelse y
LEFT JOIN opslag_sag o ON y.sagsnummer = o.sagsnummer
GROUP BY y.leverance_id
HAVING SUM(CASE WHEN COALESCE(y.enhed, y.sagsbehandler, o.enhed, o.sagsbehandler) IS NULL THEN 1 ELSE 0 END) > 0
