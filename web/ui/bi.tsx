import type { Bilingual } from '../../events/define.ts'
import { useLang } from '../i18n/index.ts'
import { pick } from '../lib/format.ts'

/** A bilingual text in the reader's language, or in the other one and marked so for speech and fonts. */
export function Bi({ text }: { text: Bilingual | undefined }) {
  const lang = useLang()
  const picked = pick(text, lang)
  return picked.lang === lang ? picked.text : <span lang={picked.lang}>{picked.text}</span>
}
