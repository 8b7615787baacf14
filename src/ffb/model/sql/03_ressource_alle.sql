/*---
titel = "Alle versioner af det, der har en id, hvor versioner lægges oven på hinanden"
grain = "version af en ressource"
noegle = "leverance_id, fil_nr, post_nr"
kilde = "12-model, Løbende: Order = (Bundle.timestamp, file, entry). Key = (kommune, system, resource type, id)"
gem = true
forklaring = "orden nummererer bundles i den rækkefølge, de gælder; en tabelleverance under løbende leverancer deltager med sine id'er. En ydelse og en indsats er hver sin slags, for tabelsystemer nummererer hvert ark forfra."
---*/
WITH alle AS (
  SELECT
    l.gruppe_id,
    CASE WHEN r.type <> 'CarePlan' THEN r.type WHEN y.kilde_id IS NOT NULL THEN 'ydelse' ELSE 'indsats' END AS type,
    r.kilde_id, r.leverance_id, r.fil_nr, r.post_nr, COALESCE(r.version_tid, l.tid) AS version_tid, r.trukket
  FROM ressource_version r
  JOIN leverance_brugt l ON r.leverance_id = l.leverance_id
  LEFT JOIN ydelse_version y
    ON r.leverance_id = y.leverance_id AND r.fil_nr = y.fil_nr AND r.post_nr = y.post_nr AND y.aktivitet_nr = 1
  WHERE NOT l.direkte AND r.kilde_id IS NOT NULL
  UNION ALL
  SELECT l.gruppe_id, 'ydelse' AS type, y.kilde_id, y.leverance_id, y.fil_nr, y.post_nr, l.tid AS version_tid, y.trukket
  FROM ydelse_version y
  JOIN leverance_brugt l ON y.leverance_id = l.leverance_id
  WHERE NOT l.direkte AND l.kilde = 'tabel' AND y.kilde_id IS NOT NULL
  UNION ALL
  SELECT l.gruppe_id, 'indsats' AS type, i.kilde_id, i.leverance_id, i.fil_nr, i.post_nr, l.tid AS version_tid, i.trukket
  FROM indsats_version i
  JOIN leverance_brugt l ON i.leverance_id = l.leverance_id
  WHERE NOT l.direkte AND l.kilde = 'tabel' AND i.kilde_id IS NOT NULL
  UNION ALL
  SELECT l.gruppe_id, 'Goal' AS type, m.kilde_id, m.leverance_id, m.fil_nr, m.post_nr, l.tid AS version_tid, m.trukket
  FROM indsatsmaal_version m
  JOIN leverance_brugt l ON m.leverance_id = l.leverance_id
  WHERE NOT l.direkte AND l.kilde = 'tabel' AND m.kilde_id IS NOT NULL
),
bundle AS (
  SELECT
    gruppe_id, leverance_id, fil_nr,
    ROW_NUMBER() OVER (PARTITION BY gruppe_id ORDER BY MAX(version_tid), leverance_id, fil_nr) AS orden
  FROM alle
  GROUP BY gruppe_id, leverance_id, fil_nr
)
SELECT
  a.gruppe_id, a.type, a.kilde_id, a.leverance_id, a.fil_nr, a.post_nr, a.trukket, b.orden,
  ROW_NUMBER() OVER (
    PARTITION BY a.gruppe_id, a.type, a.kilde_id ORDER BY b.orden DESC, a.post_nr DESC
  ) AS nyeste_nr,
  MAX(CASE WHEN a.trukket THEN 1 ELSE 0 END) OVER (
    PARTITION BY a.gruppe_id, a.type, a.kilde_id
  ) = 1 AS trukket_helt
FROM alle a
JOIN bundle b ON a.gruppe_id = b.gruppe_id AND a.leverance_id = b.leverance_id AND a.fil_nr = b.fil_nr
