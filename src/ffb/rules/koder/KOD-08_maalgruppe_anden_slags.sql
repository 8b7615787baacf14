/*---
id = "KOD-08"
alvor = "fejl"
kilde = "S1: FFB-målgruppe på ydelser fra 1. januar 2025; 4-regler, family 4: wrong kind in the field"
hvorfor = "En ydelse, et tilbud eller et niveau siger ikke, hvem ydelsen er for; ydelsen står reelt uden målgruppe."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "maalgruppe"
kraever = ["maalgruppe"]
[da]
titel = "Målgruppen er noget andet"
besked = "»{navn}« er {slags} og ikke en målgruppe."
besked_flertal = "{antal} målgrupper er noget andet end en målgruppe."
goer = "Vælg målgruppen på ny. Står den rigtigt i fagsystemet, er det udtrækket, leverandøren skal rette."
[en]
titel = "The target group is something else"
besked = "»{navn}« is of another kind and no target group."
besked_flertal = "{antal} target groups are something else."
goer = "Choose the target group again. If the case system is right, the vendor must mend the extract."
[en.ord]
"et tilbud" = "an offer"
"en ydelse" = "a service"
"et niveau" = "a level"
"en overskrift" = "a heading"
"en anden slags kode" = "another kind of code"
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FFB_MAALGRUPPE_UUID' AS felt, t.ffb_maalgruppe_kode AS vaerdi,
  t.dato,
  CONCAT(
    'maalgruppe:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':FFB_MAALGRUPPE_UUID'
  ) AS aarsag,
  b.term AS navn,
  CASE
    WHEN b.art = 'tilbud' THEN 'et tilbud'
    WHEN b.art = 'ydelse' THEN 'en ydelse' WHEN b.art LIKE '%niveau' THEN 'et niveau'
    WHEN b.art LIKE '%gruppe' THEN 'en overskrift' ELSE 'en anden slags kode'
  END AS slags
FROM gaeldende_maalgruppe t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
JOIN begreb_navn b ON t.ffb_maalgruppe_kode = b.kode
WHERE b.art <> 'maalgruppe' AND b.art NOT LIKE '%tema' AND b.art <> 'maalgruppe_gruppe'
