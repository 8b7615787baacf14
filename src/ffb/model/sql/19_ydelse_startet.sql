/*---
titel = "Ydelser startet i perioden, bedømt"
grain = "ydelse, der tæller"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "3-rapport, FFB-relevant ydelse, and its paragraf; 12-model: draft tæller ikke som startet (indstilling)"
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id, y.gruppe_id, y.kommune_kode,
  y.ydelse_id, y.indsats_id, y.sagsnummer, y.dst_kode, y.ffb_ydelse_kode, y.ffb_tilbud_kode, y.startdato,
  y.slutdato, y.p_nummer, y.afdeling_uuid, y.enhed, y.sagsbehandler,
  c.kombination_nr, c.dst_effektiv, c.dst_afledt, c.paragraf, c.fejl, c.ydelse_uden_for_katalog,
  CASE
    WHEN COALESCE(y.status, '') = 'draft' AND NOT k.kladde_taeller THEN FALSE
    WHEN c.dst_effektiv IS NOT NULL THEN c.dst_relevant
    ELSE c.ffb_relevant
     AND COALESCE(y.hensigt, 'order') = 'order'
     AND COALESCE(y.status, '') NOT IN ('revoked', 'entered-in-error')
  END AS relevant
FROM ydelse_periode y
JOIN kombination c
  ON COALESCE(y.dst_kode, '') = COALESCE(c.dst_kode, '')
 AND COALESCE(y.ffb_ydelse_kode, '') = COALESCE(c.ffb_ydelse_kode, '')
 AND COALESCE(y.ffb_tilbud_kode, '') = COALESCE(c.ffb_tilbud_kode, '')
CROSS JOIN koersel k
