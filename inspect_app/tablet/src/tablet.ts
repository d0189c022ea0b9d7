/** What every page of an inspector loads. */
import { startTablet } from "./offline/start.ts";

void startTablet();
