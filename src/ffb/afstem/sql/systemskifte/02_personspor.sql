/*---
titel = "Spor, der kan vise, at to CPR-numre er samme borger"
grain = "borger, slags spor og nøgle"
noegle = "borger_id, slags, noegle"
kilde = "3-rapport, For the data steward: erstatningsnummer -> CPR joined; vores: rækkernes egne oplysninger, i alle leverancer"
visning = true
forklaring = "Id'er gælder inden for et system; sagsnummer og en ydelse med samme dag, koder og P-nummer gælder på tværs."
---*/
WITH ydelse AS (
  SELECT
    v.borger_id, COALESCE(l.system, '') AS system, v.ydelse_id, v.indsats_id, v.sagsnummer, v.startdato,
    COALESCE(v.dst_kode, '') || '|' || COALESCE(v.ffb_ydelse_kode, '') || '|' || COALESCE(v.ffb_tilbud_kode, '') AS koder,
    v.p_nummer
  FROM ydelse_version v
  JOIN leverance l ON v.leverance_id = l.leverance_id
  CROSS JOIN afstemning a
  WHERE COALESCE(l.kommune_kode, '') = a.kommune_kode AND v.borger_id IS NOT NULL AND NOT v.trukket
),
indsats AS (
  SELECT v.borger_id, COALESCE(l.system, '') AS system, v.indsats_id, v.sagsnummer
  FROM indsats_version v
  JOIN leverance l ON v.leverance_id = l.leverance_id
  CROSS JOIN afstemning a
  WHERE COALESCE(l.kommune_kode, '') = a.kommune_kode AND v.borger_id IS NOT NULL AND NOT v.trukket
)
SELECT DISTINCT borger_id, 'ydelse_id' AS slags, system || '|' || ydelse_id AS noegle FROM ydelse WHERE ydelse_id IS NOT NULL
UNION
SELECT DISTINCT borger_id, 'indsats_id' AS slags, system || '|' || indsats_id AS noegle FROM ydelse WHERE indsats_id IS NOT NULL
UNION
SELECT DISTINCT borger_id, 'indsats_id' AS slags, system || '|' || indsats_id AS noegle FROM indsats WHERE indsats_id IS NOT NULL
UNION
SELECT DISTINCT borger_id, 'sagsnummer' AS slags, sagsnummer AS noegle FROM ydelse WHERE sagsnummer IS NOT NULL
UNION
SELECT DISTINCT borger_id, 'sagsnummer' AS slags, sagsnummer AS noegle FROM indsats WHERE sagsnummer IS NOT NULL
UNION
SELECT DISTINCT
  borger_id, 'samme_ydelse' AS slags, CAST(startdato AS VARCHAR) || '|' || koder || '|' || p_nummer AS noegle
FROM ydelse
WHERE startdato IS NOT NULL AND p_nummer IS NOT NULL AND koder <> '||'
