/*---
titel = "Ydelser fra de leverancer, der tæller, også dem fra tidligere systemer, der ikke er slut"
grain = "ydelse"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "S0: Fra tidligere anvendte systemer medtages afsluttede ydelser; 3-rapport, Gældende data 2-3"
forklaring = "fremmed = rækkens kommune er hverken leverancens eller en registreret fælles indberetters; den tæller ikke med, men vises."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id, y.gruppe_id,
  COALESCE(y.kommune_kode, y.leverance_kommune) AS kommune_kode,
  y.leverance_kommune, y.ydelse_id,
  CASE WHEN b.ydelse_id IS NULL THEN y.indsats_id ELSE b.indsats_id END AS indsats_id,
  COALESCE(y.sagsnummer, b.sagsnummer) AS sagsnummer,
  NULLIF(TRIM(y.dst_kode), '') AS dst_kode,
  NULLIF(TRIM(y.ffb_ydelse_kode), '') AS ffb_ydelse_kode,
  NULLIF(TRIM(COALESCE(y.ffb_tilbud_kode, b.ffb_tilbud_kode)), '') AS ffb_tilbud_kode,
  y.startdato, y.slutdato, y.p_nummer, y.afdeling_uuid, y.enhed, y.sagsbehandler, y.status, y.hensigt,
  l.tidligere, l.gruppe_tid, l.gruppe_nyeste_id,
  y.kommune_kode IS NOT NULL AND f.kommune_kode IS NULL AND y.kommune_kode <> y.leverance_kommune AS fremmed
FROM gaeldende_ydelse_raekke y
JOIN leverance_brugt l ON y.leverance_id = l.leverance_id
LEFT JOIN leverance_betjener f ON y.leverance_id = f.leverance_id AND y.kommune_kode = f.kommune_kode
LEFT JOIN ydelse_bevilling b
  ON y.gruppe_id = b.gruppe_id AND y.ydelse_id = b.ydelse_id AND l.kilde = 'fhir'
