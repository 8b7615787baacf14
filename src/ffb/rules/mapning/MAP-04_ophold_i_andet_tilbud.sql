/*---
id = "MAP-04"
alvor = "advarsel"
kilde = "S0: kombinationen skal mappe korrekt; indsatskatalog 4.00 (S2): Ophold og Botilbud til voksne; S4: I hvilke tilbud kan hvilke ydelser leveres?"
hvorfor = "Kun et ophold hører til ét slags botilbud. Støtte og aktiviteter kan gives inde i et botilbud og nævnes ikke her."
ejer = "sagsbehandler"
fase = "bestilling"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Opholdet passer ikke til tilbuddet"
besked = "{ydelse} er registreret i {tilbud}. Det hører til i {forventet}."
besked_flertal = "{antal} ophold passer ikke til deres tilbud."
goer = "Kontrollér i afgørelsen, hvad borgeren har fået, og ret ydelse eller tilbud."
[en]
titel = "The stay does not fit the tilbud"
besked = "{ydelse} is recorded in {tilbud}. It belongs in {forventet}."
besked_flertal = "{antal} stays do not fit their tilbud."
goer = "Check in the decision what the citizen was granted, and correct the service or the tilbud."
[en.ord]
" eller " = " or "
---*/
WITH ophold AS (
  -- a1eaa022… is the group Ophold of the indsatskatalog
  SELECT b.kode, b.term
  FROM begreb_navn b
  JOIN (SELECT DISTINCT kode FROM begreb WHERE overordnet_kode = 'a1eaa022-9e5c-493c-83d3-7cc40b9df9e9') o
    ON b.kode = o.kode
),
passer AS (
  SELECT o.kode AS ydelse_kode, t.kode AS tilbud_kode, t.term
  FROM ophold o
  JOIN begreb_lov ly ON o.kode = ly.kode
  JOIN begreb_lov lt ON ly.paragraf = lt.paragraf
  JOIN begreb_navn t ON lt.kode = t.kode AND t.art = 'tilbud'
),
rigtige AS (
  SELECT ydelse_kode, MIN(term) || CASE WHEN MIN(term) <> MAX(term) THEN ' eller ' || MAX(term) ELSE '' END AS tekst
  FROM passer GROUP BY ydelse_kode
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'FFB_TILBUD_UUID' AS felt, y.ffb_tilbud_kode AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, r.tekst AS forventet, o.term AS ydelse, t.term AS tilbud,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM gaeldende_ydelse y
JOIN ophold o ON y.ffb_ydelse_kode = o.kode
JOIN begreb_navn t ON y.ffb_tilbud_kode = t.kode AND t.art = 'tilbud'
JOIN rigtige r ON y.ffb_ydelse_kode = r.ydelse_kode
LEFT JOIN passer p ON y.ffb_ydelse_kode = p.ydelse_kode AND y.ffb_tilbud_kode = p.tilbud_kode
LEFT JOIN mapning_par m
  ON y.ffb_tilbud_kode = m.tilbud_kode AND y.ffb_ydelse_kode = m.ydelse_kode AND m.dst_antal > 0
WHERE p.ydelse_kode IS NULL AND m.ydelse_kode IS NULL
