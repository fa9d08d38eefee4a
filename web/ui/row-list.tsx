import type { ReactNode } from 'react'
import classes from './row-list.module.css'

/** Rows in one frame, each an `<li>` with what it is at its start and what to do at its end. */
export function RowList({ children }: { children: ReactNode }) {
  return <ul className={classes.list}>{children}</ul>
}
