/*---
titel = "Alle FFB-relevante ydelser, der tæller"
grain = "ydelse, der tæller, og aktivitet"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "3-rapport, FFB-relevant ydelse, and its paragraf; motoren er gjort klar over al tid, så enhver start er med"
gem = true
fast = true
forklaring = "ydelse_nr, borger_nr og paragraf_nr er numre i denne kørsel (en borger i to kommuner har to): ét heltal er billigere at samle millioner af rækker på end fire kolonner eller tekster. De gives for sig, på nøglerne alene: at ordne hele rækker med deres tekster koster det dobbelte i tid og plads. ydelse_kode og tilbud_kode er tomme, når de mangler, og 'ukendt', når koden ikke står i kataloget."
---*/
WITH ydelse AS (
  SELECT
    leverance_id, fil_nr, post_nr, aktivitet_nr,
    CAST(ROW_NUMBER() OVER (ORDER BY leverance_id, fil_nr, post_nr, aktivitet_nr) AS INTEGER) AS ydelse_nr
  FROM ydelse_periode
),
borger AS (
  SELECT
    kommune_kode, borger_id, CAST(ROW_NUMBER() OVER (ORDER BY kommune_kode, borger_id) AS INTEGER) AS borger_nr
  FROM (SELECT DISTINCT kommune_kode, COALESCE(borger_id, -1) AS borger_id FROM ydelse_periode) b
),
paragraf AS (
  SELECT paragraf, CAST(ROW_NUMBER() OVER (ORDER BY paragraf) AS INTEGER) AS paragraf_nr
  FROM (SELECT DISTINCT paragraf FROM kombination) k
)
SELECT
  e.ydelse_nr, n.borger_nr, p.paragraf_nr, y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id,
  y.gruppe_id, y.kommune_kode, y.ydelse_id, y.indsats_id, y.paragraf, y.startdato, y.slutdato,
  CASE
    WHEN y.ffb_ydelse_kode IS NULL THEN ''
    WHEN b.art = 'ydelse' THEN y.ffb_ydelse_kode ELSE 'ukendt'
  END AS ydelse_kode,
  CASE
    WHEN y.ffb_tilbud_kode IS NULL THEN ''
    WHEN t.art = 'tilbud' THEN y.ffb_tilbud_kode ELSE 'ukendt'
  END AS tilbud_kode
FROM ydelse_startet y
JOIN ydelse e
  ON y.leverance_id = e.leverance_id AND y.fil_nr = e.fil_nr AND y.post_nr = e.post_nr
 AND y.aktivitet_nr = e.aktivitet_nr
JOIN borger n ON y.kommune_kode = n.kommune_kode AND COALESCE(y.borger_id, -1) = n.borger_id
JOIN paragraf p ON y.paragraf = p.paragraf
LEFT JOIN begreb_navn b ON y.ffb_ydelse_kode = b.kode
LEFT JOIN begreb_navn t ON y.ffb_tilbud_kode = t.kode
WHERE y.relevant
