const WORDS = /\p{Script=Han}|[[\p{L}\p{N}]--\p{Script=Han}]+(?:['’.\-][[\p{L}\p{N}]--\p{Script=Han}]+)*/gv

/** How long a text is: characters without spaces, and words with each Han character as one. */
export function textCount(text: string): { characters: number; words: number } {
  const characters = [...text.replace(/\s/g, '')].length
  return { characters, words: text.match(WORDS)?.length ?? 0 }
}
