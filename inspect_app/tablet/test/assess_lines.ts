/**
 * Assesses what stands on standard input, for the comparison with the server's answers.
 *
 * The first line is an array of standards, each further line {"standard": index, "facts": …, "rulings": […]}. The
 * answer to a line is a line: the assessment, or {"refused": place, "remedy": …}.
 */
import {
  type CompiledStandard,
  compileStandard,
  FactError,
  type FactsJson,
  type Ruling,
  type Standard,
} from "../src/policy/index.ts";

interface Question {
  readonly standard: number;
  readonly facts: FactsJson;
  readonly rulings: readonly Ruling[];
}

const lines = linesOf(process.stdin.setEncoding("utf8"));
const first = await lines.next();
const standards = (JSON.parse(first.value!) as Standard[]).map(compileStandard);
for await (const line of lines) {
  const { standard, facts, rulings } = JSON.parse(line) as Question;
  const text = JSON.stringify(answer(standards[standard]!, facts, rulings));
  if (!process.stdout.write(`${text}\n`)) await new Promise((resolve) => process.stdout.once("drain", resolve));
}

/** Lines end with \n alone: node:readline would also end them at U+2028, which JSON allows in a text. */
async function* linesOf(input: AsyncIterable<string>): AsyncGenerator<string, undefined> {
  let rest = "";
  for await (const chunk of input) {
    const found = (rest + chunk).split("\n");
    rest = found.pop()!;
    yield* found;
  }
}

function answer(standard: CompiledStandard, facts: FactsJson, rulings: readonly Ruling[]): unknown {
  try {
    return standard.assess(facts, rulings);
  } catch (error) {
    if (error instanceof FactError) return { refused: error.place, remedy: error.remedy };
    throw error;
  }
}
