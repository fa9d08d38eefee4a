import { useNavigate } from '@tanstack/react-router'
import { useHotkeys } from '../lib/hotkey.ts'

/** Keys and what they do, in the order of the help. Names are keys of `shell.shortcuts`. */
export const SHORTCUTS = [
  ['mod+k', 'palette'],
  ['?', 'help'],
  ['c', 'newChallenge'],
  ['g w', 'work'],
  ['g b', 'board'],
  ['g o', 'organisations'],
  ['g f', 'funnel'],
  ['g p', 'profile'],
  ['g x', 'operator'],
] as const

/** The keys that work on every signed-in screen. */
export function useShortcuts({ palette, help }: { palette: () => void; help: () => void }) {
  const navigate = useNavigate()
  const deeds: Record<(typeof SHORTCUTS)[number][1], () => void> = {
    palette,
    help,
    newChallenge: () => void navigate({ to: '/challenges/new' }),
    work: () => void navigate({ to: '/' }),
    board: () => globalThis.location.assign('/challenges'),
    organisations: () => void navigate({ to: '/organisations' }),
    funnel: () => void navigate({ to: '/funnel' }),
    profile: () => void navigate({ to: '/profile' }),
    operator: () => void navigate({ to: '/operator' }),
  }
  useHotkeys(Object.fromEntries(SHORTCUTS.map(([keys, name]) => [keys, deeds[name]])))
}
