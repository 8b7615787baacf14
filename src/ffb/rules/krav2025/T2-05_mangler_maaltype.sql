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
WITH ydelse AS (
  SELECT
    y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, y.startdato AS dato, y.sagsnummer, y.enhed, y.kommune_kode,
    s.mangler,
    ROW_NUMBER() OVER (
      PARTITION BY y.kommune_kode, y.borger_id
      ORDER BY y.startdato, y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr
    ) AS nr
  FROM ffb_ydelse y
  JOIN borger_mangel m
    ON y.kommune_kode = m.kommune_kode AND y.borger_id = m.borger_id AND m.raekke = 'maaltype'
  JOIN borger_status s ON y.kommune_kode = s.kommune_kode AND y.borger_id = s.borger_id
)
SELECT
  leverance_id, fil_nr, post_nr, borger_id, 'MAALTYPE' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  dato, sagsnummer, enhed, kommune_kode,
  CASE
    WHEN mangler = 31 THEN CONCAT(
      'ydelse:', CAST(leverance_id AS VARCHAR), ':', CAST(fil_nr AS VARCHAR), ':', CAST(post_nr AS VARCHAR),
      ':PROGRESSION'
    )
  END AS aarsag
FROM ydelse
WHERE nr = 1
