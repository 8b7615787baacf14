/*---
id = "MEL-04"
alvor = "advarsel"
kilde = "vores: en afsluttet ydelses koder er historie; S0: data skal afspejle de faktiske forhold i kommunen"
hvorfor = "Rettes en mangel, er det godt. Skiftes en udfyldt kode på en afsluttet ydelse, ændres det, der er godkendt."
ejer = "sagsbehandler"
fase = "indberetning"
paa = "flere"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "En afsluttet ydelse har skiftet kode"
besked = "Ydelsen sluttede {slut}. Siden er {hvad} skiftet."
besked_flertal = "{antal} afsluttede ydelser har skiftet kode."
goer = "Kontrollér mod afgørelsen. Er det en rettelse af en fejl, skal der ikke gøres mere."
[en]
titel = "An ended service has changed code"
besked = "The service ended {slut}. Since then {felt} has changed."
besked_flertal = "{antal} ended services have changed code."
goer = "Check against the decision. If it corrects an error, nothing more is to be done."
[en.ord]
"FFB-ydelsen" = "the FFB service"
"FFB-tilbuddet" = "the FFB offer"
"DST-koden" = "the DST code"
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id,
  CASE
    WHEN COALESCE(y.ffb_ydelse_kode, '') <> y.foer_ydelse_kode THEN 'FFB_YDELSE_UUID'
    WHEN COALESCE(y.ffb_tilbud_kode, '') <> y.foer_tilbud_kode THEN 'FFB_TILBUD_UUID'
    ELSE 'DST_YDELSE'
  END AS felt,
  CASE
    WHEN COALESCE(y.ffb_ydelse_kode, '') <> y.foer_ydelse_kode THEN 'FFB-ydelsen'
    WHEN COALESCE(y.ffb_tilbud_kode, '') <> y.foer_tilbud_kode THEN 'FFB-tilbuddet'
    ELSE 'DST-koden'
  END AS hvad,
  y.ffb_ydelse_kode AS vaerdi, y.startdato AS dato, y.sagsnummer, y.enhed, y.foer_slutdato AS slut,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM ydelse_rettet y
WHERE y.borger_id = y.foer_borger_id
  AND y.foer_slutdato <= y.foer_dag
  AND (COALESCE(y.ffb_ydelse_kode, '') <> y.foer_ydelse_kode OR COALESCE(y.ffb_tilbud_kode, '') <> y.foer_tilbud_kode
       OR COALESCE(y.dst_kode, '') <> y.foer_dst_kode)
