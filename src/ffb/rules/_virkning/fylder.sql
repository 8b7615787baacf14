/*---
titel = "Hvad en række i en af tabellerne med FFB ville fylde i Tabel 2, når dens kode er rettet"
grain = "række og felt"
noegle = "tabel, felt, leverance_id, fil_nr, post_nr"
enhed = "fylder er bits som i borger_status"
kilde = "3-rapport, Tabel 2: hvad der fylder, og hvad der ikke gør"
forklaring = "Et tema fylder sit niveau med, hvis det har et, der tæller; et rettet niveau fylder kun på et kendt A&D-tema; ikke relevant (8) fylder intet."
---*/
SELECT
  'udredningstema' AS tabel, 'FFB_TEMA_UUID' AS felt, t.leverance_id, t.fil_nr, t.post_nr, 1 AS fylder
FROM gaeldende_udredningstema t
UNION ALL
SELECT
  'aktivitet_deltagelse' AS tabel, 'FFB_TEMA_UUID' AS felt, t.leverance_id, t.fil_nr, t.post_nr,
  CASE
    WHEN t.niveau = 8 THEN 0
    WHEN t.niveau BETWEEN 0 AND 4 OR (t.niveau = 9 AND k.ikke_vurderet_taeller) THEN 6
    ELSE 2
  END AS fylder
FROM gaeldende_aktivitet_deltagelse t
CROSS JOIN koersel k
UNION ALL
SELECT
  'aktivitet_deltagelse' AS tabel, 'FUNKTIONSEVNENIVEAU' AS felt, t.leverance_id, t.fil_nr, t.post_nr,
  CASE WHEN b.kode IS NULL THEN 0 ELSE 6 END AS fylder
FROM gaeldende_aktivitet_deltagelse t
LEFT JOIN (SELECT DISTINCT kode FROM begreb WHERE art = 'ad_undertema') b ON t.kode = b.kode
UNION ALL
SELECT
  'stoettebehov' AS tabel, 'STOETTEBEHOVSNIVEAU' AS felt, t.leverance_id, t.fil_nr, t.post_nr, 8 AS fylder
FROM gaeldende_stoettebehov t
UNION ALL
SELECT 'indsatsmaal' AS tabel, 'MAALTYPE' AS felt, t.leverance_id, t.fil_nr, t.post_nr, 16 AS fylder
FROM gaeldende_indsatsmaal t
