/*---
titel = "Målgrupper, en løbende ydelse er bevilget med"
grain = "ydelse (FHIR) og målgruppe"
noegle = "gruppe_id, ydelse_id, maalgruppe_id, rang"
kilde = "12-model, Løbende: Tilbud, målgruppe and sagsnummer of a ydelse come from the carePlan it pointed at in its newest version without period.end (else its first); a move made when closing does not change what was granted"
gem = true
forklaring = "Målgrupperne i indsatsens nyeste version, fra før ydelsen blev afsluttet: får indsatsen en ny målgruppe, har de ydelser, der løber, den nye, og de, der sluttede før, den gamle. Er alle versioner nyere end slutdatoen, gælder den første."
---*/
WITH version AS (
  SELECT
    r.gruppe_id, r.kilde_id AS ydelse_id, r.orden, r.nyeste_nr, y.slutdato,
    MAX(CASE WHEN y.slutdato IS NULL THEN r.orden END) OVER (PARTITION BY r.gruppe_id, r.kilde_id) AS aaben_orden
  FROM ressource_alle r
  JOIN ydelse_version y
    ON r.leverance_id = y.leverance_id AND r.fil_nr = y.fil_nr AND r.post_nr = y.post_nr
  WHERE r.type = 'ydelse' AND NOT r.trukket_helt AND y.aktivitet_nr = 1
),
slut AS (
  SELECT
    gruppe_id, ydelse_id,
    MAX(CASE WHEN nyeste_nr = 1 THEN slutdato END) AS slutdato,
    MIN(CASE WHEN orden > aaben_orden THEN orden END) AS luk_orden
  FROM version
  GROUP BY gruppe_id, ydelse_id
),
kandidat AS (
  SELECT
    b.gruppe_id, b.ydelse_id, i.leverance_id, i.fil_nr, i.post_nr, r.orden,
    CASE
      WHEN r.orden >= s.luk_orden THEN 1
      WHEN CAST(COALESCE(i.version_tid, l.tid) AS DATE) >= s.slutdato THEN 1
      ELSE 0
    END AS bagefter
  FROM ydelse_bevilling b
  JOIN slut s ON b.gruppe_id = s.gruppe_id AND b.ydelse_id = s.ydelse_id
  JOIN ressource_alle r
    ON b.gruppe_id = r.gruppe_id AND b.indsats_id = r.kilde_id AND r.type = 'indsats' AND NOT r.trukket_helt
  JOIN indsats_version i
    ON r.leverance_id = i.leverance_id AND r.fil_nr = i.fil_nr AND r.post_nr = i.post_nr
  JOIN leverance_brugt l ON i.leverance_id = l.leverance_id
),
valgt AS (
  SELECT
    gruppe_id, ydelse_id, leverance_id, fil_nr, post_nr,
    ROW_NUMBER() OVER (
      PARTITION BY gruppe_id, ydelse_id
      ORDER BY bagefter, CASE WHEN bagefter = 0 THEN -orden ELSE orden END, post_nr DESC
    ) AS nr
  FROM kandidat
)
SELECT DISTINCT v.gruppe_id, v.ydelse_id, m.maalgruppe_id, m.rang
FROM valgt v
JOIN indsats_maalgruppe_version m
  ON v.leverance_id = m.leverance_id AND v.fil_nr = m.fil_nr AND v.post_nr = m.post_nr
WHERE v.nr = 1 AND m.maalgruppe_id IS NOT NULL
