/*---
titel = "Ydelserne i de gamle systemer, og hvad der blev af dem"
grain = "ydelse i et tidligere anvendt system"
noegle = "leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "3-rapport, For the data steward: Systemskifte check; S0: Fra tidligere anvendte systemer medtages afsluttede ydelser"
visning = true
forklaring = "udfald: doblet (slut, også i det nye: talt én gang), kun_gammelt (slut, tæller herfra), maaske_doblet (slut, men det nye har de samme koder samtidig med en anden start), viderefoert (ikke slut, den samme i det nye), ikke_slut (ikke slut, ikke den samme i det nye; regel MEL-15 siger, om den er tabt)."
---*/
WITH par AS (
  SELECT
    leverance_id, fil_nr, post_nr, aktivitet_nr, MIN(ny_ydelse_id) AS ny_ydelse_id,
    MAX(CASE WHEN ydelse_id = ny_ydelse_id THEN 1 ELSE 0 END) AS samme_id
  FROM ydelse_dobbelt_par
  GROUP BY leverance_id, fil_nr, post_nr, aktivitet_nr
),
samtidig AS (
  SELECT DISTINCT g.leverance_id, g.fil_nr, g.post_nr, g.aktivitet_nr
  FROM ydelse_alle g
  JOIN gaeldende_ydelse n
    ON g.kommune_kode = n.kommune_kode AND g.borger_id = n.borger_id
   AND COALESCE(g.dst_kode, '') = COALESCE(n.dst_kode, '')
   AND COALESCE(g.ffb_ydelse_kode, '') = COALESCE(n.ffb_ydelse_kode, '')
   AND COALESCE(g.ffb_tilbud_kode, '') = COALESCE(n.ffb_tilbud_kode, '')
  JOIN leverance_brugt l ON n.leverance_id = l.leverance_id
  WHERE g.tidligere AND NOT l.tidligere AND n.startdato <> g.startdato
    AND COALESCE(g.dst_kode, g.ffb_ydelse_kode) IS NOT NULL
    AND n.startdato <= g.slutdato AND (n.slutdato IS NULL OR n.slutdato >= g.startdato)
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.borger_id, y.kommune_kode, l.system, y.ydelse_id, p.ny_ydelse_id,
  CASE WHEN p.leverance_id IS NOT NULL AND p.samme_id = 0 THEN TRUE ELSE FALSE END AS id_skiftet,
  y.startdato, y.slutdato, y.dst_kode, y.ffb_ydelse_kode, y.ffb_tilbud_kode, y.sagsnummer, y.enhed,
  CASE
    WHEN y.slutdato IS NULL THEN 'aaben'
    WHEN y.slutdato > CAST(y.gruppe_tid AS DATE) THEN 'slutter_senere'
    ELSE 'slut'
  END AS slags,
  CASE
    WHEN y.slutdato <= CAST(y.gruppe_tid AS DATE) AND p.leverance_id IS NOT NULL THEN 'doblet'
    WHEN y.slutdato <= CAST(y.gruppe_tid AS DATE) AND s.leverance_id IS NOT NULL THEN 'maaske_doblet'
    WHEN y.slutdato <= CAST(y.gruppe_tid AS DATE) THEN 'kun_gammelt'
    WHEN p.leverance_id IS NOT NULL THEN 'viderefoert'
    ELSE 'ikke_slut'
  END AS udfald
FROM ydelse_alle y
JOIN leverance_brugt l ON y.leverance_id = l.leverance_id
CROSS JOIN afstemning a
LEFT JOIN par p
  ON y.leverance_id = p.leverance_id AND y.fil_nr = p.fil_nr AND y.post_nr = p.post_nr
 AND y.aktivitet_nr = p.aktivitet_nr
LEFT JOIN samtidig s
  ON y.leverance_id = s.leverance_id AND y.fil_nr = s.fil_nr AND y.post_nr = s.post_nr
 AND y.aktivitet_nr = s.aktivitet_nr
WHERE y.tidligere AND NOT y.fremmed AND y.kommune_kode = a.kommune_kode
