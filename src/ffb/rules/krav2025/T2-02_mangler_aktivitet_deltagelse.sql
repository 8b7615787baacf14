/*---
id = "T2-02"
alvor = "fejl"
kilde = "S0, Tabel 2: Antal borgere der mangler oplysninger vedr. FFB Aktivitet og deltagelse"
hvorfor = "Temaerne om aktivitet og deltagelse er det, indsatsen arbejder med. Uden dem kan der hverken scores, sættes mål eller følges op."
ejer = "sagsbehandler"
fase = "sagsoplysning"
datapunkt = ["ad_tema"]
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Borgeren mangler tema om aktivitet og deltagelse"
besked = "Borgeren har en ydelse fra {dato}, men intet tema om aktivitet og deltagelse."
besked_flertal = "{antal} borgere mangler tema om aktivitet og deltagelse."
goer = "Vælg og scor mindst ét undertema, som indsatsen handler om."
[en]
titel = "The citizen lacks an A&D theme"
besked = "The citizen has a service from {dato} but no theme of activity and participation."
besked_flertal = "{antal} citizens lack an A&D theme."
goer = "Choose and score at least one sub-theme the work is about."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'FFB_TEMA_UUID' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.dato, y.sagsnummer, y.enhed, y.kommune_kode,
  CASE
    WHEN y.mangler = 31 THEN CONCAT(
      'ydelse:', CAST(y.leverance_id AS VARCHAR), ':', CAST(y.fil_nr AS VARCHAR), ':', CAST(y.post_nr AS VARCHAR),
      ':PROGRESSION'
    )
    ELSE CONCAT(
      'ydelse:', CAST(y.leverance_id AS VARCHAR), ':', CAST(y.fil_nr AS VARCHAR), ':', CAST(y.post_nr AS VARCHAR),
      ':AKTIVITET_DELTAGELSE'
    )
  END AS aarsag
FROM ffb_foerste y
JOIN borger_mangel m
  ON y.kommune_kode = m.kommune_kode AND y.borger_id = m.borger_id AND m.raekke = 'aktivitet_deltagelse'
