import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import { people } from '#projections/people.ts'
import type { Hub, HubEnv } from '#src/http/env.ts'
import { LANGS, type Lang } from '#src/http/lang.ts'
import { type Actor, visitor } from '#src/policy/actor.ts'
import { type Words, wordsIn } from './words.ts'

/** Who looks at a page, in which language, from where. */
export type Reader = {
  lang: Lang
  t: Words
  actor: Actor
  /** The name of a signed-in reader. */
  name?: string
  nonce: string
  now: string
  /** Where the hub is published, without a slash at its end. */
  base: string
  /** The path and query asked for. */
  url: URL
  /** Whether demo people live here, which the footer says. */
  demo: boolean
}

const YEAR_S = 31_536_000

/** Reads the reader off a request. Without a hub (no route was found) the page knows less and looks the same. */
export function readerOf(c: Context<HubEnv>, hub?: Hub): Reader {
  const lang = c.var.lang ?? 'zh-CN'
  const actor = c.var.actor ?? visitor
  const url = new URL(c.req.url)
  const name = hub && actor.kind === 'person' ? people(hub.views).name(actor.id) : undefined
  return {
    lang,
    t: wordsIn(lang),
    actor,
    ...(name && { name }),
    nonce: c.var.nonce ?? '',
    now: hub?.now() ?? new Date().toISOString(),
    base: hub?.config.url ?? url.origin,
    url,
    demo: hub ? people(hub.views).demo().length > 0 : false,
  }
}

/** Keeps a language asked for by `?lang=` for the next pages, here and in the application. */
export function keepLang(c: Context<HubEnv>) {
  const wish = LANGS.find((lang) => lang === c.req.query('lang'))
  if (!wish) return
  // Not HttpOnly: the application reads and writes the same cookie.
  setCookie(c, 'lang', wish, { path: '/', sameSite: 'Lax', maxAge: YEAR_S })
}

/** The same page in another language. */
export function inOtherLang({ url, lang }: Reader): { href: string; lang: Lang } {
  const other = lang === 'en' ? 'zh-CN' : 'en'
  const params = new URLSearchParams(url.search)
  params.set('lang', other)
  return { href: `${url.pathname}?${params}`, lang: other }
}

/** Where to sign in so as to come back to `next`. */
export const signInTo = (next: string): string => `/app/sign-in?next=${encodeURIComponent(next)}`
