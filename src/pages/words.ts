import type { Lang } from '#src/http/lang.ts'
import { en } from './words-en.ts'
import { zh } from './words-zh.ts'

/** What the public pages say, in one language. */
export type Words = typeof zh

/** The words in the reader's language. */
export const wordsIn = (lang: Lang): Words => (lang === 'en' ? en : zh)
