/*---
id = "SAM-10"
alvor = "advarsel"
kilde = "IG, profil carePlan: addresses med rang, højst én primær (care-plan-2); S0: målgrupper (primære og øvrige)"
hvorfor = "To primære giver to svar på, hvilken målgruppe borgeren tilhører."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "maalgruppe"
kraever = ["maalgruppe"]
[da]
titel = "Mere end én målgruppe er primær"
besked = "{maalgruppe} er primær, men en anden målgruppe er det også."
besked_flertal = "{antal} målgrupper er primære ved siden af en anden."
goer = "Vælg én primær målgruppe, og gør de andre til øvrige."
[en]
titel = "More than one target group is primary"
besked = "{maalgruppe} is primary, but so is another target group."
besked_flertal = "{antal} target groups are primary beside another one."
goer = "Choose one primary target group, and make the others secondary."
[en.ord]
"En ukendt målgruppe" = "An unknown target group"
---*/
WITH primaer AS (
  SELECT
    m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, m.ffb_maalgruppe_kode AS kode, m.dato,
    ROW_NUMBER() OVER (
      PARTITION BY m.gruppe_id, m.borger_id, COALESCE(m.ydelse_id, ''), COALESCE(m.indsats_id, '')
      ORDER BY m.dato DESC, m.leverance_id, m.fil_nr, m.post_nr
    ) AS nr
  FROM gaeldende_maalgruppe m
  WHERE m.rang = 1
)
SELECT
  p.leverance_id, p.fil_nr, p.post_nr, p.borger_id, 'RANG' AS felt, p.kode AS vaerdi, p.dato,
  COALESCE(t.term, 'En ukendt målgruppe') AS maalgruppe
FROM primaer p
LEFT JOIN begreb_navn t ON p.kode = t.kode
WHERE p.nr > 1
