/*---
titel = "Ydelser fra de leverancer, der tæller, før systemskifte er trukket fra"
grain = "ydelse"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "S0: Fra tidligere anvendte systemer medtages afsluttede ydelser; 3-rapport, Gældende data 2-3"
---*/
SELECT
  leverance_id, fil_nr, post_nr, aktivitet_nr, borger_id, gruppe_id, kommune_kode, leverance_kommune, ydelse_id,
  indsats_id, sagsnummer, dst_kode, ffb_ydelse_kode, ffb_tilbud_kode, startdato, slutdato, p_nummer, afdeling_uuid,
  enhed, sagsbehandler, status, hensigt, tidligere, gruppe_tid, gruppe_nyeste_id, fremmed
FROM ydelse_alle
WHERE NOT tidligere OR slutdato <= CAST(gruppe_tid AS DATE)
