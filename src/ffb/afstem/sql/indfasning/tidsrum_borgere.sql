/*---
titel = "Tabel 2's tal i hvert tidsrum"
grain = "tidsrum"
noegle = "navn"
enhed = "borgere, hvis første FFB-ydelse siden tidsrummets foerste_fra er startet i tidsrummet"
kilde = "3-rapport, Tabel 2, og For the data steward: forecast of next year's tables"
---*/
WITH foerste AS (
  SELECT t.navn, t.fra, t.til, y.borger_id, MIN(y.startdato) AS startdato
  FROM ffb_dom d
  JOIN ydelse_periode y
    ON d.leverance_id = y.leverance_id AND d.fil_nr = y.fil_nr AND d.post_nr = y.post_nr
   AND d.aktivitet_nr = y.aktivitet_nr
  CROSS JOIN indfasning_valg v
  JOIN tidsrum t ON y.startdato BETWEEN t.foerste_fra AND t.til
  WHERE y.kommune_kode = v.kommune_kode
  GROUP BY t.navn, t.fra, t.til, y.borger_id
)
SELECT
  f.navn,
  COUNT(*) AS borgere,
  CAST(SUM(CASE WHEN (b.mangler & 1) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS udredningstema,
  CAST(SUM(CASE WHEN (b.mangler & 2) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS aktivitet_deltagelse,
  CAST(SUM(CASE WHEN (b.mangler & 4) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS funktionsevneniveau,
  CAST(SUM(CASE WHEN (b.mangler & 8) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS stoettebehov,
  CAST(SUM(CASE WHEN (b.mangler & 16) <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS maaltype,
  CAST(SUM(CASE WHEN b.mangler <> 0 THEN 1 ELSE 0 END) AS BIGINT) AS progressionsdata
FROM foerste f
CROSS JOIN indfasning_valg v
JOIN borger_status b ON v.kommune_kode = b.kommune_kode AND f.borger_id = b.borger_id
WHERE f.startdato >= f.fra
GROUP BY f.navn
ORDER BY f.navn
