/*---
titel = "Hvilken indsats en løbende ydelse er bevilget under"
grain = "ydelse (FHIR) i en gruppe"
noegle = "gruppe_id, ydelse_id"
kilde = "12-model, Løbende: Tilbud, målgruppe and sagsnummer of a ydelse come from the carePlan it pointed at in its newest version without period.end (else its first)"
gem = true
forklaring = "En flytning, der sker samtidig med afslutningen, ændrer ikke, hvad der blev bevilget."
---*/
WITH version AS (
  SELECT
    r.gruppe_id, r.kilde_id AS ydelse_id, y.indsats_id, r.orden,
    ROW_NUMBER() OVER (
      PARTITION BY r.gruppe_id, r.kilde_id, CASE WHEN y.slutdato IS NULL THEN 1 ELSE 0 END
      ORDER BY r.orden DESC, r.post_nr DESC
    ) AS nyeste_nr,
    ROW_NUMBER() OVER (PARTITION BY r.gruppe_id, r.kilde_id ORDER BY r.orden, r.post_nr) AS foerste_nr,
    MAX(CASE WHEN y.slutdato IS NULL THEN 1 ELSE 0 END) OVER (PARTITION BY r.gruppe_id, r.kilde_id) AS har_aaben,
    CASE WHEN y.slutdato IS NULL THEN 1 ELSE 0 END AS aaben
  FROM ressource_alle r
  JOIN ydelse_version y
    ON r.leverance_id = y.leverance_id AND r.fil_nr = y.fil_nr AND r.post_nr = y.post_nr
  WHERE r.type = 'ydelse' AND NOT r.trukket_helt AND y.aktivitet_nr = 1
),
bevilling AS (
  SELECT gruppe_id, ydelse_id, indsats_id, orden
  FROM version
  WHERE (har_aaben = 1 AND aaben = 1 AND nyeste_nr = 1) OR (har_aaben = 0 AND foerste_nr = 1)
),
indsats_valg AS (
  SELECT
    b.gruppe_id, b.ydelse_id, i.leverance_id, i.fil_nr, i.post_nr, i.sagsnummer, r.orden,
    ROW_NUMBER() OVER (
      PARTITION BY b.gruppe_id, b.ydelse_id
      ORDER BY
        CASE WHEN r.orden <= b.orden THEN 0 ELSE 1 END,
        CASE WHEN r.orden <= b.orden THEN b.orden - r.orden ELSE r.orden - b.orden END,
        r.post_nr DESC
    ) AS nr
  FROM bevilling b
  JOIN ressource_alle r
    ON b.gruppe_id = r.gruppe_id AND b.indsats_id = r.kilde_id AND r.type = 'indsats' AND NOT r.trukket_helt
  JOIN indsats_version i
    ON r.leverance_id = i.leverance_id AND r.fil_nr = i.fil_nr AND r.post_nr = i.post_nr
),
indsats AS (
  SELECT v.gruppe_id, v.ydelse_id, v.sagsnummer, v.orden, NULLIF(TRIM(t.ffb_tilbud_kode), '') AS ffb_tilbud_kode, t.tilbud_id
  FROM indsats_valg v
  LEFT JOIN indsats_tilbud_version t
    ON v.leverance_id = t.leverance_id AND v.fil_nr = t.fil_nr AND v.post_nr = t.post_nr AND t.nr = 1
  WHERE v.nr = 1
),
tilbud_valg AS (
  SELECT
    i.gruppe_id, i.ydelse_id, t.ffb_tilbud_kode,
    ROW_NUMBER() OVER (
      PARTITION BY i.gruppe_id, i.ydelse_id
      ORDER BY
        CASE WHEN r.orden <= i.orden THEN 0 ELSE 1 END,
        CASE WHEN r.orden <= i.orden THEN i.orden - r.orden ELSE r.orden - i.orden END,
        r.post_nr DESC
    ) AS nr
  FROM indsats i
  JOIN ressource_alle r
    ON i.gruppe_id = r.gruppe_id AND i.tilbud_id = r.kilde_id AND r.type = 'CareTeam' AND NOT r.trukket_helt
  JOIN tilbud_version t
    ON r.leverance_id = t.leverance_id AND r.fil_nr = t.fil_nr AND r.post_nr = t.post_nr
  WHERE i.ffb_tilbud_kode IS NULL
)
SELECT
  b.gruppe_id, b.ydelse_id, b.indsats_id, i.sagsnummer,
  COALESCE(i.ffb_tilbud_kode, t.ffb_tilbud_kode) AS ffb_tilbud_kode
FROM bevilling b
LEFT JOIN indsats i ON b.gruppe_id = i.gruppe_id AND b.ydelse_id = i.ydelse_id
LEFT JOIN tilbud_valg t ON b.gruppe_id = t.gruppe_id AND b.ydelse_id = t.ydelse_id AND t.nr = 1
