/*---
id = "MAP-05"
alvor = "oplysning"
kilde = "S4: I hvilke tilbud kan hvilke ydelser leveres? … Mobilt tilbud??? Sociale akuttilbud Andre??? (et åbent spørgsmål, derfor kun en oplysning)"
hvorfor = "En § 82-ydelse er uvisiteret hjælp uden bolig. I et bo- eller dagtilbud er det oftest en § 85- eller § 104-ydelse, der er ment."
ejer = "sagsbehandler"
fase = "bestilling"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Forebyggende ydelse i et bo- eller dagtilbud"
besked = "{ydelse} (§ 82) er registreret i {tilbud}."
besked_flertal = "{antal} forebyggende ydelser er registreret i et bo- eller dagtilbud."
goer = "Kontrollér, om ydelsen er givet efter § 82. Er den bevilget, så vælg den ydelse, der er truffet afgørelse om."
[en]
titel = "Preventive service in a dwelling or day offer"
besked = "{ydelse} (section 82) is recorded in {tilbud}."
besked_flertal = "{antal} preventive services are recorded in a dwelling or day offer."
goer = "Check whether the service was given under section 82. If it was granted by decision, choose the service decided on."
[en.ord]
"Mobilt tilbud eller Socialt akuttilbud" = "Mobilt tilbud or Socialt akuttilbud"
---*/
WITH lov82 AS (
  SELECT DISTINCT kode FROM begreb_lov WHERE paragraf LIKE '§82%'
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'FFB_TILBUD_UUID' AS felt, y.ffb_tilbud_kode AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, 'Mobilt tilbud eller Socialt akuttilbud' AS forventet,
  k.term AS ydelse, t.term AS tilbud,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM gaeldende_ydelse y
JOIN lov82 l ON y.ffb_ydelse_kode = l.kode
JOIN begreb_navn k ON y.ffb_ydelse_kode = k.kode AND k.art = 'ydelse'
JOIN begreb_navn t ON y.ffb_tilbud_kode = t.kode AND t.art = 'tilbud'
LEFT JOIN lov82 lt ON y.ffb_tilbud_kode = lt.kode
LEFT JOIN mapning_par m
  ON y.ffb_tilbud_kode = m.tilbud_kode AND y.ffb_ydelse_kode = m.ydelse_kode AND m.dst_antal > 0
WHERE lt.kode IS NULL AND m.ydelse_kode IS NULL
  AND y.ffb_ydelse_kode NOT IN (
    SELECT kode FROM begreb WHERE overordnet_kode = 'a1eaa022-9e5c-493c-83d3-7cc40b9df9e9' -- Ophold: MAP-04
  )
