/*---
titel = "Ydelser startet i perioden, kun med det, der bedømmes på"
grain = "ydelse, der tæller"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "som ydelse_periode"
gem = true
forklaring = "Gemt smal: at gemme sagsnummer, enhed og navne for hver ydelse kostede mere end at læse dem igen for de få, der skal på en liste."
---*/
SELECT
  leverance_id, fil_nr, post_nr, aktivitet_nr, borger_id, gruppe_id, kommune_kode, ydelse_id, indsats_id,
  dst_kode, ffb_ydelse_kode, ffb_tilbud_kode, startdato, status, hensigt,
  CASE
    WHEN p_nummer IS NOT NULL OR afdeling_uuid IS NOT NULL
    THEN CONCAT(COALESCE(p_nummer, ''), '|', COALESCE(afdeling_uuid, ''))
    ELSE '|'
  END AS sted
FROM ydelse_periode
