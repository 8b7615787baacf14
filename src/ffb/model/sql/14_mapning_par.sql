/*---
titel = "Mapningsvejledningens par"
grain = "tilbud og ydelse"
noegle = "tilbud_kode, ydelse_kode"
kilde = "S0: fanen Mapning DST_ydelse, kolonne B, E og G; N/A bliver ikke mappet til en DST-værdi"
gem = true
---*/
SELECT
  m.tilbud_kode, m.ydelse_kode,
  COUNT(DISTINCT m.dst_vaerdi) AS dst_antal,
  CASE WHEN COUNT(DISTINCT m.dst_vaerdi) = 1 THEN MIN(m.dst_vaerdi) END AS dst_afledt,
  COUNT(DISTINCT t.paragraf) AS paragraf_antal,
  MIN(t.paragraf) AS paragraf
FROM mapning m
LEFT JOIN dst_tabel t ON m.dst_vaerdi = t.dst_kode
GROUP BY m.tilbud_kode, m.ydelse_kode
