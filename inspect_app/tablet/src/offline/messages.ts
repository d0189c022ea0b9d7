/** What pages and the service worker say to each other. */

/** Somebody's page was opened: whose kept pages may be shown from now on. */
export interface Present {
  readonly kind: "person";
  readonly person: number;
}

/** What to keep for work without a network, and nothing else: paths of pages and addresses of pictures. */
export interface Keep {
  readonly kind: "keep";
  /** Names what is asked for in the answer; pages of releases before do not say. */
  readonly ask?: string;
  readonly person: number;
  readonly pages: readonly string[];
  /** By path, the standard that a page has to be drawn by: SHA-256. Pages of releases before do not say. */
  readonly standards?: Readonly<Record<string, string>>;
  readonly pictures: readonly string[];
}

export type ToWorker = Present | Keep;

export type FromWorker =
  /** All that was to be kept has been tried; `release` where every kept page is of it, else null. `complete`: nothing is missing. */
  | { readonly kind: "kept"; readonly ask?: string | undefined; readonly release: string | null; readonly complete: boolean }
  /** The kept copy of a page has changed. */
  | { readonly kind: "renewed"; readonly path: string };

/** The page that names all visits, with which the tablet starts. */
export const LIST = "/inspections";

/** Caches by whose they are; pages look into them to say what is there. */
export const PAGES = (person: number): string => `pages-${person}`;
export const PICTURES = (person: number): string => `pictures-${person}`;

/** On a kept checklist, the standard by which it is drawn: SHA-256. */
export const BY_STANDARD = "X-Standard";

/** The lock that an open page holds for as long as it needs the files of its release. */
export const IN_USE = "release-in-use/";
