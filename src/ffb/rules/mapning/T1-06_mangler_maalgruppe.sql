/*---
id = "T1-06"
alvor = "fejl"
kilde = "S1: Ydelser m. startdato fra 1. januar 2025 skal have en FFB-ydelse, -målgruppe, -tilbud"
hvorfor = "Målgruppen siger, hvem ydelsen er for. Uden den kan ingen se, hvilke borgere der får hvilken hjælp."
ejer = "sagsbehandler"
fase = "bestilling"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ydelsen mangler målgruppe"
besked = "{navn} fra {dato} har ingen målgruppe."
besked_flertal = "{antal} ydelser mangler målgruppe."
goer = "Vælg borgerens primære målgruppe på bevillingen, og send igen."
[en]
titel = "The service lacks a target group"
besked = "{navn} starting {dato} has no target group."
besked_flertal = "{antal} services lack a target group."
goer = "Choose the citizen's primary target group on the grant, and deliver again."
[en.ord]
"Ydelsen" = "The service"
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'FFB_MAALGRUPPE_UUID' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed,
  y.kommune_kode, y.paragraf, y.dst_kode,
  COALESCE(b.term, 'Ydelsen') AS navn
FROM ffb_ydelse y
LEFT JOIN begreb_navn b ON y.ffb_ydelse_kode = b.kode
WHERE (y.fejl & 32) <> 0
