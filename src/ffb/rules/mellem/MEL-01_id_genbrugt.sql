/*---
id = "MEL-01"
alvor = "advarsel"
kilde = "IG: en ressource med en kendt id er en rettelse af den; vores: en ydelses id tilhører én borger"
hvorfor = "DST og vi læser det som en rettelse. Så forsvinder den ene borgers ydelse. Det kan også være skift fra erstatningsnummer til CPR."
ejer = "it_leverandoer"
fase = "indberetning"
paa = "flere"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ydelsens id er brugt til en anden borger"
besked = "Ydelsen {vaerdi} tilhørte en anden borger, sidst den blev sendt."
besked_flertal = "{antal} ydelser har skiftet borger."
goer = "Giv hver ydelse sin egen id. Har borgeren fået CPR i stedet for erstatningsnummer, er alt i orden."
[en]
titel = "The service id is used for another citizen"
besked = "The service {vaerdi} belonged to another citizen when it was last sent."
besked_flertal = "{antal} services have changed citizen."
goer = "Give each service an id of its own. If the citizen got a CPR number instead of a replacement number, all is well."
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
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'YDELSE_ID' AS felt, y.ydelse_id AS vaerdi, y.startdato AS dato,
  y.sagsnummer, y.enhed,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM version y
JOIN version g
  ON y.kilde = g.kilde AND y.ydelse_id = g.ydelse_id AND y.aktivitet_nr = g.aktivitet_nr AND g.nr = 2
WHERE y.nr = 1 AND y.version_tid > g.version_tid AND y.borger_id <> g.borger_id
