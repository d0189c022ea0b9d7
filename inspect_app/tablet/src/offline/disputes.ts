/** Facts that two inspectors found differently, each at an item of his own: what is said of it at both items. */
import type { Standard, Text } from "../policy/index.ts";
import type { AnswerEntry, Overruled, Packet } from "./model.ts";

export interface Dispute {
  readonly text: Text;
  /** The other item that reads the fact. */
  readonly elsewhere: string;
  /** Whether it is this item whose value does not count: it has to be confirmed or mended before the end. */
  readonly blocks: boolean;
}

/** By item. Where the item was answered anew since, the server is yet to say whether both agree now. */
export function disputesOf(packet: Packet, standard: Standard, answers: readonly AnswerEntry[]): ReadonlyMap<string, Dispute> {
  const anew = new Set(answers.filter(({ state }) => state !== "refused").map(({ item }) => item));
  const open = packet.overruled.filter(({ item }) => !anew.has(item));
  const counting = open.map((each): [string, Dispute] => [each.elsewhere, counts(each, packet, standard)]);
  return new Map([...counting, ...open.map((each): [string, Dispute] => [each.item, overruled(each, standard)])]);
}

/** In the words of the server. */
function overruled({ fact, by, elsewhere }: Overruled, { facts }: Standard): Dispute {
  const { zh, en } = facts[fact]!.label;
  const text = {
    zh: `“${zh}”与${by.name}的记录不一致，请核对后重新确认`,
    en: `“${en}” is not what ${by.name} recorded: check it and confirm again`,
  };
  return { text, elsewhere, blocks: true };
}

function counts({ item, fact }: Overruled, { answers }: Packet, { facts }: Standard): Dispute {
  const { zh, en } = facts[fact]!.label;
  const other = answers[item]!.by.name;
  const text = {
    zh: `“${zh}”与${other}的记录不一致，目前以本项为准`,
    en: `“${en}” is not what ${other} recorded; for now it counts as found here`,
  };
  return { text, elsewhere: item, blocks: false };
}
