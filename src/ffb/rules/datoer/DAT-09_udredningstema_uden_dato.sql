/*---
id = "DAT-09"
alvor = "fejl"
kilde = "S1: Funktioner og forhold … samt dato for registrering; Dato viser, hvornår i borgerforløbet (F&F) temaet blev aktiveret"
hvorfor = "Uden dato kan oplysningen ikke placeres i borgerens forløb. Den tæller i Tabel 2, men kan ikke vise udvikling."
ejer = "sagsbehandler"
fase = "sagsoplysning"
tabel = "udredningstema"
kraever = ["udredningstema"]
[da]
titel = "Temaet har ingen dato"
besked = "»{navn}« har ingen dato."
besked_flertal = "{antal} udredningstemaer har ingen dato."
goer = "Skriv den dag, oplysningen blev registreret. Mangler den på alle, er det udtrækket, leverandøren skal rette."
[en]
titel = "The assessment theme has no date"
besked = "»{navn}« has no date."
besked_flertal = "{antal} assessment themes have no date."
goer = "Enter the day it was recorded. If all lack it, the vendor must mend the extract."
[en.ord]
"Temaet" = "The theme"
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'DATO' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  CONCAT(
    'udredningstema:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':DATO'
  ) AS aarsag,
  COALESCE(b.term, t.kode, 'Temaet') AS navn
FROM gaeldende_udredningstema t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
LEFT JOIN dato_ulaeselig f
  ON t.leverance_id = f.leverance_id AND t.fil_nr = f.fil_nr AND t.post_nr = f.post_nr AND f.felt = 'DATO'
LEFT JOIN begreb_navn b ON t.kode = b.kode
WHERE t.dato IS NULL AND f.leverance_id IS NULL
