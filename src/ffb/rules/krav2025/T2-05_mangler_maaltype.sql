/*---
id = "T2-05"
alvor = "fejl"
kilde = "S0, Tabel 2: Antal borgere der mangler oplysninger vedr. FFB Måltype"
hvorfor = "Måltypen siger, om borgeren skal udvikle, fastholde eller begrænse tab. Uden den kan ingen se, om det går som ventet."
ejer = "sagsbehandler"
fase = "bestilling"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Borgeren mangler måltype"
besked = "Borgeren har en ydelse fra {dato}, men intet indsatsmål med måltype."
besked_flertal = "{antal} borgere mangler måltype."
goer = "Sæt mindst ét indsatsmål med måltype på et tema om aktivitet og deltagelse."
[en]
titel = "The citizen lacks a goal type"
besked = "The citizen has a service from {dato} but no goal with a goal type."
besked_flertal = "{antal} citizens lack a goal type."
goer = "Set at least one goal with a goal type on a theme of activity and participation."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'MAALTYPE' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.dato, y.sagsnummer, y.enhed, y.kommune_kode,
  CASE
    WHEN y.mangler = 31 THEN CONCAT(
      'ydelse:', CAST(y.leverance_id AS VARCHAR), ':', CAST(y.fil_nr AS VARCHAR), ':', CAST(y.post_nr AS VARCHAR),
      ':PROGRESSION'
    )
  END AS aarsag
FROM ffb_foerste y
JOIN borger_mangel m
  ON y.kommune_kode = m.kommune_kode AND y.borger_id = m.borger_id AND m.raekke = 'maaltype'
