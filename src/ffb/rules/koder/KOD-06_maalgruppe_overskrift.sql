/*---
id = "KOD-06"
alvor = "fejl"
kilde = "IG targetGroup: målgrupper (leaf level); S1: FFB-målgruppe på ydelser fra 1. januar 2025"
hvorfor = "Katalogets overskrifter samler målgrupper og siger ikke, hvem borgeren er. Kun det nederste niveau kan indberettes."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "maalgruppe"
kraever = ["maalgruppe"]
[da]
titel = "Målgruppen er en overskrift"
besked = "»{navn}« er en overskrift i kataloget og ikke en målgruppe."
besked_flertal = "{antal} målgrupper er overskrifter i kataloget."
goer = "Vælg en målgruppe under »{navn}«."
[en]
titel = "The target group is a heading"
besked = "»{navn}« is a heading of the catalogue and no target group."
besked_flertal = "{antal} target groups are headings of the catalogue."
goer = "Choose a target group under »{navn}«."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FFB_MAALGRUPPE_UUID' AS felt, t.ffb_maalgruppe_kode AS vaerdi,
  t.dato,
  CONCAT(
    'maalgruppe:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':FFB_MAALGRUPPE_UUID'
  ) AS aarsag,
  b.term AS navn
FROM gaeldende_maalgruppe t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
JOIN begreb_navn b ON t.ffb_maalgruppe_kode = b.kode
WHERE b.art = 'maalgruppe_gruppe'
