/*---
titel = "Oversigt over kontaktpersoner"
grain = "kommune, system, rolle og navn"
noegle = "kommune_kode, system, rolle, navn"
kilde = "S0: Oversigt over kontaktpersoner i kommunen"
---*/
SELECT DISTINCT l.kommune_kode, k.system, k.rolle, k.navn, k.email, k.telefon
FROM kontakt k
JOIN leverance_brugt l ON k.leverance_id = l.leverance_id
ORDER BY l.kommune_kode, k.system, k.rolle, k.navn
