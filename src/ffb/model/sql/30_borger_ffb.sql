/*---
titel = "Hvilke FFB-oplysninger der findes om hver borger i perioden"
grain = "kommune og borger med mindst én FFB-relevant ydelse startet i perioden"
noegle = "kommune_kode, borger_id"
kilde = "S0, Tabel 2: Oplysninger vedr. den faglige udredning (progressionsdata) er ikke tidsafgrænsede; 3-rapport, Tabel 2"
gem = true
forklaring = "Populationen er selv en kilde (1024) i samme gruppering: at slå den op bagefter eller filtrere med den først er målt og er langsommere. har er en sum af: 1 F&F, 2 aktivitet og deltagelse, 4 niveau 0-4, 8 støttebehov 0-4, 16 måltype, 64 niveau ikke vurderet, 128 støttebehov ikke vurderet, 256 omgivelsesfaktor."
---*/
WITH tema AS (
  SELECT DISTINCT
    kode,
    CAST(
      CASE art WHEN 'ff_undertema' THEN 1 WHEN 'ad_undertema' THEN 2 WHEN 'omgivelse_undertema' THEN 256 END AS SMALLINT
    ) AS bit
  FROM begreb
  WHERE art IN ('ff_undertema', 'ad_undertema', 'omgivelse_undertema')
),
maaltype AS (
  SELECT DISTINCT kode FROM begreb WHERE art = 'maaltype'
),
oplysning AS (
  SELECT t.borger_id, t.leverance_id, b.bit
  FROM gaeldende_udredningstema t
  JOIN tema b ON t.kode = b.kode
  UNION ALL
  SELECT
    a.borger_id, a.leverance_id,
    CAST(CASE
      WHEN b.bit <> 2 THEN b.bit
      WHEN a.niveau BETWEEN 0 AND 4 THEN 6
      WHEN a.niveau = 9 THEN 66
      ELSE 2
    END AS SMALLINT) AS bit
  FROM gaeldende_aktivitet_deltagelse a
  JOIN tema b ON a.kode = b.kode
  WHERE a.niveau IS NULL OR a.niveau <> 8
  UNION ALL
  SELECT s.borger_id, s.leverance_id, CAST(CASE WHEN s.niveau = 9 THEN 128 ELSE 8 END AS SMALLINT) AS bit
  FROM gaeldende_stoettebehov s
  WHERE s.niveau BETWEEN 0 AND 4 OR s.niveau = 9
  UNION ALL
  SELECT m.borger_id, m.leverance_id, CAST(16 AS SMALLINT) AS bit
  FROM gaeldende_indsatsmaal m
  JOIN maaltype t ON m.maaltype_kode = t.kode
),
kommune_nr AS (
  SELECT DISTINCT kommune_kode, kommune_nr FROM leverance_betjener
),
samlet AS (
  SELECT b.kommune_nr, o.borger_id, o.bit
  FROM oplysning o
  JOIN leverance_betjener b ON o.leverance_id = b.leverance_id
  UNION ALL
  SELECT k.kommune_nr, d.borger_id, CAST(1024 AS SMALLINT) AS bit
  FROM ffb_dom d
  JOIN kommune_nr k ON d.kommune_kode = k.kommune_kode
),
pr_borger AS (
  SELECT kommune_nr, borger_id, BIT_OR(bit) AS har
  FROM samlet
  GROUP BY kommune_nr, borger_id
)
SELECT k.kommune_kode, p.borger_id, p.har
FROM pr_borger p
JOIN kommune_nr k ON p.kommune_nr = k.kommune_nr
WHERE p.har >= 1024
