/*---
id = "DAT-06"
alvor = "fejl"
kilde = "S1: Funktioner og forhold … samt dato for registrering; Dato viser, hvornår i borgerforløbet (F&F) temaet blev aktiveret; 4-regler, family 5: future"
hvorfor = "En registrering kan ikke være lavet efter den dag, data er sendt. Datoen er tastet forkert."
ejer = "sagsbehandler"
fase = "sagsoplysning"
tabel = "udredningstema"
kraever = ["udredningstema"]
[da]
titel = "Temaet er dateret i fremtiden"
besked = "»{navn}« er dateret {dato}, og data er fra {pr}."
besked_flertal = "{antal} udredningstemaer er dateret i fremtiden."
goer = "Ret datoen til den dag, oplysningen blev registreret."
[en]
titel = "The assessment theme is dated in the future"
besked = "»{navn}« is dated {dato}, and the data are from {pr}."
besked_flertal = "{antal} assessment themes are dated in the future."
goer = "Correct the date to the day it was recorded."
[en.ord]
"Temaet" = "The theme"
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'DATO' AS felt, CAST(t.dato AS VARCHAR) AS vaerdi, t.dato,
  COALESCE(k.pr_dato, CAST(l.tid AS DATE)) AS pr,
  CONCAT(
    'udredningstema:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':DATO'
  ) AS aarsag,
  COALESCE(b.term, t.kode, 'Temaet') AS navn
FROM gaeldende_udredningstema t
JOIN leverance l ON t.leverance_id = l.leverance_id
CROSS JOIN koersel k
LEFT JOIN begreb_navn b ON t.kode = b.kode
WHERE t.dato > COALESCE(k.pr_dato, CAST(l.tid AS DATE))
