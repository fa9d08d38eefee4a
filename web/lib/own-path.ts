/**
 * A path of this site out of an address people follow: a link must not carry them off to another site after they
 * sign in. Read as the browser would, which takes `/\\host` and `/<tab>/host` for another host.
 * @returns path, query and fragment; undefined when it leads elsewhere or nowhere
 */
export function ownPath(next: string | undefined, origin = globalThis.location.origin): string | undefined {
  if (!next?.startsWith('/')) return undefined
  const url = URL.parse(next, origin)
  return url?.origin === origin ? url.pathname + url.search + url.hash : undefined
}
