/*---
id = "MEL-03"
alvor = "advarsel"
kilde = "vores: en afsluttet ydelses slutdato er historie; S0: fra tidligere systemer medtages afsluttede ydelser"
hvorfor = "Åbnes en afsluttet ydelse igen, tæller den som aktiv, og ydelsesrapportens tal for tidligere kvartaler ændrer sig."
ejer = "sagsbehandler"
fase = "indberetning"
paa = "flere"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "En afsluttet ydelse har fået en anden slutdato"
besked = "Ydelsen sluttede {foer}, sidst den blev sendt. Nu er slutdatoen {slut}."
besked_flertal = "{antal} afsluttede ydelser har fået en anden slutdato."
goer = "Er det en rettelse, skal der ikke gøres mere. Er ydelsen begyndt igen, skal den have sin egen ydelse."
[en]
titel = "An ended service has got another end date"
besked = "The service ended {foer} when it was last sent. Now the end date is {slut}."
besked_flertal = "{antal} ended services have got another end date."
goer = "If it is a correction, nothing more is to be done. If the service began again, it needs a service of its own."
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
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'SLUTDATO' AS felt, CAST(y.slutdato AS VARCHAR) AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, g.slutdato AS foer, y.slutdato AS slut,
  CAST(g.slutdato AS VARCHAR) AS forventet,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM version y
JOIN version g
  ON y.kilde = g.kilde AND y.ydelse_id = g.ydelse_id AND y.aktivitet_nr = g.aktivitet_nr AND g.nr = 2
WHERE y.nr = 1 AND y.version_tid > g.version_tid AND y.borger_id = g.borger_id
  AND g.slutdato <= CAST(g.version_tid AS DATE) AND (y.slutdato IS NULL OR y.slutdato <> g.slutdato)
