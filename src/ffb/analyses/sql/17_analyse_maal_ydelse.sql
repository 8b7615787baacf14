/*---
titel = "Målene i udvalget med de af deres ydelser, der er i udvalget"
grain = "indsatsmål og ydelse"
noegle = "maal_nr, ydelse_nr"
kilde = "5-viden V04"
forklaring = "Et mål tæller én gang for hver paragraf og hver ydelseskode: det ser analysen selv til."
gem = true
---*/
SELECT m.maal_nr, m.borger_nr, m.tema_nr, m.maaltype, y.paragraf_nr, y.ydelse_nr, y.ydelse_kode, k.afledt
FROM analyse_maal m
JOIN analyse_maal_ydelse_alle k ON m.maal_nr = k.maal_nr
JOIN analyse_ydelse y ON k.ydelse_nr = y.ydelse_nr
