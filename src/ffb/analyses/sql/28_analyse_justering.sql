/*---
titel = "Dage, noget om borgeren blev ændret"
grain = "kommune, borger, hvad og dag"
noegle = "kommune_kode, borger_id, hvad, dato"
gem = true
fast = true
kilde = "5-viden V07: how much is adjusted (scores, støttebehov, ydelser)"
forklaring = "hvad: 'score' et A&D-undertema har fået et andet niveau (0-4) end sidst; 'stoettebehov' det samme for støttebehovet; 'ydelse' en FFB-relevant ydelse er begyndt eller slut. Flere vurderinger samme dag: den sidst skrevne gælder."
---*/
WITH score AS (
  SELECT kommune_kode, borger_id, 'score' AS hvad, kode, niveau, dato, tabel, leverance_id, fil_nr, post_nr
  FROM analyse_tema_alle
  WHERE tabel = 'aktivitet_deltagelse' AND art = 'ad_undertema' AND niveau BETWEEN 0 AND 4 AND dato IS NOT NULL
  UNION ALL
  SELECT
    kommune_kode, borger_id, 'stoettebehov' AS hvad, '' AS kode, niveau, dato, '' AS tabel, leverance_id, fil_nr, post_nr
  FROM analyse_stoettebehov_alle
  WHERE niveau BETWEEN 0 AND 4 AND dato IS NOT NULL
),
sidst AS (
  SELECT
    kommune_kode, borger_id, hvad, kode, niveau, dato,
    ROW_NUMBER() OVER (
      PARTITION BY kommune_kode, borger_id, hvad, kode, dato ORDER BY leverance_id DESC, fil_nr DESC, post_nr DESC
    ) AS nr
  FROM score
),
nummereret AS (
  SELECT
    kommune_kode, borger_id, hvad, kode, niveau, dato,
    ROW_NUMBER() OVER (PARTITION BY kommune_kode, borger_id, hvad, kode ORDER BY dato) AS nr
  FROM sidst
  WHERE nr = 1
)
SELECT DISTINCT n.kommune_kode, n.borger_id, n.hvad, n.dato
FROM nummereret n
JOIN nummereret f
  ON n.kommune_kode = f.kommune_kode AND n.borger_id = f.borger_id AND n.hvad = f.hvad AND n.kode = f.kode
 AND n.nr = f.nr + 1
WHERE n.niveau <> f.niveau
UNION
SELECT kommune_kode, borger_id, 'ydelse' AS hvad, startdato AS dato FROM analyse_ydelse_alle
UNION
SELECT kommune_kode, borger_id, 'ydelse' AS hvad, slutdato AS dato FROM analyse_ydelse_alle WHERE slutdato IS NOT NULL
