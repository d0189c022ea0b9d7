/** Carries EXIF from one picture to another, a pair of files a line (base64 in JSON, in and out), for tests/tablet. */
import { createInterface } from "node:readline";
import { carryExif } from "../../src/photographs/exif.ts";

for await (const line of createInterface({ input: process.stdin })) {
  const [original, picture] = (JSON.parse(line) as string[]).map((file) => new Uint8Array(Buffer.from(file, "base64")));
  console.log(Buffer.from(carryExif(original!, picture!)).toString("base64"));
}
