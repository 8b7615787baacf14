/*---
id = "SAM-24"
alvor = "advarsel"
kilde = "vores: en borger bor ét sted ad gangen; S2 (Mikkels borgerrejse): ophold følger efter hinanden"
hvorfor = "Borgeren tæller to pladser. Ofte mangler det gamle ophold en slutdato efter en flytning."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "To ophold på én gang"
besked = "Opholdet i {tilbud} fra {dato} løber samtidig med et ophold fra {anden_start} i {andet_tilbud}."
besked_flertal = "{antal} ophold løber samtidig med et andet ophold."
goer = "Sæt slutdato på det ophold, borgeren er flyttet fra. Er det aflastning, skal der ikke gøres noget."
[en]
titel = "Two stays at once"
besked = "The stay in {tilbud} from {dato} runs together with a stay from {anden_start} in {andet_tilbud}."
besked_flertal = "{antal} stays run together with another stay."
goer = "Put an end date on the stay the citizen has moved from. If it is respite, nothing is to be done."
[norm]
dage = {vaerdi = 31, enhed = "dage", forklaring = "Så længe må to ophold løbe samtidig ved en flytning."}
[en.ord]
"et ukendt tilbud" = "an unknown offer"
---*/
WITH norm AS (
  SELECT 31 AS dage
),
ophold AS (
  SELECT y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, y.kommune_kode, y.ydelse_id, y.startdato, y.sagsnummer,
    y.enhed, LEAST(COALESCE(y.slutdato, d.dag), d.dag) AS til, COALESCE(t.term, 'et ukendt tilbud') AS tilbud,
    COALESCE(y.ffb_tilbud_kode, '') || '|' || COALESCE(y.p_nummer, '') || '|' || COALESCE(y.afdeling_uuid, '') AS sted
  FROM gaeldende_ydelse y
  JOIN leverance_dag d ON y.leverance_id = d.leverance_id
  LEFT JOIN begreb_navn t ON y.ffb_tilbud_kode = t.kode
  WHERE y.ffb_ydelse_kode IN ( -- the group Ophold of the indsatskatalog
    SELECT kode FROM begreb WHERE overordnet_kode = 'a1eaa022-9e5c-493c-83d3-7cc40b9df9e9')
),
par AS (
  SELECT b.leverance_id, b.fil_nr, b.post_nr, b.borger_id, b.ydelse_id, b.startdato, b.sagsnummer, b.enhed,
    b.tilbud, a.startdato AS anden_start, a.tilbud AS andet_tilbud,
    ROW_NUMBER() OVER (
      PARTITION BY b.leverance_id, b.fil_nr, b.post_nr ORDER BY a.startdato DESC, a.leverance_id, a.fil_nr, a.post_nr
    ) AS nr
  FROM ophold b
  CROSS JOIN norm n
  JOIN ophold a ON b.kommune_kode = a.kommune_kode AND b.borger_id = a.borger_id AND b.sted <> a.sted
  WHERE (a.startdato < b.startdato OR (a.startdato = b.startdato AND a.sted < b.sted))
    AND date_diff('day', b.startdato, LEAST(a.til, b.til)) > n.dage
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'STARTDATO' AS felt, y.ydelse_id AS vaerdi, y.startdato AS dato,
  y.sagsnummer, y.enhed, y.tilbud, y.anden_start, y.andet_tilbud
FROM par y WHERE y.nr = 1
