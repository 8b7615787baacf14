/*---
id = "KOD-04"
alvor = "fejl"
kilde = "S0: Der skal indberettes både FFB_Ydelse_UUID og FFB_Tilbud_UUID; 4-regler, family 4: wrong kind in the field"
hvorfor = "Feltet er for FFB-tilbud. En kode af en anden slags kan ikke mappes til en DST-kode, og ydelsen regnes forkert."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Feltet for FFB-tilbud holder noget andet"
besked = "»{navn}« er {slags} og ikke et valg for FFB-tilbud."
besked_flertal = "{antal} ydelser har noget andet i feltet for FFB-tilbud."
goer = "Vælg det FFB-tilbud, ydelsen gives i. Står det rigtige i fagsystemet, er det udtrækket, leverandøren skal rette."
[en]
titel = "The field for an FFB offer holds something else"
besked = "»{navn}« is of another kind and no FFB offer."
besked_flertal = "{antal} services hold something else in the field for an FFB offer."
goer = "Choose the right code. If the case system is right, the vendor must mend the extract."
[en.ord]
"et overtema" = "a main theme"
"et tema" = "a theme"
"en målgruppe" = "a target group"
"en ydelse" = "a service"
"et niveau" = "a level"
"en overskrift" = "a heading"
"en anden slags kode" = "another kind of code"
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FFB_TILBUD_UUID' AS felt, t.ffb_tilbud_kode AS vaerdi,
  t.startdato AS dato, t.sagsnummer, t.enhed,
  CONCAT(
    'ydelse:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':', CAST(t.post_nr AS VARCHAR),
    ':FFB_TILBUD_UUID'
  ) AS aarsag,
  b.term AS navn,
  CASE
    WHEN b.art LIKE '%overtema' THEN 'et overtema' WHEN b.art LIKE '%undertema' THEN 'et tema'
    WHEN b.art = 'maalgruppe' THEN 'en målgruppe'
    WHEN b.art = 'ydelse' THEN 'en ydelse' WHEN b.art LIKE '%niveau' THEN 'et niveau'
    WHEN b.art LIKE '%gruppe' THEN 'en overskrift' ELSE 'en anden slags kode'
  END AS slags
FROM gaeldende_ydelse t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
JOIN begreb_navn b ON t.ffb_tilbud_kode = b.kode
WHERE b.art <> 'tilbud'
