/*---
id = "MEL-07"
alvor = "advarsel"
kilde = "IG: en ressource med en kendt id er en rettelse af den, så id'er skal blive stående; vores: samme ydelse, samme id"
hvorfor = "Med en ny id kan ingen se, hvad der er rettet, og begrundelser og historik følger ikke med."
ejer = "it_leverandoer"
fase = "indberetning"
paa = "flere"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ydelsen har fået en ny id"
besked = "Ydelsen fra {dato} hed {foer} i den forrige leverance og hedder nu {vaerdi}."
besked_flertal = "{antal} ydelser har fået en ny id."
goer = "Lad fagsystemet beholde ydelsens id, så længe ydelsen findes."
[en]
titel = "The service has got a new id"
besked = "The service starting {dato} was called {foer} in the previous delivery and is now called {vaerdi}."
besked_flertal = "{antal} services have got a new id."
goer = "Let the case system keep the id of a service as long as the service exists."
---*/
WITH y0 AS (
  SELECT v.leverance_id, v.fil_nr, v.post_nr, v.borger_id, v.ydelse_id, v.startdato, v.sagsnummer, v.enhed,
    COALESCE(v.dst_kode, '') || '|' || COALESCE(v.ffb_ydelse_kode, '') || '|' || COALESCE(v.ffb_tilbud_kode, '')
    || '|' || COALESCE(v.p_nummer, '') AS indhold
  FROM ydelse_version v
  WHERE v.ydelse_id IS NOT NULL AND NOT v.trukket AND COALESCE(v.dst_kode, v.ffb_ydelse_kode) IS NOT NULL
),
ny AS (
  SELECT p.gl, n.leverance_id, n.fil_nr, n.post_nr, n.borger_id, n.ydelse_id, n.startdato, n.sagsnummer, n.enhed, n.indhold
  FROM leverance_par p
  JOIN y0 n ON p.ny = n.leverance_id
  LEFT JOIN y0 g ON p.gl = g.leverance_id AND n.ydelse_id = g.ydelse_id
  WHERE g.ydelse_id IS NULL
),
gl AS (
  SELECT g.leverance_id, g.borger_id, g.startdato, g.indhold, MIN(g.ydelse_id) AS ydelse_id
  FROM leverance_par p
  JOIN y0 g ON p.gl = g.leverance_id
  LEFT JOIN y0 n ON p.ny = n.leverance_id AND g.ydelse_id = n.ydelse_id
  WHERE n.ydelse_id IS NULL GROUP BY g.leverance_id, g.borger_id, g.startdato, g.indhold
)
SELECT
  n.leverance_id, n.fil_nr, n.post_nr, n.borger_id, 'YDELSE_ID' AS felt, n.ydelse_id AS vaerdi, n.startdato AS dato,
  n.sagsnummer, n.enhed, g.ydelse_id AS foer, g.ydelse_id AS forventet
FROM ny n
JOIN gl g ON n.gl = g.leverance_id AND n.borger_id = g.borger_id AND n.startdato = g.startdato AND n.indhold = g.indhold
