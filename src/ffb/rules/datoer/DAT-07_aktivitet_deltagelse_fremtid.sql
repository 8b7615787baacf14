/*---
id = "DAT-07"
alvor = "fejl"
kilde = "S1: DST skal modtage oplysning om aktivitets- og deltagelsestema, samt dato; 4-regler, family 5: future"
hvorfor = "En registrering kan ikke være lavet efter den dag, data er sendt. Datoen er tastet forkert."
ejer = "sagsbehandler"
fase = "sagsoplysning"
tabel = "aktivitet_deltagelse"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "Temaet er dateret i fremtiden"
besked = "»{navn}« er dateret {dato}, og data er fra {pr}."
besked_flertal = "{antal} temaer om aktivitet og deltagelse er dateret i fremtiden."
goer = "Ret datoen til den dag, oplysningen blev registreret."
[en]
titel = "The A&D theme is dated in the future"
besked = "»{navn}« is dated {dato}, and the data are from {pr}."
besked_flertal = "{antal} A&D themes are dated in the future."
goer = "Correct the date to the day it was recorded."
[en.ord]
"Temaet" = "The theme"
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'DATO' AS felt, CAST(t.dato AS VARCHAR) AS vaerdi, t.dato,
  COALESCE(k.pr_dato, CAST(l.tid AS DATE)) AS pr,
  CONCAT(
    'aktivitet_deltagelse:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':DATO'
  ) AS aarsag,
  COALESCE(b.term, t.kode, 'Temaet') AS navn
FROM gaeldende_aktivitet_deltagelse t
JOIN leverance l ON t.leverance_id = l.leverance_id
CROSS JOIN koersel k
LEFT JOIN begreb_navn b ON t.kode = b.kode
WHERE t.dato > COALESCE(k.pr_dato, CAST(l.tid AS DATE))
