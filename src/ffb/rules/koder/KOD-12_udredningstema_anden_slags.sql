/*---
id = "KOD-12"
alvor = "fejl"
kilde = "S1: Krav: mindst ét (F&F) tema; 4-regler, family 4: wrong kind in the field"
hvorfor = "Koden er ikke et tema og tæller ikke. »Prostitution« er både F&F-tema og målgruppe med hver sin kode."
ejer = "sagsbehandler"
fase = "sagsoplysning"
tabel = "udredningstema"
kraever = ["udredningstema"]
[da]
titel = "Udredningstemaet er noget andet"
besked = "»{navn}« er {slags} og ikke et udredningstema."
besked_flertal = "{antal} udredningstemaer er noget andet end et tema."
goer = "Vælg temaet i listen over funktioner og forhold; nogle navne findes også som målgruppe med en anden kode."
[en]
titel = "The assessment theme is something else"
besked = "»{navn}« is of another kind and no assessment theme."
besked_flertal = "{antal} assessment themes are something else."
goer = "Choose the theme from functions and conditions; some names are target groups too, with another code."
[en.ord]
"en målgruppe" = "a target group"
"et tilbud" = "an offer"
"en ydelse" = "a service"
"et niveau" = "a level"
"en overskrift" = "a heading"
"en anden slags kode" = "another kind of code"
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FFB_TEMA_UUID' AS felt, t.kode AS vaerdi,
  t.dato,
  CONCAT(
    'udredningstema:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':FFB_TEMA_UUID'
  ) AS aarsag,
  b.term AS navn,
  CASE
    WHEN b.art = 'maalgruppe' THEN 'en målgruppe' WHEN b.art = 'tilbud' THEN 'et tilbud'
    WHEN b.art = 'ydelse' THEN 'en ydelse' WHEN b.art LIKE '%niveau' THEN 'et niveau'
    WHEN b.art LIKE '%gruppe' THEN 'en overskrift' ELSE 'en anden slags kode'
  END AS slags, n.navn AS forventet
FROM gaeldende_udredningstema t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
JOIN begreb_navn b ON t.kode = b.kode
LEFT JOIN (
  SELECT TRIM(term) AS navn FROM begreb WHERE art IN ('ff_undertema', 'omgivelse_undertema') GROUP BY TRIM(term)
) n ON b.term = n.navn
WHERE b.art NOT LIKE '%tema'
