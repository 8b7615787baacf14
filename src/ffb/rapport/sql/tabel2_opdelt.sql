/*---
titel = "Tabel 2 pr. paragraf, system, enhed og startmåned"
grain = "kommune, opdeling og værdi"
noegle = "kommune_kode, opdeling, vaerdi"
enhed = "borgere; en borger tæller én gang i hver gruppe, hun har en ydelse i"
kilde = "3-rapport, Tabel 2: Ours: the same per paragraf, system, enhed and month of start; citizens with only §82 ydelser apart"
---*/
WITH ydelse AS (
  SELECT
    y.kommune_kode, y.borger_id, y.paragraf, l.system, y.startdato,
    COALESCE(y.enhed, o.enhed) AS enhed
  FROM ffb_ydelse y
  JOIN leverance_brugt l ON y.leverance_id = l.leverance_id
  LEFT JOIN (
    SELECT gruppe_id, indsats_id, MIN(sagsnummer) AS sagsnummer FROM gaeldende_indsats GROUP BY gruppe_id, indsats_id
  ) i ON y.gruppe_id = i.gruppe_id AND y.indsats_id = i.indsats_id
  LEFT JOIN opslag_sag o ON COALESCE(y.sagsnummer, i.sagsnummer) = o.sagsnummer
),
gruppe AS (
  SELECT DISTINCT kommune_kode, borger_id, 'paragraf' AS opdeling, paragraf AS vaerdi FROM ydelse
  UNION ALL
  SELECT DISTINCT kommune_kode, borger_id, 'system' AS opdeling, system AS vaerdi FROM ydelse
  UNION ALL
  SELECT DISTINCT kommune_kode, borger_id, 'enhed' AS opdeling, enhed AS vaerdi FROM ydelse WHERE enhed IS NOT NULL
  UNION ALL
  SELECT DISTINCT
    kommune_kode, borger_id, 'maaned' AS opdeling,
    SUBSTR(CAST(startdato AS VARCHAR), 1, 7) AS vaerdi
  FROM ydelse
  UNION ALL
  SELECT kommune_kode, borger_id, 'kun_82' AS opdeling, '§82a-d' AS vaerdi
  FROM ydelse
  GROUP BY kommune_kode, borger_id
  HAVING MIN(CASE WHEN paragraf LIKE '§82%' THEN 1 ELSE 0 END) = 1
)
SELECT
  g.kommune_kode, g.opdeling, g.vaerdi,
  COUNT(*) AS borgere,
  CAST(SUM(CASE WHEN (b.mangler & 1) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS udredningstema,
  CAST(SUM(CASE WHEN (b.mangler & 2) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS aktivitet_deltagelse,
  CAST(SUM(CASE WHEN (b.mangler & 4) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS funktionsevneniveau,
  CAST(SUM(CASE WHEN (b.mangler & 8) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS stoettebehov,
  CAST(SUM(CASE WHEN (b.mangler & 16) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS maaltype,
  CAST(SUM(CASE WHEN b.mangler <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS progressionsdata,
  CAST(SUM(CASE WHEN b.mangler = 31 THEN 1 ELSE 0 END) AS BIGINT) AS mangler_alle
FROM gruppe g
JOIN borger_status b ON g.kommune_kode = b.kommune_kode AND g.borger_id = b.borger_id
GROUP BY g.kommune_kode, g.opdeling, g.vaerdi
ORDER BY g.kommune_kode, g.opdeling, g.vaerdi
