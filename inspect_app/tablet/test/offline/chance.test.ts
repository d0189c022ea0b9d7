/**
 * Whatever happens and in whatever order: nothing is lost, nothing is doubled, and nothing leaves the tablet before
 * the server holds it.
 */
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { IDBFactory } from "fake-indexeddb";

import { answer, draw, endVisit, withdraw } from "../../src/offline/acts.ts";
import { newId } from "../../src/offline/bytes.ts";
import type { Entry } from "../../src/offline/model.ts";
import { visitState } from "../../src/offline/state.ts";
import { openStore, type Store } from "../../src/offline/store.ts";
import { Sender } from "../../src/offline/sync.ts";
import { compileStandard } from "../../src/policy/index.ts";
import { bytesOf, photographEntry, signatureEntry, STANDARD, VISIT, WANG } from "./fixtures.ts";
import { type Fault, Server } from "./server.ts";

const RUNS = 25;
const STEPS = 40;
const FAULTS: readonly Fault[] = ["never arrives", "reply is lost", "reply is lost", "trouble", "portal", "cut", "logged out"];
const COMPILED = compileStandard(STANDARD);

/** Numbers from 0 to below 1, the same ones for the same seed. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

class Tablet {
  readonly made = new Map<string, ArrayBuffer>();
  readonly photographs: string[] = [];
  readonly withdrawn = new Set<string>();
  readonly notes = new Map<string, string>();
  readonly chance: () => number;
  readonly server: Server;
  store!: Store;
  sender!: Sender;
  #count = 0;

  constructor(server: Server, chance: () => number) {
    [this.server, this.chance] = [server, chance];
  }

  async open(): Promise<void> {
    this.store = await openStore();
    await this.store.setPerson(WANG);
    this.sender = new Sender(this.store);
  }

  close(): void {
    this.sender.stop();
    this.store.close();
  }

  async step(): Promise<void> {
    const acts = [this.answer, this.answer, this.answer, this.photograph, this.draw, this.withdraw, this.sign];
    if (this.chance() < 0.6) await acts[Math.floor(this.chance() * acts.length)]!.call(this);
    else if (this.chance() < 0.2) await this.crash();
    else await this.meanwhile(this.sender.send());
  }

  /** Send while the inspector goes on. */
  async meanwhile(sending: Promise<void>): Promise<void> {
    if (this.chance() < 0.7) await this.answer();
    if (this.chance() < 0.3) await this.photograph();
    await sending;
  }

  /** The page is closed in the midst of sending; what it asked for last may still arrive. */
  async crash(): Promise<void> {
    const sending = this.sender.send();
    for (let left = this.chance() * 60; left > 0; left--) await new Promise((resolve) => setImmediate(resolve));
    this.sender.stop();
    const { store } = this;
    await this.open();
    await this.meanwhile(this.sender.send());
    await sending;
    store.close();
  }

  async answer(): Promise<void> {
    const item = `item${1 + Math.floor(this.chance() * 3)}`;
    const note = `note ${(this.#count += 1)}`;
    const said = item === "item3" ? ({ grade: "3" } as const) : { checked: true };
    await answer(this.store, await this.state(), WANG.id, item, { note, ...said });
    this.notes.set(item, note);
  }

  async photograph(): Promise<void> {
    const [id, bytes] = [newId(), bytesOf(`photograph ${(this.#count += 1)}`)];
    await this.store.putFile(await photographEntry(id, bytes), bytes);
    this.photographs.push(id);
    this.made.set(id, bytes);
  }

  async draw(): Promise<void> {
    const id = this.pick();
    if (id) await draw(this.store, await this.state(), id, []);
  }

  async withdraw(): Promise<void> {
    const id = this.pick();
    if (!id) return;
    await withdraw(this.store, await this.state(), id, "why");
    this.withdrawn.add(id);
  }

  async sign(): Promise<void> {
    const [id, bytes] = [newId(), bytesOf(`signature ${(this.#count += 1)}`)];
    await this.store.putFile(await signatureEntry(id, bytes), bytes);
    this.made.set(id, bytes);
  }

  pick(): string | undefined {
    const left = this.photographs.filter((id) => !this.withdrawn.has(id));
    return left[Math.floor(this.chance() * left.length)];
  }

  async state() {
    const packet = (await this.store.packet(VISIT)) ?? this.server.packet!;
    return visitState(packet, STANDARD, COMPILED, await this.store.entries());
  }

  /** Everything is on the tablet or on the server, in the very words and bytes. */
  async check(): Promise<void> {
    const entries = await this.store.entries();
    for (const [item, note] of this.notes) assert.equal(noteOf(entries, item) ?? this.server.standing(item)?.content.note, note);
    for (const [id, bytes] of this.made) {
      const kept = (await this.store.bytes(id)) ?? this.server.files.get(id)?.bytes;
      if (!this.withdrawn.has(id)) assert.deepEqual(kept, bytes);
    }
  }
}

function noteOf(entries: readonly Entry[], item: string): string | undefined {
  return entries.flatMap((entry) => (entry.kind === "answer" && entry.item === item ? [entry.note] : []))[0];
}

async function run(seed: number): Promise<number> {
  globalThis.indexedDB = new IDBFactory();
  const chance = chanceOf(seed);
  const server = new Server(WANG);
  globalThis.fetch = server.fetch as typeof fetch;
  const tablet = new Tablet(server, chance);
  await tablet.open();
  try {
    return await work(tablet, server, chance);
  } finally {
    tablet.close();
  }
}

/** Answers how many requests went wrong. */
async function work(tablet: Tablet, server: Server, chance: () => number): Promise<number> {
  await tablet.sender.send();
  let failed = 0;
  server.fault = () => {
    if (chance() >= 0.4) return null;
    failed += 1;
    return FAULTS[Math.floor(chance() * FAULTS.length)]!;
  };
  for (let step = 0; step < STEPS; step++) {
    await tablet.step();
    await tablet.check();
    server.person = WANG;
  }
  server.fault = () => null;
  await endVisit(tablet.store, await tablet.state(), "", "r");
  await tablet.sender.send();
  assert.deepEqual(await tablet.store.entries(), []);
  assert.ok(server.end);
  await tablet.check();
  checkServer(tablet, server);
  return failed;
}

function checkServer(tablet: Tablet, server: Server): void {
  for (const [item, answers] of server.answers) {
    assert.deepEqual(answers.filter(({ standing }) => standing === "rival"), []);
    assert.equal(new Set(answers.map(({ revision }) => revision)).size, answers.length);
    assert.equal(server.standing(item)?.content.note, tablet.notes.get(item));
  }
  for (const id of tablet.withdrawn) assert.ok(server.withdrawn.has(id) || !server.files.has(id));
}

test(`in ${RUNS} visits by chance nothing is lost, doubled or deleted too early`, async () => {
  let failed = 0;
  for (let seed = 1; seed <= RUNS; seed++) {
    try {
      failed += await run(seed);
    } catch (error) {
      throw new Error(`visit ${seed}`, { cause: error });
    }
  }
  assert.ok(failed > RUNS * 10, String(failed));
});
