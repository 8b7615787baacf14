/*---
titel = "Hver ydelse i Tabel 1 med det, tabellen tæller og grupperer efter"
grain = "ydelse i Tabel 1"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "S0, Tabel 1"
forklaring = "dst_kode er den sendte og kendte, ellers den afledte."
---*/
SELECT
  d.leverance_id, d.fil_nr, d.post_nr, d.aktivitet_nr, d.kommune_kode, d.fejl, d.skift, c.paragraf,
  c.dst_effektiv IS NOT NULL AS har_dst, COALESCE(c.dst_effektiv, c.dst_afledt) AS dst_kode
FROM ffb_dom d
JOIN kombination c ON d.kombination_nr = c.kombination_nr
