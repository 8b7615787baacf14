/*---
id = "T2-06"
alvor = "oplysning"
kilde = "S0, Tabel 2: Antal borgere der mangler oplysninger om temaer i den faglige udredning (progressionsdata); læst som mindst én af de fem"
hvorfor = "Borgeren tæller i Tabel 2's sidste række, så længe bare én af de fem mangler. Hver mangel har sit eget fund."
ejer = "faglig_ansvarlig"
fase = "indberetning"
datapunkt = ["udredningstema", "ad_tema", "funktionsevneniveau", "stoettebehov", "maaltype"]
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Borgeren tæller som mangler progressionsdata"
besked = "Borgeren mangler mindst én af de fem oplysninger i den faglige udredning."
besked_flertal = "{antal} borgere mangler mindst én af de fem oplysninger."
goer = "Ret de enkelte mangler; så forsvinder borgeren også herfra."
[en]
titel = "The citizen counts as lacking progression data"
besked = "The citizen lacks at least one of the five kinds of data."
besked_flertal = "{antal} citizens lack at least one of the five kinds of data."
goer = "Mend the single gaps; the citizen then leaves this row too."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, CAST(NULL AS VARCHAR) AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  y.dato, y.sagsnummer, y.enhed, y.kommune_kode,
  CASE
    WHEN y.mangler = 31 THEN CONCAT(
      'ydelse:', CAST(y.leverance_id AS VARCHAR), ':', CAST(y.fil_nr AS VARCHAR), ':', CAST(y.post_nr AS VARCHAR),
      ':PROGRESSION'
    )
  END AS aarsag
FROM ffb_foerste y
JOIN borger_mangel m
  ON y.kommune_kode = m.kommune_kode AND y.borger_id = m.borger_id AND m.raekke = 'progressionsdata'
