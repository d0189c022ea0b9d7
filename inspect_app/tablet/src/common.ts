// What every page of the office loads.
import { doWhatEveryPageDoes } from "./everywhere.ts";

doWhatEveryPageDoes(document);
