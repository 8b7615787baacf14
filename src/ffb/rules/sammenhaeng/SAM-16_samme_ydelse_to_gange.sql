/*---
id = "SAM-16"
alvor = "advarsel"
kilde = "vores: en ydelse med samme kode, tilbud, datoer og sted er den samme; DST tæller hver række (S0, Tabel 1)"
hvorfor = "Dobbelte rækker tæller dobbelt i Tabel 1 og i ydelsesrapporten."
ejer = "it_leverandoer"
fase = "indberetning"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Samme ydelse står to gange"
besked = "Ydelsen fra {dato} står mere end én gang med det samme indhold."
besked_flertal = "{antal} ydelser står mere end én gang."
goer = "Send ydelsen én gang. Er det to bevillinger, skal de kunne kendes fra hinanden."
[en]
titel = "The same service twice"
besked = "The service starting {dato} is there more than once with the same content."
besked_flertal = "{antal} services are there more than once."
goer = "Send the service once. If they are two grants, they must differ."
---*/
WITH ens AS (
  SELECT
    y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, y.ydelse_id, y.startdato, y.sagsnummer, y.enhed,
    ROW_NUMBER() OVER (
      PARTITION BY
        y.gruppe_id, y.borger_id, y.dst_kode, y.ffb_ydelse_kode, y.ffb_tilbud_kode, y.startdato, y.slutdato,
        y.p_nummer, y.afdeling_uuid
      ORDER BY y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr
    ) AS nr
  FROM gaeldende_ydelse y
  WHERE COALESCE(y.ffb_ydelse_kode, y.dst_kode) IS NOT NULL AND y.startdato IS NOT NULL
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'YDELSE_ID' AS felt, y.ydelse_id AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM ens y
WHERE y.nr > 1
