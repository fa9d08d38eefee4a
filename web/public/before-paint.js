// Runs before the first paint, so that a dark page never flashes white and the language is right from the start.
;(() => {
  const root = document.documentElement
  const wish = localStorage.getItem('mantine-color-scheme-value')
  const dark = wish === 'dark' || (wish !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  if (/(?:^|;\s*)lang=en(?:;|$)/.test(document.cookie)) root.lang = 'en'
})()
