/*---
id = "MEL-02"
alvor = "advarsel"
kilde = "vores: en ydelses start er historie; S0: der indgår kun ydelser, der er startet i perioden"
hvorfor = "Flyttes startdatoen, kan ydelsen komme ind i eller ud af en periode, der er godkendt."
ejer = "sagsbehandler"
fase = "indberetning"
paa = "flere"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Startdatoen er ændret"
besked = "Ydelsen startede {foer}, sidst den blev sendt. Nu står der {dato}."
besked_flertal = "{antal} ydelser har fået en ny startdato."
goer = "Er det en rettelse, skal der ikke gøres mere. Er det en ny bevilling, skal den have sin egen ydelse."
[en]
titel = "The start date has changed"
besked = "The service started {foer} when it was last sent. Now it says {dato}."
besked_flertal = "{antal} services have got a new start date."
goer = "If it is a correction, nothing more is to be done. If it is a new grant, it needs a service of its own."
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
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'STARTDATO' AS felt, CAST(y.startdato AS VARCHAR) AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, g.startdato AS foer, CAST(g.startdato AS VARCHAR) AS forventet,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM version y
JOIN version g
  ON y.kilde = g.kilde AND y.ydelse_id = g.ydelse_id AND y.aktivitet_nr = g.aktivitet_nr AND g.nr = 2
WHERE y.nr = 1 AND y.version_tid > g.version_tid AND y.borger_id = g.borger_id AND y.startdato <> g.startdato
