// The only script of the public pages: appearance, language, `/` for searching, and pages that stay up to date.
// Everything works without it.
{
  const root = document.documentElement
  const SCHEMES = ['auto', 'light', 'dark']
  const KEY = 'mantine-color-scheme-value'

  const button = document.querySelector('[data-theme-button]')
  const showScheme = () => {
    const scheme = root.dataset.theme ?? 'auto'
    button.textContent = button.dataset[scheme]
    button.setAttribute('aria-label', `${button.dataset.label}: ${button.dataset[scheme]}`)
  }
  if (button) {
    button.hidden = false
    showScheme()
    button.addEventListener('click', () => {
      root.dataset.theme = SCHEMES[(SCHEMES.indexOf(root.dataset.theme ?? 'auto') + 1) % SCHEMES.length]
      try {
        localStorage.setItem(KEY, root.dataset.theme)
      } catch {
        // Private windows may refuse; the choice then lasts as long as the page.
      }
      showScheme()
    })
  }

  // The choice is kept by the cookie that came with this page, so links that people share need not carry it.
  const here = new URL(location.href)
  if (here.searchParams.has('lang')) {
    here.searchParams.delete('lang')
    history.replaceState(history.state, '', here)
  }

  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.isComposing || event.keyCode === 229) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target.closest('input, textarea, select, [contenteditable]')) return
    event.preventDefault()
    document.querySelector('.search input')?.select()
  })

  // ---- news: told what changed, fetch this page again and show what is different ----

  const BACKOFF = { first: 2_000, most: 300_000 }
  /** A burst of changes is one reload; the jitter keeps all readers from asking in the same instant. */
  const SETTLE = { least: 200, jitter: 400 }

  const topics = document.body.dataset.topics
  let source
  let retry
  let settle
  let failures = 0
  let missed = false
  let loading = false

  const inMain = (element) => element && element !== document.body && element.closest('main')

  /** The first thing on screen that both versions of the page know, to keep it where it is. */
  const anchor = () => {
    for (const element of document.querySelectorAll('main [data-key]')) {
      const { bottom, top } = element.getBoundingClientRect()
      if (bottom > 0) return { key: element.dataset.key, top }
    }
  }

  const show = (fresh) => {
    const main = document.querySelector('main')
    const opened = [...main.querySelectorAll('details[open][id]')].map(({ id }) => id)
    for (const id of opened) fresh.querySelector(`#${id}`)?.setAttribute('open', '')
    if (fresh.innerHTML === main.innerHTML) return
    const focused = inMain(document.activeElement) ? document.activeElement.getAttribute('href') : undefined
    const kept = anchor()
    main.replaceChildren(...fresh.childNodes)
    if (focused) main.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true })
    const again = kept && main.querySelector(`[data-key="${CSS.escape(kept.key)}"]`)
    if (again) scrollBy({ top: again.getBoundingClientRect().top - kept.top, behavior: 'instant' })
  }

  const reload = async () => {
    if (loading) return reloadSoon()
    loading = true
    missed = false
    try {
      const response = await fetch(location.href, { headers: { Accept: 'text/html' } })
      if (response.ok || response.status === 404) {
        const page = new DOMParser().parseFromString(await response.text(), 'text/html')
        const fresh = page.querySelector('main')
        // Whoever has selected words is about to copy them.
        if (fresh && getSelection()?.isCollapsed !== false) {
          show(fresh)
          document.title = page.title
        } else missed = true
      }
    } catch {
      // Offline: the next opening of the stream reads the page again.
      missed = true
    } finally {
      loading = false
    }
  }

  const reloadSoon = () => {
    clearTimeout(settle)
    settle = setTimeout(reload, SETTLE.least + Math.random() * SETTLE.jitter)
  }

  const close = () => {
    clearTimeout(retry)
    source?.close()
    source = undefined
  }

  const open = () => {
    if (source || document.hidden) return
    const stream = new EventSource(`/api/changes?topics=${encodeURIComponent(topics)}`)
    source = stream
    stream.addEventListener('open', () => {
      failures = 0
      if (missed) reloadSoon()
    })
    stream.addEventListener('changed', reloadSoon)
    stream.addEventListener('error', () => {
      if (source !== stream) return
      close()
      missed = true
      failures++
      retry = setTimeout(
        open,
        BACKOFF.first + Math.random() * Math.min(BACKOFF.most, BACKOFF.first * 2 ** failures),
      )
    })
  }

  if (topics && 'EventSource' in globalThis) {
    // A page that nobody looks at gives its connection back: browsers have only six for a host.
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) {
        close()
        missed = true
      } else open()
    })
    addEventListener('pagehide', close)
    addEventListener('pageshow', ({ persisted }) => {
      if (!persisted) return
      missed = true
      open()
    })
    addEventListener('online', open)
    open()
  }
}
