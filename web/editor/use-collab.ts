import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Collab, CollabView } from './collab.ts'
import { borrow, giveBack } from './open-documents.ts'
import { othersPresent, type Present } from './people.ts'

const OPENING: CollabView = { status: { kind: 'opening' }, editable: false, ready: false }
const never = () => () => undefined

/** The live document while the component is mounted, and what to tell its reader. */
export function useCollab(documentId: string): { collab: Collab | undefined; view: CollabView } {
  const [collab, setCollab] = useState<Collab>()
  useEffect(() => {
    setCollab(borrow(documentId))
    return () => {
      setCollab(undefined)
      giveBack(documentId)
    }
  }, [documentId])
  const view = useSyncExternalStore(collab?.subscribe ?? never, () => collab?.view() ?? OPENING)
  return { collab, view }
}

/** Who else has the document open; `me` is the reader's id. */
export function usePresent(collab: Collab | undefined, me: string): readonly Present[] {
  const [present, setPresent] = useState<readonly Present[]>([])
  useEffect(() => {
    if (!collab) return
    const { awareness } = collab.provider
    // Compared outside of React: our own caret moves while the editor renders, and is nobody's news.
    let before = '[]'
    const look = () => {
      const now = othersPresent(collab.provider, me)
      const text = JSON.stringify(now)
      if (text === before) return
      before = text
      setPresent(now)
    }
    look()
    awareness.on('change', look)
    return () => {
      awareness.off('change', look)
      setPresent([])
    }
  }, [collab, me])
  return present
}
