/*---
titel = "Alle FFB-relevante ydelser, der tæller"
grain = "ydelse, der tæller, og aktivitet"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "3-rapport, FFB-relevant ydelse, and its paragraf; motoren er gjort klar over al tid, så enhver start er med"
gem = true
fast = true
forklaring = "ydelse_nr, borger_nr og paragraf_nr er numre i denne kørsel (en borger i to kommuner har to): ét heltal er billigere at samle millioner af rækker på end fire kolonner eller tekster. ydelse_kode og tilbud_kode er tomme, når de mangler, og 'ukendt', når koden ikke står i kataloget."
---*/
SELECT
  CAST(
    ROW_NUMBER() OVER (ORDER BY y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr) AS INTEGER
  ) AS ydelse_nr,
  CAST(DENSE_RANK() OVER (ORDER BY y.kommune_kode, y.borger_id) AS INTEGER) AS borger_nr,
  CAST(DENSE_RANK() OVER (ORDER BY y.paragraf) AS INTEGER) AS paragraf_nr,
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id, y.gruppe_id, y.kommune_kode, y.ydelse_id,
  y.indsats_id, y.paragraf, y.startdato, y.slutdato,
  CASE
    WHEN y.ffb_ydelse_kode IS NULL THEN ''
    WHEN b.art = 'ydelse' THEN y.ffb_ydelse_kode ELSE 'ukendt'
  END AS ydelse_kode,
  CASE
    WHEN y.ffb_tilbud_kode IS NULL THEN ''
    WHEN t.art = 'tilbud' THEN y.ffb_tilbud_kode ELSE 'ukendt'
  END AS tilbud_kode
FROM ydelse_startet y
LEFT JOIN begreb_navn b ON y.ffb_ydelse_kode = b.kode
LEFT JOIN begreb_navn t ON y.ffb_tilbud_kode = t.kode
WHERE y.relevant
