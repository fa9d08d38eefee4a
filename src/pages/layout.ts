import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { HubEnv } from '#src/http/env.ts'
import { LANGS } from '#src/http/lang.ts'
import { asset } from './assets.ts'
import { inOtherLang, keepLang, type Reader, signInTo } from './reader.ts'

/** A piece of a page. Everything put into one is escaped, unless it is a piece itself. */
export type Html = ReturnType<typeof html>

export type Page = {
  title: string
  /** One sentence for search engines and shared links. */
  description?: string
  /** The path this page is known by; without it the page is not to be indexed. */
  canonical?: string
  /** OpenGraph's kind. */
  kind?: 'website' | 'article'
  /** For machines: schema.org, as JSON-LD. */
  data?: Record<string, unknown>
  /** Changes that make this page old (`/api/changes`). */
  topics?: readonly string[]
  /** Parameters of the Atom feed that follows this page. */
  feed?: string
  /** What was searched for. */
  q?: string | undefined
  main: Html
}

/** Sends a page. Never kept by others: it names the reader. */
export function send(c: Context<HubEnv>, reader: Reader, page: Page, status: ContentfulStatusCode = 200) {
  keepLang(c)
  c.header('Cache-Control', 'private, no-cache')
  c.header('Vary', 'Cookie, Accept-Language')
  return c.html(layout(reader, page), status)
}

/** JSON that may stand inside a script element: no `<` can end it. */
export const scriptSafe = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** Chooses light or dark before the first paint. The key is the application's, so that both agree. */
const BEFORE_PAINT = `{let w;try{w=localStorage.getItem('mantine-color-scheme-value')}catch{}document.documentElement.dataset.theme=w==='dark'||w==='light'?w:'auto'}`

function layout(reader: Reader, page: Page): Html {
  const { t, lang, nonce } = reader
  return html`<!doctype html>
<html lang="${lang}" data-theme="auto">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="color-scheme" content="light dark" />
    <script nonce="${nonce}">${raw(BEFORE_PAINT)}</script>
    <title>${page.title}</title>
    ${meta(reader, page)}
    <link rel="icon" type="image/svg+xml" href="${asset('helix.svg')}" />
    <link rel="stylesheet" href="${asset('style.css')}" />
    <link rel="alternate" type="application/atom+xml" title="${t.feed.title}" href="/challenges.atom${page.feed ?? ''}" />
    <script defer src="${asset('page.js')}"></script>
  </head>
  <body data-topics="${page.topics?.join(',')}">
    <a class="skip" href="#main">${t.skip}</a>
    ${header(reader, page)}
    <main id="main" tabindex="-1">${page.main}</main>
    ${footer(reader, page)}
  </body>
</html>`
}

function meta(
  { lang, base, t, url }: Reader,
  { title, description, canonical, kind = 'website', data }: Page,
): Html {
  if (canonical === undefined) return html`<meta name="robots" content="noindex" />`
  const address = `${base}${canonical}`
  const own = LANGS.find((one) => one === url.searchParams.get('lang'))
  const locale = { 'zh-CN': 'zh_CN', en: 'en_GB' }
  return html`<meta name="description" content="${description ?? ''}" />
    <link rel="canonical" href="${own ? `${address}?lang=${own}` : address}" />
    ${LANGS.map((one) => html`<link rel="alternate" hreflang="${one}" href="${address}?lang=${one}" />`)}
    <link rel="alternate" hreflang="x-default" href="${address}" />
    <meta property="og:type" content="${kind}" />
    <meta property="og:site_name" content="${t.product}" />
    <meta property="og:title" content="${title}" />
    <meta property="og:description" content="${description ?? ''}" />
    <meta property="og:url" content="${address}" />
    <meta property="og:locale" content="${locale[lang]}" />
    ${LANGS.filter((one) => one !== lang).map((one) => html`<meta property="og:locale:alternate" content="${locale[one]}" />`)}
    ${data && html`<script type="application/ld+json">${raw(scriptSafe({ '@context': 'https://schema.org', ...data }))}</script>`}`
}

/** The mark: three strands, the front one in the accent, cut where they pass behind one another. */
const MARK = raw(
  `<svg class="mark" width="24" height="24" viewBox="0 0 32 32" aria-hidden="true"><path class="c" d="M19.4 3Q21.7 5.2 22.7 6.3Q23.7 7.3 24.4 8.4Q25.1 9.5 25.5 10.6Q25.8 11.7 25.9 12.8Q26 13.8 25.7 14.9Q25.4 16 24.8 17.1Q24.2 18.2 23.5 19M18.2 24.2Q15.6 26.4 13.3 28.4"/><path class="b" d="M18.2 6.9Q15.6 9.1 13.8 10.6M8.5 15.8Q7 17.9 6.6 19Q6.2 20.1 6.1 21.2Q6 22.3 6.3 23.4Q6.5 24.4 7.1 25.5Q7.7 26.6 8.5 27.7Q9.4 28.8 9.6 29"/><path class="a" d="M6.2 3Q6 5.2 6.3 6.3Q6.6 7.3 7.2 8.4Q7.8 9.5 8.7 10.6Q9.6 11.7 10.7 12.8Q11.8 13.8 13 14.9Q14.3 16 15.6 17.1Q16.9 18.2 18.2 19.3Q19.4 20.3 20.6 21.4Q21.7 22.5 22.7 23.6Q23.7 24.7 24.4 25.8Q25.1 26.8 25.8 29"/></svg>`,
)
const LENS = raw(
  '<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/></svg>',
)

function header(reader: Reader, { q }: Page): Html {
  const { t, actor, url } = reader
  const other = inOtherLang(reader)
  const here = url.pathname === '/challenges'
  return html`<header class="top">
      <div class="wide">
        <a class="brand" href="/">${MARK}<span>Trihelix <b lang="zh-CN">三螺旋</b></span></a>
        <nav aria-label="${t.nav.label}">
          <a href="/challenges"${here && raw(' aria-current="page"')}>${t.nav.board}</a>
          <a href="/app/">${t.nav.workspace}</a>
        </nav>
        <form class="search" action="/challenges" role="search">
          <input type="search" name="q" value="${q}" maxlength="200" placeholder="${t.nav.searchHint}" aria-label="${t.nav.search}" aria-keyshortcuts="/" />
          <button aria-label="${t.nav.search}">${LENS}</button>
        </form>
        <div class="tools">
          <a href="${other.href}" hreflang="${other.lang}" lang="${other.lang}" data-lang>${t.lang.other}</a>
          <button type="button" class="quiet" data-theme-button hidden
            data-auto="${t.theme.auto}" data-light="${t.theme.light}" data-dark="${t.theme.dark}" data-label="${t.theme.label}"></button>
          ${actor.kind === 'person' ? account(reader) : html`<a class="button" href="${signInTo('/app/')}">${t.nav.signIn}</a>`}
        </div>
      </div>
    </header>`
}

function account({ t, name = '' }: Reader): Html {
  const initial = [...name][0]?.toUpperCase() ?? '·'
  return html`<a class="me" href="/app/" title="${t.nav.account(name)}" aria-label="${t.nav.account(name)}">${initial}</a>`
}

function footer({ t, demo }: Reader, { feed = '' }: Page): Html {
  return html`<footer class="bottom">
      <div class="wide">
        ${demo && html`<p><span class="tag demo">${t.demo}</span> ${t.demoNote}</p>`}
        <nav aria-label="${t.nav.footer}">
          <a href="/challenges">${t.nav.board}</a>
          <a href="/challenges.atom${feed}">${t.footer.feed}</a>
          <a href="/api/openapi.json">${t.footer.api}</a>
          <a href="/problems">${t.footer.problems}</a>
          <a href="https://www.apache.org/licenses/LICENSE-2.0" rel="license noopener">${t.footer.licence}</a>
        </nav>
      </div>
    </footer>`
}
