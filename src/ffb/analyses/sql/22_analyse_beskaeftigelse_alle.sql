/*---
titel = "Hver borgers beskæftigelse, måned for måned"
grain = "kommune, borger og måned"
noegle = "kommune_kode, borger_id, maaned"
kilde = "5-viden V14: Fleksjob, Skånejob, Uddannelseshjælp, Revalideringsydelse, Andet; 8-graenseflader, arket beskaeftigelse (MAANED som ÅÅÅÅMM)"
gem = true
fast = true
forklaring = "Én type pr. måned: den første i rækkefølgen fleksjob, skånejob, revalideringsydelse, uddannelseshjælp, andet. En type, der ikke er en af dem, er Andet."
---*/
WITH raekke AS (
  SELECT
    s.kommune_kode, b.borger_id, b.maaned,
    CASE LOWER(TRIM(b.type))
      WHEN 'fleksjob' THEN 3 WHEN 'skånejob' THEN 4 WHEN 'revalideringsydelse' THEN 5
      WHEN 'uddannelseshjælp' THEN 6 ELSE 7
    END AS nr
  FROM gaeldende_beskaeftigelse b
  JOIN leverance_betjener s ON b.leverance_id = s.leverance_id
  WHERE TRIM(b.type) <> '' AND b.maaned IS NOT NULL
)
SELECT kommune_kode, borger_id, maaned, MIN(nr) AS nr
FROM raekke
GROUP BY kommune_kode, borger_id, maaned
