/*---
titel = "De DST-koder, vi kender"
grain = "DST-kode"
noegle = "dst_kode"
kilde = "3-rapport: a table DST_KODE;PARAGRAF;FFB_RELEVANT that the installation owns; a DST-kode found in the guide's column G is relevant"
gem = true
---*/
SELECT dst_kode, paragraf, ffb_relevant
FROM dst_tabel
UNION ALL
SELECT DISTINCT m.dst_vaerdi AS dst_kode, CAST(NULL AS VARCHAR) AS paragraf, TRUE AS ffb_relevant
FROM mapning m
LEFT JOIN dst_tabel t ON m.dst_vaerdi = t.dst_kode
WHERE m.dst_vaerdi IS NOT NULL AND t.dst_kode IS NULL
