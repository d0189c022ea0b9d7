/**
 * What an inspector does on the tablet. Each act resolves once it is on the tablet; sending is another matter.
 *
 * Every act raises what the store raises.
 */
import type { FactJson, FactsJson } from "../policy/index.ts";
import { newId, now } from "./bytes.ts";
import type { AnswerEntry, EndEntry, Person, Shape } from "./model.ts";
import type { Content } from "./overlay.ts";
import { fitting, isSame, type ItemState, type VisitState } from "./state.ts";
import type { Store } from "./store.ts";

/** What is said now of an item; what is left out stays. Facts are as typed, null for one that was not found. */
export type AnswerChange = Partial<Content>;

/** Something else was found than was declared, and nobody has said why. */
export class WhyMissing extends Error {
  override readonly name = "WhyMissing";
}

/** Nobody is here: whose work would it be? */
export class NobodyHere extends Error {
  override readonly name = "NobodyHere";
}

const FRESH = { state: "waiting", refusal: null } as const;

/**
 * Say something of an item; what says nothing new changes nothing. A grade or facts mean that it was looked at;
 * `checked` alone confirms what is shown. It is kept over what is kept by then, and as the word of `person`, whose page it is:
 * the very entry that the page has `shown`, unless another page was quicker.
 * Raises FactError naming the fact that cannot be taken, and WhyMissing.
 */
export function answer(
  store: Store,
  state: VisitState,
  person: number,
  item: string,
  change: AnswerChange,
  shown?: AnswerEntry,
): Promise<void> {
  return store.change(person, keyOf(state, item), (kept) => {
    const entry = answerEntry(state, person, item, change, kept as AnswerEntry);
    if (!shown || !entry || entry === kept) return entry;
    return isSameWord(shown, entry) && !(kept && kept.at >= shown.at) ? shown : entry;
  });
}

/** The entry that says it, over the one that is kept; that one itself where nothing new is said. Raises as `answer`. */
export function answerEntry(
  state: VisitState,
  person: number,
  item: string,
  change: AnswerChange,
  before: AnswerEntry | undefined,
): AnswerEntry | undefined {
  const shown = state.items.find(({ id }) => id === item)!;
  const standing = before ? fitting(before, shown.item, state.compiled) : contentOf(shown);
  const content = changed(state, shown, standing, change);
  if (before ? before.state !== "refused" && isSame(pick(before), pick(content)) : isShown(shown, content)) return before;
  return {
    kind: "answer",
    key: keyOf(state, item),
    person,
    visit: state.packet.id,
    at: after(before),
    ...FRESH,
    ...laterThan(before),
    item,
    revision: newId(),
    // Also where the answer before is on its way: it may never arrive, and the server knows whose it is.
    base: before ? before.base : shown.revision,
    ...content,
  };
}

function keyOf({ packet }: VisitState, item: string): string {
  return `answer/${packet.id}/${item}`;
}

/** Draw on a photograph; no shapes leave it clean. */
export async function draw(
  store: Store,
  state: VisitState,
  photograph: string,
  shapes: readonly Shape[],
): Promise<void> {
  const { id: person } = await presentPerson(store);
  const key = `drawing/${photograph}`;
  const head = { kind: "drawing", key, person, visit: state.packet.id, at: now(), ...FRESH } as const;
  await store.put({ ...head, photograph, revision: newId(), shapes });
}

/** Take a photograph back. One that no request has carried yet leaves no trace; any other is withdrawn on the server. */
export async function withdraw(store: Store, state: VisitState, photograph: string, why: string): Promise<void> {
  const { id: person } = await presentPerson(store);
  if (await discard(store, state, photograph)) return;
  const key = `withdrawal/${photograph}`;
  const head = { kind: "withdrawal", key, person, visit: state.packet.id, at: now(), ...FRESH } as const;
  await store.put({ ...head, photograph, why });
}

/**
 * The inspector's word that the visit is done, with what the tablet showed. Said again before it is sent, the newer
 * word counts. `release` is the release of the page.
 */
export async function endVisit(store: Store, state: VisitState, summary: string, release: string): Promise<void> {
  const { id: person } = await presentPerson(store);
  const { packet, totals, verdicts } = state;
  const key = `end/${packet.id}`;
  const end: EndEntry = {
    kind: "end",
    key,
    person,
    visit: packet.id,
    at: now(),
    ...FRESH,
    id: newId(),
    summary,
    release,
    standard: packet.standard,
    verdicts,
    outcome: totals.outcome,
    score: totals.score.toFixed(1),
  };
  await store.change(person, key, (kept) => (kept?.state === "sent" ? kept : end));
}

/** Go on with the visit after all. Answers whether that is still possible: the word has not gone out yet. */
export async function takeBackEnd(store: Store, { end }: VisitState): Promise<boolean> {
  return end !== null && end.state !== "sent" && store.replace(end, null);
}

/** Now, but later than the answer before even where the tablet's clock was put back: of one's own, the later counts. */
function after(before: AnswerEntry | undefined): string {
  const at = now();
  return before && Date.parse(at) <= Date.parse(before.at) ? new Date(Date.parse(before.at) + 1).toISOString() : at;
}

/** The moments under which what is replaced went out, the latest of them. */
export function laterThan(before: AnswerEntry | undefined): Pick<AnswerEntry, "notBefore"> {
  const notBefore = [before?.notBefore, before?.sentAs].filter((moment) => moment !== undefined).sort().at(-1);
  return notBefore === undefined ? {} : { notBefore };
}

/** Remove a photograph that was never sent, with what was drawn on it. Answers whether that was so. */
async function discard(store: Store, { items }: VisitState, photograph: string): Promise<boolean> {
  const found = items.flatMap(({ photographs }) => photographs).find(({ id }) => id === photograph);
  if (!found?.entry || found.entry.state === "sent" || !(await store.replace(found.entry, null))) return false;
  if (found.drawing) await store.replace(found.drawing, null);
  return true;
}

async function presentPerson(store: Store): Promise<Person> {
  const person = await store.person();
  if (!person) throw new NobodyHere("nobody is logged in on this tablet");
  return person;
}

function contentOf({ grade, checked, note, why, facts }: ItemState): Content {
  const stated = Object.entries(facts).filter(([, fact]) => fact.stated);
  return { grade, checked, note, why, facts: Object.fromEntries(stated.map(([name, { value }]) => [name, value])) };
}

/** Whether the page shows all of this already, as something that was said. */
function isShown({ revision, facts: shown, dispute, ...said }: ItemState, { facts, ...content }: Content): boolean {
  // What is shown is a colleague's word: who confirms it comes round to it.
  if (dispute?.blocks) return false;
  const isSaid = revision !== null && isSame(pick({ ...said, facts: {} }), pick({ ...content, facts: {} }));
  return isSaid && Object.entries(facts).every(([name, value]) => isSame(value, shown[name]!.value));
}

/** Whether both say the same over the same answer. */
function isSameWord(one: AnswerEntry, other: AnswerEntry): boolean {
  return one.base === other.base && one.notBefore === other.notBefore && isSame(pick(one), pick(other));
}

function pick({ grade, checked, note, why, facts }: Content): FactsJson {
  return { grade, checked, note, why, facts };
}

/** What is said of the item after the change: of a measured item that was looked at, every fact is named. */
function changed(state: VisitState, shown: ItemState, before: Content, change: AnswerChange): Content {
  const { grade, note, why } = { ...before, ...change };
  const checked = change.checked ?? (change.grade || change.facts ? true : before.checked);
  if (shown.item.mode === "judged" || !checked) return { grade, checked, note, why, facts: {} };
  const entered = Object.entries(change.facts ?? {}).map(([name, value]): [string, FactJson] => [
    name,
    value === null ? null : state.compiled.normalised(name, value),
  ]);
  const values = Object.entries(shown.facts).map(([name, { value }]): [string, FactJson] => [name, value]);
  const facts = { ...Object.fromEntries(values), ...before.facts, ...Object.fromEntries(entered) };
  return { grade, checked, note, facts, why: reason(state, shown, facts, why) };
}

/** Why something else was found than declared: as given here, else as another item gave it for the same fact. */
function reason(state: VisitState, { facts: shown }: ItemState, facts: FactsJson, why: string): string {
  const differing = Object.keys(shown).filter((name) => !isSame(facts[name] ?? null, shown[name]!.declared));
  if (!differing.length || why.trim()) return differing.length ? why : "";
  const given = differing.map((name) => {
    const isKnown = isSame(facts[name] ?? null, shown[name]!.value);
    return isKnown && state.items.find((each) => each.facts[name]?.differs && each.why.trim())?.why;
  });
  const found = given.find((each) => each);
  if (!found || given.some((each) => !each)) throw new WhyMissing("say why it differs from what was declared");
  return found;
}
