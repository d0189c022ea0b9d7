/**
 * What a camera says of the taking (EXIF), carried from its file to the smaller picture made of it.
 *
 * The smaller picture is upright already, so that its EXIF must not ask for another turn. Damaged EXIF is left out:
 * a picture that says nothing of its taking is better than one that lies on its side.
 */

const [ENTRY, SCAN, EXIF_SEGMENT] = [12, 0xda, 0xe1];
const ORIENTATION = 0x0112;
// Marker and length, then “Exif” and two zeros; offsets within EXIF count from here.
const HEADER = 10;

export function isJpeg(file: Uint8Array): boolean {
  return file[0] === 0xff && file[1] === 0xd8 && file[2] === 0xff;
}

/** `picture`, an upright JPEG, with the EXIF of `original` where that is a JPEG that has any. */
export function carryExif(original: Uint8Array, picture: Uint8Array): Uint8Array {
  const segment = exifSegment(original);
  const upright = segment && uprightExif(segment);
  if (!upright) return picture;
  const carried = new Uint8Array(picture.length + upright.length);
  carried.set(picture.subarray(0, 2));
  carried.set(upright, 2);
  carried.set(picture.subarray(2), 2 + upright.length);
  return carried;
}

/** The whole APP1 segment that holds EXIF, with its marker; null where there is none. */
function exifSegment(jpeg: Uint8Array): Uint8Array | null {
  if (!isJpeg(jpeg)) return null;
  for (let at = 2; at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== SCAN; ) {
    const end = at + 2 + jpeg[at + 2]! * 256 + jpeg[at + 3]!;
    if (jpeg[at + 1] === EXIF_SEGMENT && isExif(jpeg, at + 4)) return end <= jpeg.length ? jpeg.slice(at, end) : null;
    at = end;
  }
  return null;
}

/** Whether “Exif” stands here; the same kind of segment is used for other things, too. */
function isExif(jpeg: Uint8Array, at: number): boolean {
  return String.fromCharCode(...jpeg.subarray(at, at + 6)) === "Exif\0\0";
}

/** The segment with its orientation set to upright and without the camera's own thumbnail; null if it is damaged. */
function uprightExif(segment: Uint8Array): Uint8Array | null {
  try {
    setUpright(new DataView(segment.buffer, segment.byteOffset + HEADER, segment.length - HEADER));
    return segment;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Raises RangeError where an offset leads out of the data. */
function setUpright(exif: DataView): void {
  const order = exif.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) throw new RangeError("no byte order");
  const little = order === 0x4949;
  const first = exif.getUint32(4, little);
  const end = first + 2 + exif.getUint16(first, little) * ENTRY;
  for (let at = first + 2; at < end; at += ENTRY) {
    if (exif.getUint16(at, little) === ORIENTATION) exif.setUint16(at + 8, 1, little);
  }
  // The thumbnail is found by the offset of the next directory; it shows the picture before it was turned.
  exif.setUint32(end, 0, little);
}
