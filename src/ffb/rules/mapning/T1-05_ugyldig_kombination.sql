/*---
id = "T1-05"
alvor = "fejl"
kilde = "S0: I fanen Mapning DST_ydelse ses de korrekte kombinationer i kolonnerne B, E og G; 3-rapport, Tabel 1: ugyldig_kombination"
hvorfor = "Vejledningen kender ikke den hjælp i det tilbud. Uden et gyldigt par er der ingen DST-kode at mappe til."
ejer = "sagsbehandler"
fase = "bestilling"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse", "mapning"]
[da]
titel = "FFB-ydelse og FFB-tilbud hører ikke sammen"
besked = "{navn} i {tilbud} er ikke en kombination i mapningsvejledningen."
besked_flertal = "{antal} ydelser har en kombination, som ikke er i mapningsvejledningen."
goer = "Ret FFB-ydelsen eller FFB-tilbuddet, så de står sammen i fanen Mapning DST_ydelse."
[en]
titel = "FFB service and FFB offer do not belong together"
besked = "{navn} in {tilbud} is no combination of the mapping guide."
besked_flertal = "{antal} services have a combination that is not in the mapping guide."
goer = "Correct the FFB service or the FFB offer so that they stand together in sheet Mapning DST_ydelse."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'FFB_TILBUD_UUID' AS felt, y.ffb_tilbud_kode AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed,
  y.kommune_kode, y.paragraf, y.dst_kode,
  b.term AS navn, t.term AS tilbud,
  CASE
    WHEN b.art <> 'ydelse' THEN CONCAT(
      'ydelse:', CAST(y.leverance_id AS VARCHAR), ':', CAST(y.fil_nr AS VARCHAR), ':', CAST(y.post_nr AS VARCHAR),
      ':FFB_YDELSE_UUID'
    )
    WHEN t.art <> 'tilbud' THEN CONCAT(
      'ydelse:', CAST(y.leverance_id AS VARCHAR), ':', CAST(y.fil_nr AS VARCHAR), ':', CAST(y.post_nr AS VARCHAR),
      ':FFB_TILBUD_UUID'
    )
    ELSE CONCAT(
      'ydelse:', CAST(y.leverance_id AS VARCHAR), ':', CAST(y.fil_nr AS VARCHAR), ':', CAST(y.post_nr AS VARCHAR)
    )
  END AS aarsag
FROM ffb_ydelse y
JOIN begreb_navn b ON y.ffb_ydelse_kode = b.kode
JOIN begreb_navn t ON y.ffb_tilbud_kode = t.kode
WHERE (y.fejl & 16) <> 0
