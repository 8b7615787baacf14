/*---
titel = "Hver borgers beskæftigelse, måned for måned"
grain = "kommune, borger og måned"
noegle = "kommune_kode, borger_nr, maaned"
kilde = "5-viden V14: Fleksjob, Skånejob, Uddannelseshjælp, Revalideringsydelse, Andet; 8-graenseflader, arket beskaeftigelse (MAANED som ÅÅÅÅMM)"
gem = true
fast = true
forklaring = "Én type pr. måned: den første i rækkefølgen fleksjob, skånejob, revalideringsydelse, uddannelseshjælp, andet. En type, der ikke er en af dem, er Andet. naeste er den næste måned, der er kendt; foerste er 1 for den første. borger_nr er tom for en borger uden en FFB-relevant ydelse."
---*/
WITH raekke AS (
  SELECT
    s.kommune_kode, s.kommune_nr, b.borger_id, b.maaned,
    CASE LOWER(TRIM(b.type))
      WHEN 'fleksjob' THEN 3 WHEN 'skånejob' THEN 4 WHEN 'revalideringsydelse' THEN 5
      WHEN 'uddannelseshjælp' THEN 6 ELSE 7
    END AS nr
  FROM gaeldende_beskaeftigelse b
  JOIN leverance_betjener s ON b.leverance_id = s.leverance_id
  WHERE TRIM(b.type) <> '' AND b.maaned IS NOT NULL
),
maaned AS (
  SELECT kommune_kode, kommune_nr, borger_id, maaned, MIN(nr) AS nr
  FROM raekke
  GROUP BY kommune_kode, kommune_nr, borger_id, maaned
)
SELECT
  m.kommune_kode, a.borger_nr, m.maaned, m.nr,
  LEAD(m.maaned) OVER (PARTITION BY m.kommune_nr, m.borger_id ORDER BY m.maaned) AS naeste,
  CASE WHEN m.maaned = MIN(m.maaned) OVER (PARTITION BY m.kommune_nr, m.borger_id) THEN 1 ELSE 0 END AS foerste
FROM maaned m
LEFT JOIN analyse_borger_alle a ON m.kommune_kode = a.kommune_kode AND m.borger_id = a.borger_id
