/** Makes a page of an inspector work without a network, or says why it cannot and what still works. */
import { isRead } from "../reading.ts";
import { checkClock, checkOthers, checkStorage, sayNothingIsKept, sayStoreIsLost, whatIsMissing } from "./conditions.ts";
import { holdRelease, keepPages } from "./keeping.ts";
import type { Person } from "./model.ts";
import { hideNotice, showNotice } from "./notices.ts";
import { openStore, StorageFull, type Store, StoreUnavailable } from "./store.ts";
import { Sender } from "./sync.ts";
import { guardUnfinished } from "./unfinished.ts";
import { say } from "./words.ts";

export interface Tablet {
  readonly store: Store;
  readonly sender: Sender;
  /** Whose page this is. */
  readonly person: Person;
}

let started: Promise<Tablet | null> | undefined;

/** Once a page, however often it is asked for. Null where nothing can be kept safely: then the page's forms work alone. */
export function startTablet(): Promise<Tablet | null> {
  return (started ??= start());
}

async function start(): Promise<Tablet | null> {
  const person = personOf(document);
  const missing = whatIsMissing();
  const store = missing ? null : await storeFor(person);
  if (!store) {
    void isRead(document).then(() => sayNothingIsKept(missing ?? "no store"));
    return null;
  }
  const tablet = { store, sender: new Sender(store), person };
  void isRead(document).then(() => begin(tablet));
  return tablet;
}

/** All that may have to say something on the page. */
function begin(tablet: Tablet): void {
  const { store, sender, person } = tablet;
  holdRelease();
  guardUnfinished(document);
  sender.start();
  watch(tablet);
  void keepPages(store, person).catch(sayStoreIsLost);
  void checkStorage();
}

/** Null where nothing can be kept. */
async function storeFor(person: Person): Promise<Store | null> {
  try {
    const store = await openStore();
    await store.setPerson(person);
    return store;
  } catch (error) {
    if (!(error instanceof StoreUnavailable || error instanceof StorageFull)) throw error;
    return null;
  }
}

function personOf(page: Document): Person {
  const { person, personName } = page.documentElement.dataset;
  return { id: Number(person), name: personName ?? "" };
}

/** What may change with every entry and every contact with the server. */
function watch(tablet: Tablet): void {
  const { store } = tablet;
  const look = (): void => {
    const looking = [checkClock(store), checkOthers(store), checkPerson(tablet), askBeforeLogOut(store)];
    void Promise.all(looking).catch(sayStoreIsLost);
  };
  store.onChange(look);
  look();
}

/** Somebody else has logged in, in another window: nothing of this page is shown to him, nor taken from him. */
async function checkPerson({ store, person }: Tablet): Promise<void> {
  const here = await store.person();
  const isOthers = here !== null && here.id !== person.id;
  document.documentElement.classList.toggle("is-others", isOthers);
  if (!isOthers) return hideNotice("person");
  showNotice({
    kind: "person",
    tone: "warning",
    text: {
      zh: `现在登录的是${here.name}，本页是${person.name}的，已经收起。${person.name}记录的内容仍保存在本机，由本人登录后上传。`,
      en: `${here.name} is logged in now, and this page is ${person.name}'s: it is not shown. What ${person.name} recorded is kept here and sent once ${person.name} logs in.`,
    },
    act: { label: { zh: "重新打开", en: "Open again" }, press: () => location.assign("/inspections") },
  });
}

/** Asked by confirm.ts when the button is pressed. */
async function askBeforeLogOut(store: Store): Promise<void> {
  const unsent = (await store.entries()).length;
  for (const button of document.querySelectorAll<HTMLElement>('form[action="/logout"] button')) {
    if (!unsent) delete button.dataset["confirm"];
    else
      button.dataset["confirm"] = say({
        zh: `还有 ${unsent} 项记录没有上传。退出后仍保存在这台平板上，您下次在这台平板登录后自动上传。现在退出吗？`,
        en: `Records not sent yet: ${unsent}. They stay on this tablet and are sent once you log in here again. Log out now?`,
      });
  }
}
