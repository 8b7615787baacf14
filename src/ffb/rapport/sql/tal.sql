/*---
titel = "Enkelttal ved siden af Tabel 1"
grain = "kommune og tal"
noegle = "kommune_kode, navn"
enhed = "ydelser; startet i perioden, undtagen fremmed_kommune"
kilde = "3-rapport, FFB-relevant ydelse og Tabel 1: their number is stated, never a silent 0"
---*/
SELECT kommune_kode, 'uden_dst_kode' AS navn, COUNT(*) AS antal
FROM ffb_ydelse WHERE NOT har_dst GROUP BY kommune_kode
UNION ALL
SELECT kommune_kode, 'afledt_dst_kode' AS navn, COUNT(*) AS antal
FROM ffb_ydelse WHERE afledt GROUP BY kommune_kode
UNION ALL
SELECT kommune_kode, 'ukendt_dst_kode' AS navn, COUNT(*) AS antal
FROM ydelse_startet WHERE dst_kode IS NOT NULL AND dst_effektiv IS NULL GROUP BY kommune_kode
UNION ALL
SELECT kommune_kode, 'uden_alt' AS navn, COUNT(*) AS antal
FROM ydelse_startet WHERE dst_kode IS NULL AND ffb_ydelse_kode IS NULL GROUP BY kommune_kode
UNION ALL
SELECT kommune_kode, 'ukendt_ydelse_uden_dst' AS navn, COUNT(*) AS antal
FROM ydelse_startet WHERE dst_effektiv IS NULL AND ydelse_uden_for_katalog GROUP BY kommune_kode
UNION ALL
SELECT y.kommune_kode, 'dobbelt_efter_systemskifte' AS navn, COUNT(*) AS antal
FROM ydelse_talt y
JOIN ydelse_doblet d
  ON y.leverance_id = d.leverance_id AND y.fil_nr = d.fil_nr AND y.post_nr = d.post_nr
 AND y.aktivitet_nr = d.aktivitet_nr
CROSS JOIN koersel k
WHERE y.startdato BETWEEN k.periode_fra AND k.periode_til
GROUP BY y.kommune_kode
UNION ALL
SELECT leverance_kommune AS kommune_kode, 'fremmed_kommune' AS navn, COUNT(*) AS antal
FROM ydelse_talt WHERE fremmed GROUP BY leverance_kommune
