/** Photographs on the tablet: taken, shown, drawn on and taken back. */
import { openPhotograph } from "./opening.ts";
import { type Keeper, takePhotographs, type Taken, type Taking } from "./taking.ts";
import { thumbnailOf } from "./thumbnail.ts";

export { type Keeper, openPhotograph, takePhotographs, type Taken, type Taking, thumbnailOf };
