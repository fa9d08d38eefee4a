import { Paper, Table } from '@mantine/core'
import type { ReactNode } from 'react'

/** A table in a frame that scrolls sideways by itself when the screen is narrower than `minWidth`, px. */
export function TableFrame({ minWidth, children }: { minWidth: number; children: ReactNode }) {
  return (
    <Paper p={0} style={{ overflow: 'hidden' }}>
      <Table.ScrollContainer minWidth={minWidth} type="native">
        <Table highlightOnHover>{children}</Table>
      </Table.ScrollContainer>
    </Paper>
  )
}
