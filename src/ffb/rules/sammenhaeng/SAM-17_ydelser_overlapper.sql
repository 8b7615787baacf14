/*---
id = "SAM-17"
alvor = "advarsel"
kilde = "vores: den samme ydelse i det samme tilbud kan ikke løbe to gange; S1: skift i P-nummer og afdelings-UUID giver en ny række (og er i orden)"
hvorfor = "Ydelsen tæller dobbelt, så længe begge løber. Ofte mangler den gamle en slutdato."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Samme ydelse løber to gange på én gang"
besked = "Ydelsen fra {dato} løber samtidig med den samme ydelse fra {anden_start} (slutdato: {anden_slut})."
besked_flertal = "{antal} ydelser løber samtidig med den samme ydelse."
goer = "Sæt slutdato på den gamle, eller fjern den ene."
[en]
titel = "The same service runs twice at once"
besked = "The service starting {dato} runs together with the same service starting {anden_start} (end date: {anden_slut})."
besked_flertal = "{antal} services run together with the same service."
goer = "Put an end date on the old one, or remove one of them."
---*/
WITH ydelse AS (
  SELECT
    y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, y.ydelse_id, y.startdato, y.slutdato, y.sagsnummer, y.enhed,
    COALESCE(y.slutdato, DATE '9999-12-31') AS til,
    CAST(y.gruppe_id AS VARCHAR) || '|' || COALESCE(y.dst_kode, '') || '|' || COALESCE(y.ffb_ydelse_kode, '') || '|'
    || COALESCE(y.ffb_tilbud_kode, '') || '|' || COALESCE(y.p_nummer, '') || '|'
    || COALESCE(y.afdeling_uuid, '') AS samme
  FROM gaeldende_ydelse y
  WHERE COALESCE(y.ffb_ydelse_kode, y.dst_kode) IS NOT NULL
),
par AS (
  SELECT
    b.leverance_id, b.fil_nr, b.post_nr, b.borger_id, b.ydelse_id, b.startdato, b.sagsnummer, b.enhed,
    a.startdato AS anden_start, a.slutdato AS anden_slut,
    ROW_NUMBER() OVER (
      PARTITION BY b.leverance_id, b.fil_nr, b.post_nr
      ORDER BY a.startdato DESC, a.leverance_id, a.fil_nr, a.post_nr
    ) AS nr
  FROM ydelse b
  JOIN ydelse a ON b.borger_id = a.borger_id AND b.samme = a.samme
  WHERE b.startdato < a.til
    AND (a.startdato < b.startdato OR (a.startdato = b.startdato AND b.til > a.til))
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'STARTDATO' AS felt, y.ydelse_id AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, y.anden_start, y.anden_slut,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM par y
WHERE y.nr = 1
