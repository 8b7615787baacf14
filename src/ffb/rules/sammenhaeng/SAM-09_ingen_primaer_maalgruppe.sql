/*---
id = "SAM-09"
alvor = "advarsel"
kilde = "S0: værdierne for de FFB-baserede målgrupper (primære og øvrige); S1: ydelser skal have en FFB-målgruppe"
hvorfor = "Statistikken tæller borgeren i den primære målgruppe. Er ingen primær, ved man ikke hvilken."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "maalgruppe"
kraever = ["maalgruppe"]
[da]
titel = "Ingen målgruppe er primær"
besked = "Der er {maalgrupper} målgrupper på {hvad}, men ingen af dem er den primære."
besked_flertal = "{antal} gange er ingen målgruppe den primære."
goer = "Vælg, hvilken målgruppe der er den primære."
[en]
titel = "No target group is primary"
besked = "There are {maalgrupper} target groups, but none of them is the primary."
besked_flertal = "{antal} times no target group is the primary."
goer = "Choose which target group is the primary."
[en.ord]
"ydelse " = "service "
"indsats " = "intervention "
"borgeren" = "the citizen"
---*/
WITH alle AS (
  SELECT
    m.gruppe_id, m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, m.ffb_maalgruppe_kode AS kode, m.rang, m.dato,
    CASE
      WHEN m.ydelse_id IS NOT NULL THEN 'ydelse ' || m.ydelse_id
      WHEN m.indsats_id IS NOT NULL THEN 'indsats ' || m.indsats_id
      ELSE 'borgeren'
    END AS hvad
  FROM gaeldende_maalgruppe m
  JOIN leverance_brugt l ON m.leverance_id = l.leverance_id AND l.kilde = 'tabel'
  UNION ALL
  SELECT
    i.gruppe_id, m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, m.ffb_maalgruppe_kode AS kode, i.rang, m.dato,
    'indsats ' || i.indsats_id AS hvad
  FROM gaeldende_indsats_maalgruppe i
  JOIN gaeldende_maalgruppe m ON i.gruppe_id = m.gruppe_id AND i.maalgruppe_id = m.kilde_id
),
samlet AS (
  SELECT
    a.leverance_id, a.fil_nr, a.post_nr, a.borger_id, a.kode, a.dato, a.hvad,
    COUNT(*) OVER (PARTITION BY a.gruppe_id, a.borger_id, a.hvad) AS maalgrupper,
    MIN(COALESCE(a.rang, 9)) OVER (
      PARTITION BY a.gruppe_id, a.borger_id, a.hvad
    ) AS mindste_rang,
    ROW_NUMBER() OVER (
      PARTITION BY a.gruppe_id, a.borger_id, a.hvad ORDER BY a.leverance_id, a.fil_nr, a.post_nr, a.kode
    ) AS nr
  FROM alle a
)
SELECT leverance_id, fil_nr, post_nr, borger_id, 'RANG' AS felt, kode AS vaerdi, dato, maalgrupper, hvad
FROM samlet
WHERE nr = 1 AND (mindste_rang = 2 OR (mindste_rang = 9 AND maalgrupper > 1))
