/*---
titel = "Hvem der har hver gældende ydelse: sag, enhed, sagsbehandler og tilbud"
grain = "ydelse, der tæller"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "3-rapport, CPR-lister: Owner and enhed come from the row, else from a look-up file (sagsnummer -> enhed/sagsbehandler; P-nummer -> tilbud)"
forklaring = "CPR-listerne slår det samme op for deres få rækker; at gå gennem denne visning koster dem hele landets ydelser."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id,
  COALESCE(y.sagsnummer, i.sagsnummer) AS sagsnummer,
  COALESCE(y.enhed, o.enhed) AS enhed,
  COALESCE(y.sagsbehandler, o.sagsbehandler) AS sagsbehandler,
  t.tilbud
FROM gaeldende_ydelse y
LEFT JOIN (
  SELECT gruppe_id, indsats_id, MIN(sagsnummer) AS sagsnummer FROM gaeldende_indsats GROUP BY gruppe_id, indsats_id
) i ON y.gruppe_id = i.gruppe_id AND y.indsats_id = i.indsats_id
LEFT JOIN opslag_sag o ON COALESCE(y.sagsnummer, i.sagsnummer) = o.sagsnummer
LEFT JOIN opslag_tilbud t ON y.p_nummer = t.p_nummer
