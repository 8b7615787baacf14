/*---
id = "K25-01"
alvor = "fejl"
kilde = "S0, Tabel 2: Det forventes, at alle borgere … skal have oplyst mindst én af hver; 3-rapport: mangler alle (mangler_alle)"
hvorfor = "Ingen af de fem oplysninger er der: oftest er borgeren ikke udredt i FFB, eller en tabel mangler i udtrækket."
ejer = "sagsbehandler"
fase = "sagsoplysning"
datapunkt = ["udredningstema", "ad_tema", "funktionsevneniveau", "stoettebehov", "maaltype"]
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Borgeren har slet ingen faglig udredning i FFB"
besked = "Borgeren har en ydelse fra {dato}, men hverken tema, score, støttebehov eller måltype."
besked_flertal = "{antal} borgere har slet ingen faglig udredning i FFB."
goer = "Lav udredningen i FFB ved næste opfølgning. Er den lavet, skal leverandøren finde ud af, hvorfor den ikke er med."
[en]
titel = "The citizen has no FFB assessment at all"
besked = "The citizen has a service from {dato} but neither theme, score, need of support nor goal type."
besked_flertal = "{antal} citizens have no FFB assessment at all."
goer = "Make the FFB assessment at the next follow-up. If it is made, the vendor must find out why it is not delivered."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, CAST(NULL AS VARCHAR) AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.dato, y.sagsnummer, y.enhed, y.kommune_kode,
  CONCAT(
    'ydelse:', CAST(y.leverance_id AS VARCHAR), ':', CAST(y.fil_nr AS VARCHAR), ':', CAST(y.post_nr AS VARCHAR),
    ':PROGRESSION'
  ) AS aarsag
FROM ffb_foerste y
WHERE y.mangler = 31
