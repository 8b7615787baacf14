/*---
id = "KOD-16"
alvor = "fejl"
kilde = "S1: Krav: mindst ét (A&D) tema; 4-regler, family 4: wrong kind in the field"
hvorfor = "Koden er ikke et tema, så hverken tema eller score tæller."
ejer = "it_leverandoer"
fase = "sagsoplysning"
tabel = "aktivitet_deltagelse"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "A&D-temaet er noget andet"
besked = "»{navn}« er {slags} og ikke et tema om aktivitet og deltagelse."
besked_flertal = "{antal} temaer om aktivitet og deltagelse er noget andet end et tema."
goer = "Ret udtrækket, så FFB_TEMA_UUID er temaets kode."
[en]
titel = "The A&D theme is something else"
besked = "»{navn}« is of another kind and no theme of activity and participation."
besked_flertal = "{antal} A&D themes are something else."
goer = "Mend the extract so that FFB_TEMA_UUID is the code of the theme."
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
    'aktivitet_deltagelse:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':FFB_TEMA_UUID'
  ) AS aarsag,
  b.term AS navn,
  CASE
    WHEN b.art = 'maalgruppe' THEN 'en målgruppe' WHEN b.art = 'tilbud' THEN 'et tilbud'
    WHEN b.art = 'ydelse' THEN 'en ydelse' WHEN b.art LIKE '%niveau' THEN 'et niveau'
    WHEN b.art LIKE '%gruppe' THEN 'en overskrift' ELSE 'en anden slags kode'
  END AS slags
FROM gaeldende_aktivitet_deltagelse t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
JOIN begreb_navn b ON t.kode = b.kode
WHERE b.art NOT LIKE '%tema'
