/*---
id = "KOD-32"
alvor = "advarsel"
kilde = "4-regler, family 4: unknown; 1-system A8: FSIII codes (H1.1 …) for §83 home care; kataloget fsiii i begreber (KL-terminologi 2.2.0)"
hvorfor = "FSIII-koden er den, overlappet mellem § 85 og § 83 bliver regnet af. En kode, ingen kender, falder ud af det uden at sige det."
ejer = "it_leverandoer"
fase = "indberetning"
tabel = "fsiii_ydelse"
kraever = ["fsiii_ydelse"]
[da]
titel = "Ukendt FSIII-kode"
besked = "Koden {vaerdi} findes ikke i Fælles Sprog III."
besked_flertal = "{antal} ydelser har en kode, som ikke findes i Fælles Sprog III."
goer = "Send koden fra FSIII, fx H1.1 eller dens UUID, som tekst. Er den ny, skal kataloget først hentes (ffb begreber importer)."
[en]
titel = "Unknown FSIII code"
besked = "Code {vaerdi} is not in Fælles Sprog III."
besked_flertal = "{antal} services have a code that is not in Fælles Sprog III."
goer = "Send the FSIII code, such as H1.1 or its UUID, as text. If it is new, import the catalogue first (ffb begreber importer)."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FSIII_KODE' AS felt, t.fsiii_kode AS vaerdi, t.startdato AS dato
FROM gaeldende_fsiii_ydelse t
LEFT JOIN (SELECT DISTINCT kode FROM begreb WHERE katalog LIKE 'fsiii/%') b ON TRIM(t.fsiii_kode) = b.kode
WHERE TRIM(COALESCE(t.fsiii_kode, '')) <> '' AND b.kode IS NULL
