// Casework: what is typed is stored as it is typed. Until the server has said that it has a field, the field also
// lies in this browser, encrypted with a key only the signed-in person's pages carry; so a closed browser, an ended
// session or a lost network loses nothing. Without this file the page's own buttons store the form.
const VENT = 700;
const formularer = [...document.querySelectorAll("form[data-gem]")];
const besked = document.getElementById("sagsbesked");
const rod = document.querySelector("[data-kladdenoegle]");
const ord = document.getElementById("sagsord").dataset; // what is said, in the reader's language (_ord.html)
const sagt = (tekst, felter) => Object.entries(felter).reduce((t, [navn, v]) => t.replaceAll(`{${navn}}`, () => v), tekst);

function sig(tekst, klasse) {
  if (!besked) return;
  besked.hidden = !tekst;
  besked.innerHTML = "";
  if (!tekst) return;
  const p = document.createElement("p");
  p.className = "besked " + (klasse || "warning");
  p.textContent = tekst;
  besked.append(p);
}

// -- what this browser keeps ------------------------------------------------------------------------------
const lager = {
  async noegle() {
    const raa = Uint8Array.from(atob(rod.dataset.kladdenoegle), (c) => c.charCodeAt(0));
    return crypto.subtle.importKey("raw", raa, "AES-GCM", false, ["encrypt", "decrypt"]);
  },
  navn: (objekt) => `ffb-kladde:${rod.dataset.person}:${objekt}`,
  kan: () => Boolean(rod && window.crypto && crypto.subtle),
  async gem(objekt, felter) {
    if (!this.kan()) return;
    if (!Object.keys(felter).length) { localStorage.removeItem(this.navn(objekt)); return; }
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = new TextEncoder().encode(JSON.stringify(felter));
    const lukket = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await this.noegle(), data));
    const alt = new Uint8Array([...iv, ...lukket]);
    localStorage.setItem(this.navn(objekt), btoa(String.fromCharCode(...alt)));
  },
  async hent(objekt) {
    const gemt = this.kan() && localStorage.getItem(this.navn(objekt));
    if (!gemt) return null;
    try {
      const alt = Uint8Array.from(atob(gemt), (c) => c.charCodeAt(0));
      const data = await crypto.subtle.decrypt({ name: "AES-GCM", iv: alt.slice(0, 12) }, await this.noegle(), alt.slice(12));
      return JSON.parse(new TextDecoder().decode(data));
    } catch { localStorage.removeItem(this.navn(objekt)); return null; }
  },
};

// -- one form ----------------------------------------------------------------------------------------------
class Formular {
  constructor(form) {
    this.form = form;
    this.objekt = form.dataset.objekt;
    this.status = form.querySelector("[data-gemt]");
    this.uafsendt = {};
    this.afvist = {}; // fields the server could not store, as they stood: not sent again until they change
    this.ur = 0;
    this.koe = Promise.resolve();
    form.addEventListener("input", (e) => this.skrevet(e));
    form.addEventListener("change", (e) => this.skrevet(e));
    form.addEventListener("submit", () => { clearTimeout(this.ur); this.uafsendt = {}; lager.gem(this.objekt, {}); });
  }

  vaerdier(navn) {
    return new FormData(this.form).getAll(navn);
  }

  skrevet(e) {
    const navn = e.target.name;
    if (!navn || !this.form.querySelector(`[name="har-${navn}"]`)) return;
    this.uafsendt[navn] = this.vaerdier(navn);
    document.dispatchEvent(new CustomEvent("ffb:skriver", { detail: this.objekt }));
    this.status.textContent = ord.ikkeGemt;
    lager.gem(this.objekt, this.uafsendt);
    clearTimeout(this.ur);
    this.ur = setTimeout(() => this.send(), e.type === "change" ? 50 : VENT);
  }

  send() {
    this.koe = this.koe.then(() => this.afsend());
    return this.koe;
  }

  async afsend() {
    const nye = Object.entries(this.uafsendt).filter(([navn, v]) => this.afvist[navn] !== JSON.stringify(v));
    const sendt = Object.fromEntries(nye);
    if (!nye.length) return;
    const data = new FormData();
    data.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    data.set("version", this.form.elements.version.value);
    data.set("sagsversion", document.querySelector("[data-her]")?.dataset.version ?? "");
    for (const [navn, liste] of Object.entries(sendt)) {
      data.set(`har-${navn}`, "1");
      for (const v of liste) data.append(navn, v);
    }
    let svar;
    try {
      svar = await fetch(this.form.action, { method: "POST", body: data, redirect: "manual", headers: { Accept: "application/json" } });
    } catch {
      this.status.textContent = "";
      sig(ord.intetNet);
      setTimeout(() => this.send(), 5000);
      return;
    }
    if (svar.type === "opaqueredirect" || svar.status === 403) {
      sig(ord.loggetUd, "error");
      return;
    }
    if (svar.status !== 200 && svar.status !== 422) {
      sig(ord.ikkeNu);
      setTimeout(() => this.send(), 5000);
      return;
    }
    this.modtag(await svar.json(), sendt, svar.status === 200);
  }

  modtag(svar, sendt, gemt) {
    sig("");
    if (svar.her) document.dispatchEvent(new CustomEvent("ffb:her", { detail: svar.her }));
    for (const navn of Object.keys(sendt)) {
      this.feltbesked(navn, "", "");
      const uaendret = JSON.stringify(this.uafsendt[navn]) === JSON.stringify(sendt[navn]);
      if (gemt && uaendret) { delete this.uafsendt[navn]; delete this.afvist[navn]; }
    }
    for (const [navn, tekst] of Object.entries(svar.fejl || {})) this.feltbesked(navn, tekst, "felt-fejl");
    for (const [navn, k] of Object.entries(svar.konflikter || {})) {
      this.feltbesked(navn, sagt(ord.konflikt, k), "felt-advarsel");
    }
    if (gemt) {
      this.form.elements.version.value = svar.version;
      this.status.textContent = sagt(ord.gemt, { tid: svar.gemt });
      const forslag = this.form.querySelector("[data-forslag]");
      if (forslag && "forslag" in svar) forslag.innerHTML = svar.forslag; // rendered, and escaped, by the server
      if ((svar.andres || []).length) sig(ord.andres);
    } else {
      for (const navn of Object.keys(svar.fejl)) this.afvist[navn] = JSON.stringify(sendt[navn]);
      this.send(); // the others are stored without those that are wrong
    }
    if (Object.keys(this.uafsendt).some((navn) => navn in this.afvist)) this.status.textContent += ` ${ord.ret}`;
    lager.gem(this.objekt, this.uafsendt);
  }

  feltbesked(navn, tekst, klasse) {
    const ramme = this.form.querySelector(`[data-felt="${CSS.escape(navn)}"]`);
    const sted = ramme && ramme.querySelector(".feltbesked");
    if (!sted) return;
    sted.textContent = "";
    const felt = ramme.querySelector("input:not([type=hidden]), select, textarea");
    if (felt) felt.toggleAttribute("aria-invalid", Boolean(tekst));
    if (!tekst) return;
    const p = document.createElement("p");
    p.className = klasse;
    p.setAttribute("role", "alert");
    p.textContent = tekst;
    sted.append(p);
  }

  async genskab() {
    const gemt = await lager.hent(this.objekt);
    if (!gemt) return false;
    for (const [navn, liste] of Object.entries(gemt)) {
      for (const felt of this.form.querySelectorAll(`[name="${CSS.escape(navn)}"]`)) {
        if (felt.type === "checkbox" || felt.type === "radio") felt.checked = liste.includes(felt.value) || (felt.type === "radio" && !felt.value && !liste.length);
        else felt.value = liste[0] ?? "";
      }
    }
    this.uafsendt = gemt;
    await this.send();
    return true;
  }
}

// -- long lists get a field to search them by ---------------------------------------------------------------
for (const liste of document.querySelectorAll("select[data-soeges]")) {
  const soeg = document.createElement("input");
  soeg.type = "search";
  soeg.className = "listesoeg";
  soeg.placeholder = ord.soeg;
  soeg.setAttribute("aria-label", sagt(ord.soegI, { liste: document.querySelector(`label[for="${liste.id}"]`)?.textContent ?? "" }));
  soeg.autocomplete = "off";
  const fold = (t) => t.toLowerCase().replaceAll("æ", "ae").replaceAll("ø", "oe").replaceAll("å", "aa");
  soeg.addEventListener("input", (e) => {
    e.stopPropagation();
    const soegte = fold(soeg.value).split(/\s+/).filter(Boolean);
    let foerste = null;
    for (const valg of liste.options) {
      if (!valg.value) continue;
      const passer = soegte.every((o) => fold(valg.textContent).includes(o));
      valg.hidden = !passer;
      valg.disabled = !passer && !valg.selected;
      if (passer && !foerste) foerste = valg;
    }
    if (soegte.length && foerste) { liste.value = foerste.value; liste.dispatchEvent(new Event("change", { bubbles: true })); }
  });
  liste.before(soeg);
}

// -- what the chosen concept means --------------------------------------------------------------------------
for (const om of document.querySelectorAll("[data-om-for]")) {
  const liste = document.getElementById(om.dataset.omFor);
  liste.addEventListener("change", () => {
    const valgt = liste.selectedOptions[0];
    om.textContent = valgt?.dataset.om ?? "";
    if (!valgt?.dataset.kl) return;
    const kl = document.createElement("q");
    kl.className = "kl";
    kl.lang = "da";
    kl.textContent = valgt.dataset.kl;
    om.append(kl);
  });
}

const alle = formularer.map((f) => new Formular(f));
Promise.all(alle.map((f) => f.genskab())).then((hentet) => {
  if (hentet.some(Boolean)) sig(ord.hentet, "info");
});
window.addEventListener("online", () => alle.forEach((f) => f.send()));
window.addEventListener("beforeunload", (e) => {
  if (!lager.kan() && alle.some((f) => Object.keys(f.uafsendt).length)) e.preventDefault();
});
