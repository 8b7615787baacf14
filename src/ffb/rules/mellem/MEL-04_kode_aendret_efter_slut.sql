/*---
id = "MEL-04"
alvor = "advarsel"
kilde = "vores: en afsluttet ydelses koder er historie; S0: data skal afspejle de faktiske forhold i kommunen"
hvorfor = "Rettes en mangel, er det godt. Skiftes en udfyldt kode på en afsluttet ydelse, ændres det, der er godkendt."
ejer = "sagsbehandler"
fase = "indberetning"
paa = "flere"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "En afsluttet ydelse har skiftet kode"
besked = "Ydelsen sluttede {slut}. Siden er {hvad} skiftet."
besked_flertal = "{antal} afsluttede ydelser har skiftet kode."
goer = "Kontrollér mod afgørelsen. Er det en rettelse af en fejl, skal der ikke gøres mere."
[en]
titel = "An ended service has changed code"
besked = "The service ended {slut}. Since then {felt} has changed."
besked_flertal = "{antal} ended services have changed code."
goer = "Check against the decision. If it corrects an error, nothing more is to be done."
---*/
WITH version AS (
  SELECT
    v.leverance_id, v.fil_nr, v.post_nr, v.borger_id, v.ydelse_id, v.aktivitet_nr, v.dst_kode, v.ffb_ydelse_kode,
    v.ffb_tilbud_kode, v.startdato, v.slutdato, v.sagsnummer, v.enhed, COALESCE(v.version_tid, l.tid) AS version_tid,
    COALESCE(l.kommune_kode, '') || '|' || COALESCE(l.system, '') AS kilde,
    ROW_NUMBER() OVER (
      PARTITION BY l.kommune_kode, l.system, v.ydelse_id, v.aktivitet_nr
      ORDER BY COALESCE(v.version_tid, l.tid) DESC, v.leverance_id DESC, v.fil_nr DESC, v.post_nr DESC
    ) AS nr
  FROM ydelse_version v
  JOIN leverance l ON v.leverance_id = l.leverance_id
  WHERE v.ydelse_id IS NOT NULL AND NOT v.trukket
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id,
  CASE
    WHEN COALESCE(y.ffb_ydelse_kode, '') <> g.ffb_ydelse_kode THEN 'FFB_YDELSE_UUID'
    WHEN COALESCE(y.ffb_tilbud_kode, '') <> g.ffb_tilbud_kode THEN 'FFB_TILBUD_UUID'
    ELSE 'DST_YDELSE'
  END AS felt,
  CASE
    WHEN COALESCE(y.ffb_ydelse_kode, '') <> g.ffb_ydelse_kode THEN 'FFB-ydelsen'
    WHEN COALESCE(y.ffb_tilbud_kode, '') <> g.ffb_tilbud_kode THEN 'FFB-tilbuddet'
    ELSE 'DST-koden'
  END AS hvad,
  y.ffb_ydelse_kode AS vaerdi, y.startdato AS dato, y.sagsnummer, y.enhed, g.slutdato AS slut,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM version y
JOIN version g
  ON y.kilde = g.kilde AND y.ydelse_id = g.ydelse_id AND y.aktivitet_nr = g.aktivitet_nr AND g.nr = 2
WHERE y.nr = 1 AND y.version_tid > g.version_tid AND y.borger_id = g.borger_id
  AND g.slutdato <= CAST(g.version_tid AS DATE)
  AND (COALESCE(y.ffb_ydelse_kode, '') <> g.ffb_ydelse_kode OR COALESCE(y.ffb_tilbud_kode, '') <> g.ffb_tilbud_kode
       OR COALESCE(y.dst_kode, '') <> g.dst_kode)
