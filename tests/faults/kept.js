// What a tablet holds of a visit, read from the browser's own stores. An expression, for Playwright's evaluate.
({
  /** The answer to an item that says this, waiting or as the server gave it back. */
  async answer(visit, item, said) {
    const { entries, packet } = await this.all(visit);
    const answer = entries.find((entry) => entry.kind === "answer" && entry.item === item) ?? packet?.answers[item];
    return answer && Object.entries(said).every(([name, value]) => answer[name] === value) ? answer : null;
  },

  /** A photograph of an item whose id is not known yet. */
  photograph(visit, item, known) {
    return this.file(visit, known, "photograph", (photograph) => photograph.item === item);
  },

  /** A signature in a role whose id is not known yet. */
  signature(visit, role, known) {
    return this.file(visit, known, "signature", (signature) => signature.role === role);
  },

  /** The end of the visit, waiting or as the server holds it; without an id once the visit is over and gone. */
  async end(visit) {
    const { entries, packet } = await this.all(visit);
    const waiting = entries.find(({ kind }) => kind === "end");
    if (waiting) return { id: waiting.id };
    return packet ? packet.receipt.end && { id: packet.receipt.end } : { id: null };
  },

  /** "sent" when nothing of the visit waits, "login" when that needs a log-in; null before. */
  async sent(visit) {
    if (document.getElementById("tablet-status")?.dataset.phase === "login") return "login";
    return (await this.all(visit)).entries.length === 0 ? "sent" : null;
  },

  /** A line for every entry on the tablet, whichever visit it is of. */
  async left() {
    const database = await this.answered(indexedDB.open("inspect_app"));
    const entries = await this.answered(database.transaction(["entries"]).objectStore("entries").getAll());
    database.close();
    return entries.map(({ kind, state, visit, refusal }) => [kind, state, visit, refusal?.en ?? ""].join(" "));
  },

  /** Files whose bytes nobody needs any more, and which are here all the same. */
  async forgotten() {
    const database = await this.answered(indexedDB.open("inspect_app"));
    const transaction = database.transaction(["entries", "bytes"]);
    const read = (name, method) => this.answered(transaction.objectStore(name)[method]());
    const [entries, keys] = await Promise.all([read("entries", "getAll"), read("bytes", "getAllKeys")]);
    database.close();
    return keys.map(([, id]) => id).filter((id) => !entries.some((entry) => entry.id === id));
  },

  /** Whether the pages of the visit would open without a network. */
  async pages(visit) {
    const addresses = [`/inspections/${visit}`, `/inspections/${visit}/finish`];
    for (const cacheName of await caches.keys()) {
      if (!cacheName.startsWith("pages-")) continue;
      const found = addresses.map((address) => caches.match(address, { cacheName, ignoreVary: true }));
      if ((await Promise.all(found)).every((page) => page)) return true;
    }
    return null;
  },

  /** {id, sha256, digest}: `digest` is what its bytes hash to now, null where they have been sent and removed. */
  async file(visit, known, kind, fits) {
    const { entries, packet, bytes } = await this.all(visit);
    const files = [...entries.filter((entry) => entry.kind === kind), ...(packet?.[`${kind}s`] ?? [])];
    const found = files.find((file) => fits(file) && !known.includes(file.id));
    if (!found) return null;
    const kept = bytes.get(found.id);
    return { id: found.id, sha256: found.sha256, digest: kept ? await this.digest(kept) : null };
  },

  /** Entries, packet and bytes by id, as of one moment. */
  async all(visit) {
    const database = await this.answered(indexedDB.open("inspect_app"));
    const transaction = database.transaction(["entries", "packets", "bytes"]);
    const read = (name, method = "getAll") => this.answered(transaction.objectStore(name)[method]());
    const reading = [read("entries"), read("packets"), read("bytes", "getAllKeys"), read("bytes")];
    const [entries, packets, keys, files] = await Promise.all(reading);
    database.close();
    return {
      entries: entries.filter((entry) => entry.visit === visit),
      packet: packets.map(({ packet }) => packet).find(({ id }) => id === visit) ?? null,
      bytes: new Map(keys.map(([, id], index) => [id, files[index]])),
    };
  },

  answered(request) {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  },

  async digest(buffer) {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", buffer));
    return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  },
})
