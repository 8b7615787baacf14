/*---
id = "KOD-14"
alvor = "fejl"
kilde = "S1: Aktivitets- og deltagelsestema skal indberettes på undertema niveau"
hvorfor = "Et overtema siger ikke, hvad borgeren har svært ved, og tæller hverken som tema eller score."
ejer = "sagsbehandler"
fase = "sagsoplysning"
tabel = "aktivitet_deltagelse"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "A&D-temaet er et overtema"
besked = "»{navn}« er et overtema; der skal vælges og scores et undertema."
besked_flertal = "{antal} temaer om aktivitet og deltagelse er overtemaer."
goer = "Vælg og scor det undertema under »{navn}«, indsatsen handler om."
[en]
titel = "The A&D theme is a main theme"
besked = "»{navn}« is a main theme; a sub-theme must be chosen and scored."
besked_flertal = "{antal} A&D themes are main themes."
goer = "Choose and score the sub-theme under »{navn}« that the work is about."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FFB_TEMA_UUID' AS felt, t.kode AS vaerdi,
  t.dato,
  CONCAT(
    'aktivitet_deltagelse:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':FFB_TEMA_UUID'
  ) AS aarsag,
  b.term AS navn
FROM gaeldende_aktivitet_deltagelse t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
JOIN begreb_navn b ON t.kode = b.kode
WHERE b.art LIKE '%overtema'
