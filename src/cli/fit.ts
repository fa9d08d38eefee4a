import { sanitiseHtml } from '#src/platform/sanitise.ts'

const BLOCK_END = /<\/(?:p|h[2-4]|ul|ol|li|blockquote|pre|table|tr)>|<hr ?\/?>/g

/**
 * HTML cut after a paragraph so that it is stored in at most `maxBytes`; as it is when it fits.
 * @param html - sanitised; the result is well-formed again
 * @param maxBytes - of the JSON string, UTF-8
 */
export function fitHtml(html: string, maxBytes: number): string {
  let fitting = html
  for (let bytes = sizeOf(fitting); bytes > maxBytes; bytes = sizeOf(fitting)) {
    // Letters are not all of one size, hence the loop; a little less each time, hence its end.
    const room = Math.floor(fitting.length * Math.min(maxBytes / bytes, 0.98))
    fitting = sanitiseHtml(cutAtParagraph(fitting, room))
  }
  return fitting
}

const sizeOf = (text: string) => Buffer.byteLength(JSON.stringify(text))

function cutAtParagraph(html: string, room: number): string {
  const head = html.slice(0, room)
  const last = [...head.matchAll(BLOCK_END)].at(-1)
  // One endless paragraph is cut within, but not within a tag or a letter.
  return last ? head.slice(0, last.index + last[0].length) : head.replace(/<[^>]*$/, '').toWellFormed()
}
