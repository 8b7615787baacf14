/*---
id = "KOD-15"
alvor = "fejl"
kilde = "8-graenseflader: aktivitet_deltagelse.FFB_TEMA_UUID; IG condition: severity iff A&D"
hvorfor = "Funktioner, forhold og omgivelser scores ikke. Her tæller temaet ikke som aktivitet og deltagelse."
ejer = "it_leverandoer"
fase = "sagsoplysning"
tabel = "aktivitet_deltagelse"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "Et udredningstema står som A&D-tema"
besked = "»{navn}« hører til funktioner, forhold eller omgivelser og kan ikke scores."
besked_flertal = "{antal} udredningstemaer står som temaer om aktivitet og deltagelse."
goer = "Send temaet i tabellen udredningstema uden score."
[en]
titel = "An assessment theme stands as A&D theme"
besked = "»{navn}« belongs to functions, conditions or surroundings and cannot be scored."
besked_flertal = "{antal} assessment themes stand as A&D themes."
goer = "Send the theme in table udredningstema, without a score."
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
WHERE b.art IN ('ff_undertema', 'omgivelse_undertema')
