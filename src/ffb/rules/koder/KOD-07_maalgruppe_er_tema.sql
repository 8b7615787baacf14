/*---
id = "KOD-07"
alvor = "advarsel"
kilde = "9-uddatasaet, quirk 4: a tema as målgruppe is advarsel (the text page says målgruppe)"
hvorfor = "Vejledningens værdisæt tillader et tema som målgruppe, men teksten siger målgruppe. »Prostitution« findes begge steder med hver sin kode."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "maalgruppe"
kraever = ["maalgruppe"]
[da]
titel = "Et tema står som målgruppe"
besked = "Målgruppen »{navn}« er et udredningstema og ikke en målgruppe."
besked_flertal = "{antal} målgrupper er udredningstemaer."
goer = "Vælg målgruppen i listen over målgrupper; nogle navne findes i begge lister med hver sin kode."
[en]
titel = "A theme stands as target group"
besked = "Target group »{navn}« is an assessment theme and no target group."
besked_flertal = "{antal} target groups are assessment themes."
goer = "Choose from the list of target groups; some names stand in both lists with a code each."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FFB_MAALGRUPPE_UUID' AS felt, t.ffb_maalgruppe_kode AS vaerdi,
  t.dato,
  CONCAT(
    'maalgruppe:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':FFB_MAALGRUPPE_UUID'
  ) AS aarsag,
  b.term AS navn, n.navn AS forventet
FROM gaeldende_maalgruppe t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
JOIN begreb_navn b ON t.ffb_maalgruppe_kode = b.kode
LEFT JOIN (
  SELECT TRIM(term) AS navn FROM begreb WHERE art = 'maalgruppe' GROUP BY TRIM(term)
) n ON b.term = n.navn
WHERE b.art LIKE '%tema'
