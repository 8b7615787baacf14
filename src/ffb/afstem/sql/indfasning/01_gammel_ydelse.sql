/*---
titel = "Aktive FFB-relevante ydelser fra før 2025, med deres næste planlagte opfølgning"
grain = "ydelse, der er startet før 1. januar 2025 og løber på opgørelsesdagen"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "S1: ydelser fra før 2025 får FFB, efterhånden som der følges op; 3-rapport, For the data steward: Indfasning"
visning = true
forklaring = "opfoelgning er den på ydelsens indsats: den næste, ellers den seneste, der er passeret. har_ffb: både FFB-ydelse og FFB-tilbud er valgt. mangler som i borger_status."
---*/
WITH planlagt AS (
  SELECT i.gruppe_id, i.indsats_id, COALESCE(i.planlagt_opfoelgning, p.dato) AS dato
  FROM gaeldende_indsats i
  LEFT JOIN gaeldende_planlagt_opfoelgning p ON i.gruppe_id = p.gruppe_id AND i.opfoelgning_id = p.kilde_id
),
naeste AS (
  SELECT
    p.gruppe_id, p.indsats_id,
    COALESCE(MIN(CASE WHEN p.dato >= v.pr_dato THEN p.dato END), MAX(p.dato)) AS dato
  FROM planlagt p
  CROSS JOIN indfasning_valg v
  GROUP BY p.gruppe_id, p.indsats_id
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id, y.ydelse_id, c.paragraf, y.startdato,
  s.sagsnummer, COALESCE(s.enhed, 'Uoplyst') AS enhed, s.sagsbehandler, s.tilbud, n.dato AS opfoelgning,
  CASE
    WHEN n.dato IS NULL THEN 'ingen'
    WHEN n.dato < v.pr_dato THEN 'passeret'
    ELSE SUBSTR(CAST(n.dato AS VARCHAR), 1, 7)
  END AS maaned,
  y.ffb_ydelse_kode IS NOT NULL AND y.ffb_tilbud_kode IS NOT NULL AS har_ffb,
  COALESCE(b.mangler, 31) AS mangler
FROM ffb_dom d
JOIN ydelse_periode y
  ON d.leverance_id = y.leverance_id AND d.fil_nr = y.fil_nr AND d.post_nr = y.post_nr
 AND d.aktivitet_nr = y.aktivitet_nr
JOIN kombination c ON d.kombination_nr = c.kombination_nr
JOIN ydelse_sag s
  ON d.leverance_id = s.leverance_id AND d.fil_nr = s.fil_nr AND d.post_nr = s.post_nr
 AND d.aktivitet_nr = s.aktivitet_nr
CROSS JOIN indfasning_valg v
LEFT JOIN naeste n ON y.gruppe_id = n.gruppe_id AND y.indsats_id = n.indsats_id
LEFT JOIN borger_status b ON y.kommune_kode = b.kommune_kode AND y.borger_id = b.borger_id
WHERE y.kommune_kode = v.kommune_kode
  AND y.startdato < CAST('2025-01-01' AS DATE)
  AND (y.slutdato IS NULL OR y.slutdato >= v.pr_dato)
