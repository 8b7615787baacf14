/*---
titel = "Målene i udvalget med de af deres ydelser, der er i udvalget"
grain = "kommune, indsatsmål, paragraf og ydelseskode"
noegle = "kommune_kode, leverance_id, fil_nr, post_nr, paragraf, ydelse_kode"
kilde = "5-viden V04: once per type"
gem = true
---*/
SELECT DISTINCT
  m.kommune_kode, m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, m.tema_kode, m.maaltype, y.paragraf, y.ydelse_kode,
  k.afledt
FROM analyse_maal m
JOIN analyse_maal_ydelse_alle k
  ON m.kommune_kode = k.kommune_kode AND m.leverance_id = k.leverance_id AND m.fil_nr = k.fil_nr
 AND m.post_nr = k.post_nr
JOIN analyse_ydelse y
  ON k.kommune_kode = y.kommune_kode AND k.ydelse_leverance_id = y.leverance_id AND k.ydelse_fil_nr = y.fil_nr
 AND k.ydelse_post_nr = y.post_nr AND k.aktivitet_nr = y.aktivitet_nr
