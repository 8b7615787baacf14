/*---
id = "MEL-12"
alvor = "advarsel"
kilde = "vores; S0: fra nuværende systemer anvendes den senest modtagne dataleverance; 9-uddatasaet: fuld historik hver gang"
hvorfor = "Med fuld historik bliver der flere rækker for hver gang. Et stort fald er næsten altid et udtræk, der er gået galt."
ejer = "it_leverandoer"
fase = "indberetning"
paa = "flere"
tabel = "leverance"
kraever = []
[da]
titel = "Antallet af rækker er faldet brat"
besked = "Der var {foer} rækker i {felt} i den forrige leverance. Nu er der {nu}."
besked_flertal = "{antal} tabeller har pludselig langt færre rækker."
goer = "Undersøg udtrækket, og send leverancen igen, før tallene godkendes."
[en]
titel = "The number of rows has dropped sharply"
besked = "There were {foer} rows in {felt} in the previous delivery. Now there are {nu}."
besked_flertal = "{antal} tables suddenly have far fewer rows."
goer = "Investigate the extract, and deliver again before the figures are approved."
[norm]
procent = {vaerdi = 20, enhed = "procent", forklaring = "Fra så stort et fald spørger vi."}
mindst = {vaerdi = 50, enhed = "rækker", forklaring = "Under så mange rækker i den forrige leverance siger faldet ikke noget."}
---*/
WITH norm AS (
  SELECT 20 AS procent, 50 AS mindst
)
SELECT
  p.ny AS leverance_id, CAST(NULL AS INTEGER) AS fil_nr, CAST(NULL AS INTEGER) AS post_nr, CAST(NULL AS BIGINT) AS borger_id,
  g.tabel AS felt, CAST(NULL AS VARCHAR) AS vaerdi, g.raekker AS foer, COALESCE(t.raekker, 0) AS nu
FROM leverance_par p
CROSS JOIN norm n
JOIN leverance_tabel g ON p.gl = g.leverance_id
LEFT JOIN leverance_tabel t ON p.ny = t.leverance_id AND g.tabel = t.tabel
WHERE g.raekker >= n.mindst AND (g.raekker - COALESCE(t.raekker, 0)) * 100 >= n.procent * g.raekker
  AND g.tabel IN (
    'ydelse', 'indsats', 'maalgruppe', 'udredningstema', 'aktivitet_deltagelse', 'stoettebehov', 'indsatsmaal',
    'opfoelgning'
  )
