/** What an inspector's pages load that are not of a visit, such as the account. */
import { startTablet } from "./offline/start.ts";

void startTablet();
