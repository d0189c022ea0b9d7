/**
 * Where photographs are taken: evidence that helps, and no photograph ever waits for it.
 *
 * The browser asks the inspector for permission; before that the page says what it is for. Who declines is asked
 * again on another visit at the earliest.
 */
import { ask } from "../dialog.ts";
import type { Position } from "../offline/model.ts";
import { recall, remember } from "../remembered.ts";

/** Milliseconds after which a position says nothing of where somebody stands now. */
const FRESH = 60_000;
const OPTIONS: PositionOptions = { enableHighAccuracy: true, maximumAge: FRESH, timeout: 30_000 };
/** Under this name the page remembers the last visit for which it has asked. */
const ASKED = "position-asked";

let isWatching = false;
let last: GeolocationPosition | null = null;

/** The position as it is known at this moment, if it is. */
export function positionNow(): Position | null {
  if (!last || Date.now() - last.timestamp > FRESH) return null;
  const { latitude, longitude, accuracy } = last.coords;
  return { latitude, longitude, accuracy_m: accuracy };
}

/** Follow the position for the photographs of a visit, once permitted. */
export async function followPosition(visit: string): Promise<void> {
  if (isWatching || !("geolocation" in navigator)) return;
  const permission = await permissionState();
  if (isWatching || permission === "denied") return;
  if (permission === "prompt" && !(await mayAsk(visit))) return;
  isWatching = true;
  navigator.geolocation.watchPosition(
    (position) => (last = position),
    ({ code, PERMISSION_DENIED }) => {
      if (code === PERMISSION_DENIED) isWatching = false;
    },
    OPTIONS,
  );
}

async function permissionState(): Promise<PermissionState> {
  try {
    return (await navigator.permissions.query({ name: "geolocation" })).state;
  } catch {
    return "prompt";
  }
}

/** Say what the position is for and let the inspector choose; once a visit. */
async function mayAsk(visit: string): Promise<boolean> {
  if (recall(ASKED) === visit) return false;
  remember(ASKED, visit);
  const title = { zh: "记下拍照的位置？", en: "Record where photographs are taken?" };
  const text = {
    zh: "位置和时间一起说明照片确实在现场拍摄。接下来平板会询问是否允许，请点“允许”。不记录位置，照样可以拍照和检查。",
    en:
      "Together with the time, the position shows that a photograph was taken on site. The tablet will ask next: please " +
      "choose “Allow”. Without it you can take photographs and inspect all the same.",
  };
  const answer = await ask(
    title,
    text,
    { value: "no", label: { zh: "不记录位置", en: "Leave it out" }, look: "outline-secondary" },
    { value: "yes", label: { zh: "好，记录位置", en: "Yes, record it" }, look: "primary" },
  );
  return answer === "yes";
}
