import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { zh } from './zh.ts'

export type Lang = 'zh-CN' | 'en'

declare module 'i18next' {
  interface CustomTypeOptions {
    // `t('shell.skip')` anywhere, or `useTranslation('shell')` and `t('skip')` within an area.
    resources: { translation: typeof zh } & typeof zh
  }
}

/** A year: the choice is a habit, not a session's whim. */
const COOKIE_SECONDS = 31_536_000

/** The language that the `lang` cookie names; the server reads the same one. */
export function chosenLang(): Lang | undefined {
  const value = /(?:^|;\s*)lang=([^;]+)/.exec(document.cookie)?.[1]
  return value === 'en' || value === 'zh-CN' ? value : undefined
}

const preferredLang = (): Lang =>
  navigator.languages.find((tag) => /^(zh|en)\b/i.test(tag))?.startsWith('en') ? 'en' : 'zh-CN'

/** Only the words of the language in use travel; the other ones come when it is chosen. */
const load = async (lang: Lang) =>
  lang === 'en' ? (await import('./en.ts')).en : (await import('./zh.ts')).zh

async function learn(lang: Lang) {
  if (i18next.hasResourceBundle(lang, 'translation')) return
  const words = await load(lang)
  for (const [area, resources] of Object.entries({ translation: words, ...words }))
    i18next.addResourceBundle(lang, area, resources)
}

export async function startI18n() {
  const lang = chosenLang() ?? preferredLang()
  document.documentElement.lang = lang
  await i18next.use(initReactI18next).init({
    lng: lang,
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: false },
  })
  await learn(lang)
}

/** Switches without a reload. What the hub says from now on comes in this language too. */
export async function setLang(lang: Lang) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and on plain http.
  document.cookie = `lang=${lang}; path=/; max-age=${COOKIE_SECONDS}; samesite=lax`
  await learn(lang)
  document.documentElement.lang = lang
  await i18next.changeLanguage(lang)
}

/** The reader's language. */
export const useLang = (): Lang => (useTranslation().i18n.language === 'en' ? 'en' : 'zh-CN')
